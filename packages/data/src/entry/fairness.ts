export { DataFairnessDocument, type DataFairnessResult } from "../fairness/document.ts";
export { type FairnessOptions, judgeFile } from "../fairness/judge-fairness.ts";
export { renderFairnessHtml, renderFairnessMarkdown } from "../fairness/page.ts";
export { renderFairness } from "../fairness/report.ts";
