import { CastellanError } from "@castellan/graph";

export type CommandErrorCode = "USAGE" | "NO_RESULT" | "EXISTS" | "CANNOT_WRITE" | "NOT_FOUND";

/** Wrong usage or wrong input of a command: exit 2. */
export class CommandError extends CastellanError<CommandErrorCode> {}

/** Exit codes of the contract. */
export const EXIT = { ok: 0, findings: 1, usage: 2, unread: 3, interrupted: 130 } as const;
