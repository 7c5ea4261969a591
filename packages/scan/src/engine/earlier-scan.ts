import { ASSET_KINDS, type AssetDraft, CONFIDENCES, LIFECYCLES, RELATION_KINDS, SCOPES, SEVERITIES, STRENGTHS, TECHNIQUES, type Json } from "@castellan/graph";
import { z } from "zod";
import type { DiscoverySink } from "../discover/discoverer.ts";
import { ScanError } from "./errors.ts";

/* Scans that were written earlier, as targets: what was found in another repository joins this graph. */

const Text = z.string();
const Count = z.number().int().nonnegative();
const JsonValue: z.ZodType<Json> = z.lazy(() => z.union([z.null(), z.boolean(), z.number(), Text, z.array(JsonValue), z.record(Text, JsonValue)]));
const place = {
  target: Count.exactOptional(), file: Text.exactOptional(), line: Count.exactOptional(), endLine: Count.exactOptional(), cell: Count.exactOptional(), resource: Text.exactOptional(),
};
const Occurrence = z.object({ ...place, symbol: Text.exactOptional(), technique: z.enum(TECHNIQUES), confidence: z.enum(CONFIDENCES) });
const Evidence = z.object({ ...Occurrence.shape, excerpt: Text.exactOptional() });
const Asset = z.object({
  id: Text, kind: z.enum(ASSET_KINDS), name: Text,
  identity: z.object({ key: Text, purl: Text.exactOptional(), arn: Text.exactOptional(), uri: Text.exactOptional(), digest: Text.exactOptional(), provider: Text.exactOptional(), address: Text.exactOptional() }),
  repository: Text.exactOptional(), owner: Text.exactOptional(), lifecycle: z.enum(LIFECYCLES), scope: z.enum(SCOPES),
  attributes: z.record(Text, JsonValue), digests: z.record(Text, Text), occurrences: z.array(Occurrence),
});
const Relation = z.object({ from: Text, kind: z.enum(RELATION_KINDS), to: Text, strength: z.enum(STRENGTHS), evidence: z.array(Evidence) });
const PackageEntry = z.object({
  purl: Text, name: Text, version: Text.exactOptional(), scope: z.enum(["runtime", "development", "optional", "transitive"]), target: Count.exactOptional(), file: Text,
  line: Count.exactOptional(), requirement: Text.exactOptional(), digest: Text.exactOptional(), licence: Text.exactOptional(),
});
const ResourceEntry = z.object({ address: Text, type: Text, target: Count.exactOptional(), file: Text, line: Count, attributes: z.record(Text, JsonValue) });

/** The part of `castellan/scan/1` that joins another scan. Unknown fields are left out. */
export const EarlierScan = z.object({
  schema: z.literal("castellan/scan/1"),
  targets: z.array(Text),
  inventory: z.object({ assets: z.array(Asset), relations: z.array(Relation), packages: z.array(PackageEntry), resources: z.array(ResourceEntry) }),
  findings: z.array(z.looseObject({ id: Text, rule: Text, severity: z.enum(SEVERITIES), fingerprint: Text })),
});
export type EarlierScan = z.infer<typeof EarlierScan>;

/** @throws ScanError NOT_A_SCAN with the first thing that is wrong. */
export function readEarlierScan(name: string, text: string): EarlierScan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ScanError("NOT_A_SCAN", `${name} is not JSON; give a file that castellan scan --format json wrote.`, { cause });
  }
  const parsed = EarlierScan.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ScanError("NOT_A_SCAN", `${name} is no castellan/scan/1 document (${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}); scan again with this version.`);
}


/** Hands an earlier inventory to the graph. Its targets begin at `firstTarget`. */
export function addEarlierScan(scan: EarlierScan, firstTarget: number, sink: DiscoverySink): void {
  const move = <T extends { readonly target?: number }>(item: T): T => ({ ...item, target: (item.target ?? 0) + firstTarget });
  for (const { id: _, ...asset } of scan.inventory.assets) {
    const draft: AssetDraft = { ...asset, occurrences: asset.occurrences.map(move) };
    sink.asset(draft);
  }
  for (const relation of scan.inventory.relations) sink.relate(relation.from, relation.kind, relation.to, relation.strength, relation.evidence.map(move));
  for (const entry of scan.inventory.packages) sink.package(move(entry));
  for (const entry of scan.inventory.resources) sink.resource(move(entry));
}
