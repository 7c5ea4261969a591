export { type CleanOptions, cleanFile } from "../clean/clean-file.ts";
export { DataCleanDocument, type DataCleanResult } from "../clean/document.ts";
export { renderCleaning } from "../clean/report.ts";
