import type { SecretRule } from "../rule.ts";
import { aiRules } from "./ai.ts";
import { cloudRules } from "./cloud.ts";
import { codeRules } from "./code.ts";
import { dataRules } from "./data.ts";
import { genericRules } from "./generic.ts";
import { serviceRules } from "./services.ts";

/** Every built-in kind of secret, sorted by id. */
export const secretRules: readonly SecretRule[] = [
  ...aiRules,
  ...cloudRules,
  ...codeRules,
  ...dataRules,
  ...serviceRules,
  ...genericRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
