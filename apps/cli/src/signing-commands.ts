import type { CommandSpec } from "./command-spec.ts";

/** `castellan sign, verify`, in the order of the help. */
export const SIGNING_COMMANDS: readonly CommandSpec[] = [];
