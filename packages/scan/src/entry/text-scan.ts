export type { ScannedSpan, ScannedText } from "../text-scan/document.ts";
export { TextScanDocument } from "../text-scan/document.ts";
export { readGitleaksRules } from "../text-scan/own-rules.ts";
export { renderScannedText, renderTextSummary, type TextSummary } from "../text-scan/render.ts";
export { scanSource, type TextScanEvent, type TextScanOptions } from "../text-scan/scan-source.ts";
export { type TextSource, textSource } from "../text-scan/source.ts";
