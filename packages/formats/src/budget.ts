/** Limits that every reader takes. What is exceeded is named. */
export interface Budget {
  readonly bytes: number;
  /** Nesting depth of the input. */
  readonly depth: number;
  /** Nodes, members, rows: things produced. */
  readonly nodes: number;
}

export const DEFAULT_BUDGET: Budget = { bytes: 20 * 1024 * 1024, depth: 500, nodes: 2_000_000 };
