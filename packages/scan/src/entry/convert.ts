export { type ConvertOptions, convertFile } from "../convert/convert-file.ts";
export type { ModelConvertResult } from "../convert/document.ts";
export { type ConversionReportContext, renderConversion } from "../convert/render-conversion.ts";
