import { homedir } from "node:os";
import { join } from "node:path";
import type { CommandContext } from "../../command-spec.ts";

/** Where reviews stand: --reviews, else with the rest of the state of castellan. */
export function reviewsOf({ values, terminal }: CommandContext): string {
  const given = values.text("reviews");
  if (given !== undefined) return given;
  const state = terminal.environment["XDG_DATA_HOME"];
  return join(state === undefined || state === "" ? join(homedir(), ".local", "share") : state, "castellan", "data-reviews.json");
}
