import type { PersonalRule } from "../rule.ts";
import { americasRules } from "./americas.ts";
import { asiaPacificAfricaRules } from "./asia-pacific-africa.ts";
import { easternEuropeRules } from "./eastern-europe.ts";
import { internationalRules } from "./international.ts";
import { northernEuropeRules } from "./northern-europe.ts";
import { westernEuropeRules } from "./western-europe.ts";

/** All number-like recognisers. */
export const personalRules: readonly PersonalRule[] = [
  ...internationalRules,
  ...americasRules,
  ...westernEuropeRules,
  ...northernEuropeRules,
  ...easternEuropeRules,
  ...asiaPacificAfricaRules,
];
