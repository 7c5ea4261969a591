export { type CatboostFacts, readCatboost } from "./catboost.ts";
export { documentTexts } from "./document-texts.ts";
export { looksLikeLightgbm, readLightgbm } from "./lightgbm.ts";
export type { TreeModelFacts, TreeProblem } from "./tree-problem.ts";
export { looksLikeXgboostBinary, readXgboostBinary } from "./xgboost-binary.ts";
export { readXgboostDocument, type XgboostFacts } from "./xgboost-document.ts";
