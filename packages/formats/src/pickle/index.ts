export * from "./budget.ts";
export * from "./opcodes.ts";
export * from "./run-pickles.ts";
export type * from "./value.ts";
