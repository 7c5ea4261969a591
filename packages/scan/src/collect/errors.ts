import { CastellanError } from "@castellan/graph";

export type CollectErrorCode = "NO_CREDENTIALS" | "NO_CLIENT" | "NO_CONTEXT" | "BAD_KUBECONFIG" | "BAD_RESUME" | "BAD_ARGUMENT";

/** What ends a collection. A call that fails does not: it is recorded, and the rest goes on. */
export class CollectError extends CastellanError<CollectErrorCode> {}
