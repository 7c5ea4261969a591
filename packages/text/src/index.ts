export { type CellMatch, type CellScan, type CellScanOptions, type CellSink, createCellScan } from "./cells/cell-scan.ts";
export { TextError, type TextErrorCode } from "./errors.ts";
export { type HiddenRule, hiddenRules } from "./hidden/rules.ts";
export { type InjectionRule, injectionRules } from "./injection/rules.ts";
export { anchoredRules } from "./personal/catalogue/anchored.ts";
export { personalRules } from "./personal/catalogue/index.ts";
export { termRules } from "./personal/catalogue/terms.ts";
export { type ColumnClassification, classifyColumn } from "./personal/column.ts";
export { type DataClass, dataClasses } from "./personal/column-names.ts";
export { findPersonalData, type PersonalMatch, type PersonalOptions } from "./personal/find.ts";
export type { AnchoredRule, PersonalClass, PersonalRule, TermRule } from "./personal/rule.ts";
export { createPrefilter, type KeywordHit, type Prefilter } from "./prefilter/automaton.ts";
export { defaultTextDetectors, scanText, type TextScanOptions } from "./scan/scan-text.ts";
export { type SpanKind, spanKinds, type TextDetector, type TextScan, type TextSpan, textDetectors } from "./scan/span.ts";
export { secretRules } from "./secrets/catalogue/index.ts";
export { type CompiledRule, createSecretEngine, type SecretEngine } from "./secrets/engine.ts";
export { builtInSecretEngine, findSecrets, type SecretOptions } from "./secrets/find.ts";
export { type CompiledGitleaksRule, compileGitleaksRules, type GitleaksRules } from "./secrets/gitleaks/compile.ts";
export { findWithGitleaks, type GitleaksOptions } from "./secrets/gitleaks/find.ts";
export type { SecretMatch } from "./secrets/match.ts";
export {
  type SecretConfidence,
  type SecretRule,
  type SecretTarget,
  secretConfidences,
  secretRuleSchema,
  secretTargets,
} from "./secrets/rule.ts";
export { compileUserSecretRules, type UserSecretRule, userSecretRuleSchema } from "./secrets/user-rules.ts";
