export { deparseR } from "./deparse.ts";
export { looksLikeRData, readRData } from "./r-data.ts";
export { R_BUDGET, type RBudget } from "./r-reader.ts";
export type { RArgument, RClosure, RDataFacts, REnvironment, RPlace, RPromise, RValue } from "./value.ts";
