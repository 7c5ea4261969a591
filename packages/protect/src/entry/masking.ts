export { ProtectError } from "../errors.ts";
export { NewFile } from "../files/new-file.ts";
export { readMaskingKey } from "../masking/keys.ts";
export { type ColumnMask, columnMasks, columnUnmasks, type MaskingTools, needsOf, reversibleColumns } from "../masking/masker.ts";
export { MaskingPolicy } from "../masking/policy.ts";
export { readTaxonomy, type Taxonomy } from "../masking/taxonomy.ts";
export { type Lookup, Vault } from "../masking/vault.ts";
