import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../../values.ts";

/** `$XDG_DATA_HOME/castellan/keys`; made when a key is. */
export function keyringFolder(environment: Environment): string {
  const base = environment["XDG_DATA_HOME"];
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), ".local/share"), "castellan/keys");
}
