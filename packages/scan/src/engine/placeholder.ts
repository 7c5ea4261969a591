import type { AssetKind } from "@castellan/graph";

/** Kinds whose name alone says what they are: where it is a blank to be filled in, there is nothing. */
const NAMED: ReadonlySet<AssetKind> = new Set<AssetKind>(["model", "deployed-model", "ai-service"]);
/** `<your-deployment>`, `[MODEL_NAME]`, `your-model-name`, `YOUR_MODEL`, `xxx`, `TODO`, `changeme`. */
const BLANK = /^<[^<>]*>$|^\[[A-Z][A-Z _-]*\]$|^your[-_ ].+|^(?:x{3,}|todo|tbd|changeme|change-me|placeholder|replace[-_ ]?me|none|null)$/i;

/** Whether an asset's name is a blank that a reader of the documentation fills in. */
export function isPlaceholder({ kind, name }: { readonly kind: AssetKind; readonly name: string }): boolean {
  return NAMED.has(kind) && BLANK.test(name);
}
