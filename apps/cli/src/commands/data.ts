import type { CommandContext, CommandModule } from "../command.ts";
import { CommandError } from "../errors.ts";

/** What can be asked of a data set; each action is loaded when it is known. */
const ACTIONS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  clean: () => import("./data/clean.ts"),
  drift: () => import("./data/drift.ts"),
  check: () => import("./data/check.ts"),
  fairness: () => import("./data/fairness.ts"),
  intake: () => import("./data/intake.ts"),
  review: () => import("./data/review.ts"),
  profile: () => import("./data/profile.ts"),
};

/** Hands on to the action, without its name among the arguments. */
export async function run(context: CommandContext): Promise<number> {
  const [action, ...rest] = context.arguments;
  const load = action === undefined || !Object.hasOwn(ACTIONS, action) ? undefined : ACTIONS[action];
  if (load === undefined)
    throw new CommandError("USAGE", `castellan data takes ${Object.keys(ACTIONS).join(", ")}, not ${action ?? "nothing"}.`);
  return (await load()).run({ ...context, arguments: rest });
}
