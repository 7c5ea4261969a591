import { type LabelAsset, type Labels, labelSchema } from "./label-schema.ts";
import type { ScanAsset, ScanRelation } from "./scan-schema.ts";

/** Small labels and scans for the tests of this folder. */
const SOURCE = { type: "pypi", name: "example", version: "1.0" };

export function labels(parts: Readonly<Record<string, unknown>>): Labels {
  return labelSchema.parse({ source: SOURCE, readBy: "hand", assets: [], exhaustive: ["model", "tool", "prompt", "library"], ...parts });
}

export function labelled(asset: Readonly<Record<string, unknown>>): LabelAsset {
  const [first] = labels({ assets: [{ id: "a1", kind: "model", name: "gpt-4o", ...asset }] }).assets;
  if (first === undefined) throw new RangeError("one asset went in");
  return first;
}

export function reported(id: string, kind: string, name: string, file?: string, line?: number): ScanAsset {
  const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
  return { id, kind, name, scope: "production", occurrences: file === undefined ? [] : [place] };
}

export function scanOf(assets: readonly ScanAsset[], relations: readonly ScanRelation[] = []): unknown {
  return { schema: "castellan/scan/1", inventory: { assets, relations, packages: [], resources: [] } };
}
