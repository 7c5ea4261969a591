import type { CommandSpec } from "./command-spec.ts";

/** `castellan encrypt, decrypt, keys`, in the order of the help. */
export const ENCRYPTION_COMMANDS: readonly CommandSpec[] = [];
