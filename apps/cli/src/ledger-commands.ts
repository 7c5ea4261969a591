import type { CommandSpec } from "./command-spec.ts";

/** `castellan ledger`, in the order of the help. */
export const LEDGER_COMMANDS: readonly CommandSpec[] = [];
