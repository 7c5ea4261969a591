import type { Rule } from "./rule.ts";

/** Every rule, in the order of the catalogue. Add yours here. */
export const RULES: readonly Rule[] = [];
