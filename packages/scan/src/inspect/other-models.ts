import type { ZipProfile } from "./archive/zip-profile.ts";
import { faiss } from "./faiss/index.ts";
import { FAISS_RULES } from "./faiss/rules.ts";
import { foreignContent } from "./foreign-content/index.ts";
import { FOREIGN_CONTENT_RULES } from "./foreign-content/rules.ts";
import type { Interpreter } from "./interpreter.ts";
import { addressedBlob, layoutArchive, ollamaTemplate, registryManifest, whiteout } from "./model-layouts/index.ts";
import { MODEL_LAYOUT_RULES } from "./model-layouts/rules.ts";
import { mxnetParams, mxnetSymbol } from "./mxnet/index.ts";
import { MXNET_RULES } from "./mxnet/rules.ts";
import { nemoArchive } from "./nemo/index.ts";
import { opaqueModel } from "./opaque-models/index.ts";
import { OPAQUE_MODEL_RULES } from "./opaque-models/rules.ts";
import { pythonCode } from "./python-code/index.ts";
import { PYTHON_CODE_RULES } from "./python-code/rules.ts";
import { rData } from "./r-data/index.ts";
import { R_DATA_RULES } from "./r-data/rules.ts";
import type { ModelFileRule } from "./rule.ts";
import { mlflowModel, sparkMetadata } from "./serving-config/index.ts";
import { SERVING_CONFIG_RULES } from "./serving-config/rules.ts";
import { torch7 } from "./torch7/index.ts";
import { TORCH7_RULES } from "./torch7/rules.ts";
import { catboost, lightgbm, treeDump, xgboostBinary, xgboostJson, xgboostUbjson } from "./tree-models/index.ts";
import { TREE_MODEL_RULES } from "./tree-models/rules.ts";
import { fasttext, word2vec } from "./word-vectors/index.ts";
import { xmlModel } from "./xml-models/index.ts";
import { XML_MODEL_RULES } from "./xml-models/rules.ts";
import { marProfile, mleapProfile, mojoProfile, stableBaselinesProfile } from "./zip-models/index.ts";
import { ZIP_MODEL_RULES } from "./zip-models/rules.ts";

/** Trees, XML, data of R, vectors and the formats of single platforms. */
export const OTHER_INTERPRETERS: readonly Interpreter[] = [
  xgboostJson,
  xgboostUbjson,
  xgboostBinary,
  lightgbm,
  catboost,
  treeDump,
  xmlModel,
  rData,
  mxnetParams,
  mxnetSymbol,
  torch7,
  fasttext,
  word2vec,
  faiss,
  opaqueModel,
  foreignContent,
  pythonCode,
  mlflowModel,
  sparkMetadata,
  registryManifest,
  addressedBlob,
  layoutArchive,
  whiteout,
  ollamaTemplate,
  nemoArchive,
];

/** Kinds of models that are zip archives. */
export const OTHER_ZIP_PROFILES: readonly ZipProfile[] = [marProfile, mojoProfile, mleapProfile, stableBaselinesProfile];

export const OTHER_RULES: readonly ModelFileRule[] = [
  ...TREE_MODEL_RULES,
  ...XML_MODEL_RULES,
  ...R_DATA_RULES,
  ...MXNET_RULES,
  ...TORCH7_RULES,
  ...FAISS_RULES,
  ...OPAQUE_MODEL_RULES,
  ...FOREIGN_CONTENT_RULES,
  ...PYTHON_CODE_RULES,
  ...SERVING_CONFIG_RULES,
  ...MODEL_LAYOUT_RULES,
  ...ZIP_MODEL_RULES,
];
