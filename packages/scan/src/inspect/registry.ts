import { ARCHIVE_INTERPRETERS } from "./archive/index.ts";
import { ARCHIVE_RULES } from "./archive/rules.ts";
import type { Interpreter } from "./interpreter.ts";
import type { ModelFileRule } from "./rule.ts";
import { rData } from "./r-data/index.ts";
import { R_DATA_RULES } from "./r-data/rules.ts";
import { ENGINE_RULES } from "./rules.ts";
import { catboost, lightgbm, treeDump, xgboostBinary, xgboostJson, xgboostUbjson } from "./tree-models/index.ts";
import { TREE_MODEL_RULES } from "./tree-models/rules.ts";
import { xmlModel } from "./xml-models/index.ts";
import { XML_MODEL_RULES } from "./xml-models/rules.ts";

/** Every way to read a model file; all that accept the bytes are followed, in this order. */
export const INTERPRETERS: readonly Interpreter[] = [
  ...ARCHIVE_INTERPRETERS,
  xgboostJson,
  xgboostUbjson,
  xgboostBinary,
  lightgbm,
  catboost,
  treeDump,
  xmlModel,
  rData,
];

/** Stand-in until the judge of texts is merged. */
const ALARMING: ModelFileRule = {
  id: "alarming-metadata",
  title: "Alarming text",
  verdict: "suspicious",
  severity: "medium",
  why: "A sign of what somebody tried.",
  fix: "Ask the publisher.",
};

/** Every rule that a finding in a model file can name. */
export const MODEL_FILE_RULES: readonly ModelFileRule[] = [
  ...ENGINE_RULES,
  ...ARCHIVE_RULES,
  ALARMING,
  ...TREE_MODEL_RULES,
  ...XML_MODEL_RULES,
  ...R_DATA_RULES,
];
