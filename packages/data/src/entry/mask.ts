export { DataMaskDocument, type DataMaskResult } from "../mask/document.ts";
export { type MaskedFile, type MaskFileOptions, maskFile } from "../mask/mask-file.ts";
export { textMask } from "../mask/mask-text.ts";
export { readMaskingPolicy } from "../mask/policy.ts";
