import { coreChecks } from "./checks/core.ts";
import { europeChecks } from "./checks/europe.ts";
import { worldChecks } from "./checks/world.ts";

export type { Check, Verdict } from "./checks/verdict.ts";

/** Checks behind the recognisers, by name. Each takes the matched text with its separators. */
export const validators = { ...coreChecks, ...europeChecks, ...worldChecks };
export type ValidatorName = keyof typeof validators;
