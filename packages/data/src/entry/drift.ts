export { type CompareOptions, compareFiles, sketchFiles } from "../drift/compare-files.ts";
export { DataDriftDocument, type DataDriftResult } from "../drift/document.ts";
export { renderDriftHtml, renderDriftMarkdown } from "../drift/page.ts";
export { renderDrift } from "../drift/report.ts";
