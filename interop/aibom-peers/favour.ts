import type { Labels } from "../../conformance/bom/label-schema.ts";
import { matchAssets } from "../../conformance/bom/matching.ts";
import { normaliseName } from "../../conformance/bom/names.ts";
import type { Scan, ScanAsset, ScanRelation } from "../../conformance/bom/scan-schema.ts";
import type { Scope } from "../../packages/graph/src/vocabulary.ts";
import type { Edge, EdgeReading, Entry, PeerReport } from "./report.ts";

/** The peers know no scope; their finds in test and example folders are not held against them where those were not read. */
export function scopeOf(file: string): Scope {
  if (/(?:^|\/)(?:tests?|__tests__|spec|testdata|fixtures)\/|[._](?:test|spec)\.\w+$|(?:^|\/)test_[^/]*$/iu.test(file)) return "test";
  if (/(?:^|\/)docs?\/|(?:^|\/)readme[^/]*$/iu.test(file)) return "docs";
  return /(?:^|\/)(?:examples?|samples?)\//iu.test(file) ? "example" : "production";
}

function assetOf(id: string, { kind, name }: Entry["readings"][number], places: Entry["places"]): ScanAsset {
  const scopes = places.map(({ file }) => scopeOf(file));
  const scope = scopes.includes("production") ? "production" : (scopes[0] ?? "production");
  return { id, kind, name, scope, occurrences: places.map((place) => ({ ...place })) };
}

interface Chosen {
  readonly entry: Entry;
  readonly reading: Entry["readings"][number];
  readonly label?: string;
}

/** The reading that some label agrees with; the first one otherwise. */
function choose(labels: Labels, entry: Entry): Chosen | undefined {
  for (const reading of entry.readings) {
    const [match] = matchAssets(labels.assets, [assetOf("x", reading, entry.places)]).matches;
    if (match !== undefined) return { entry, reading, label: match.label.id };
  }
  const [reading] = entry.readings;
  return reading === undefined || entry.spare === true ? undefined : { entry, reading };
}

/** The same label, or else the same kind and name, is one asset: a peer is not blamed for repeating itself. */
function groupKey({ entry, reading, label }: Chosen): string {
  if (label !== undefined) return `label ${label}`;
  const purl = reading.kind === "library" || reading.kind === "model" ? "" : (entry.places[0]?.file ?? "");
  return JSON.stringify([reading.kind, normaliseName(reading.kind, reading.name), purl]);
}

function relationOf(labels: Labels, edge: Edge, ends: ReadonlyMap<string, { asset: string; label?: string }>): ScanRelation[] {
  const [from, to] = [ends.get(edge.from), ends.get(edge.to)];
  const [first] = edge.readings;
  if (from === undefined || to === undefined || first === undefined) return [];
  const drawings = labels.relations.flatMap((relation) => [relation, ...relation.alt]);
  const agrees = ({ kind, reversed }: EdgeReading): boolean => {
    const [source, target] = reversed === true ? [to, from] : [from, to];
    return drawings.some((each) => each.kind === kind && each.from === source.label && each.to === target.label);
  };
  const { kind, reversed } = edge.readings.find(agrees) ?? first;
  return [reversed === true ? { from: to.asset, kind, to: from.asset } : { from: from.asset, kind, to: to.asset }];
}

/** What a peer reported as the scorer's scan form, read as kindly as the labels allow. */
export function toScan(labels: Labels, report: PeerReport): Scan {
  const groups = new Map<string, Chosen[]>();
  for (const entry of report.entries) {
    const chosen = choose(labels, entry);
    if (chosen === undefined) continue;
    const key = groupKey(chosen);
    groups.set(key, [...(groups.get(key) ?? []), chosen]);
  }
  const ends = new Map<string, { asset: string; label?: string }>();
  const assets = [...groups.values()].flatMap((group, index) => {
    const [first] = group;
    if (first === undefined) return [];
    const end = { asset: `p${index}`, ...(first.label === undefined ? {} : { label: first.label }) };
    for (const { entry } of group) if (ends.get(entry.id)?.label === undefined) ends.set(entry.id, end);
    return [
      assetOf(
        end.asset,
        first.reading,
        group.flatMap(({ entry }) => entry.places),
      ),
    ];
  });
  const relations = report.edges.flatMap((edge) => relationOf(labels, edge, ends));
  return { schema: "castellan/scan/1", inventory: { assets, relations } };
}
