export { DataFairnessDocument, type DataFairnessResult } from "../fairness/document.ts";
export { type FairnessOptions, judgeFile } from "../fairness/judge-fairness.ts";
export { renderFairness } from "../fairness/report.ts";
