export type { PrivacyCost } from "../privacy/accounting/cost.ts";
export { type BudgetState, BudgetStore } from "../privacy/budget/store.ts";
export { decimal, exactly, type Rational } from "../privacy/rational.ts";
export type { Row } from "../privacy/release/contributions.ts";
export type { Answer, Query, Release } from "../privacy/release/query.ts";
export { costOf, release } from "../privacy/release/release.ts";
export { type Randomness, randomness } from "../privacy/sampling/randomness.ts";
