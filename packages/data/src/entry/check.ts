export type { Roles } from "../check/assemble/roles.ts";
export { type CheckFileOptions, checkFile, type FileChecked } from "../check/check-file.ts";
export { type DataCheckResult, dataCheckResult } from "../check/document.ts";
export { type DatasetFiles, readDataset } from "../check/read-dataset.ts";
export { renderScores } from "../check/report/scores.ts";
export { type CheckReportContext, renderCheck } from "../check/report/terminal.ts";
export { addReviews, type DataReviews, dataReviews, readReviews } from "../check/review/reviews.ts";
