import type { Asset, AssetDraft, Attributes, Evidence, Json, Occurrence, Relation } from "./asset.ts";
import { canonicalJson, compareText } from "./canonical-json.ts";
import { assetId } from "./fingerprint.ts";
import {
  type AssetKind,
  CONFIDENCES,
  LIFECYCLES,
  type RelationKind,
  SCOPES,
  STRENGTHS,
  type Strength,
  SUPPORTING_KINDS,
} from "./vocabulary.ts";

/** How many hops a supporting asset (storage, identity, …) may stand from an AI asset. */
const SUPPORT_HOPS = 2;

function comparePlace(a: Occurrence | Evidence, b: Occurrence | Evidence): number {
  return (
    (a.target ?? 0) - (b.target ?? 0) ||
    compareText(a.file ?? a.resource ?? "", b.file ?? b.resource ?? "") ||
    (a.cell ?? 0) - (b.cell ?? 0) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.symbol ?? "", b.symbol ?? "") ||
    compareText(a.resource ?? "", b.resource ?? "")
  );
}

function stronger<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function unique<T extends Occurrence | Evidence>(items: readonly T[]): T[] {
  const seen = new Map(items.map((item) => [placeKey(item), item]));
  return [...seen.values()];
}

/** Every field of an occurrence or of evidence, in one order. */
const PLACE_FIELDS = ["target", "file", "line", "endLine", "cell", "resource", "symbol", "technique", "confidence", "excerpt"];

/** Equal places give equal texts: asked millions of times in a large repository, so without sorting. */
function placeKey(item: Occurrence | Evidence): string {
  return JSON.stringify(item, PLACE_FIELDS);
}

/** Drafts in a fixed order, so that the merged asset does not depend on who came first. */
function compareDrafts(a: AssetDraft, b: AssetDraft): number {
  const [first, second] = [a.occurrences[0], b.occurrences[0]];
  if (first !== undefined && second !== undefined) {
    const byConfidence = CONFIDENCES.indexOf(first.confidence) - CONFIDENCES.indexOf(second.confidence);
    // Where it is declared comes before where it was seen.
    const byLife = Number(first.technique === "live") - Number(second.technique === "live");
    const byPlace = byConfidence || byLife || comparePlace(first, second);
    if (byPlace !== 0) return byPlace;
  }
  return compareText(canonicalJson(a), canonicalJson(b));
}

function merge(id: string, unordered: readonly AssetDraft[]): Asset {
  const drafts = [...unordered].sort(compareDrafts);
  const [head] = drafts;
  if (head === undefined) throw new RangeError("an asset needs a draft");
  const attributes: { [key: string]: Json } = {};
  const digests: { [algorithm: string]: string } = {};
  let identity = head.identity;
  for (const draft of drafts) {
    for (const [key, value] of Object.entries(draft.attributes ?? {})) attributes[key] ??= value;
    for (const [key, value] of Object.entries(draft.digests ?? {})) digests[key] ??= value;
    identity = { ...draft.identity, ...identity };
  }
  const repository = drafts.find((draft) => draft.repository !== undefined)?.repository;
  const owner = drafts.find((draft) => draft.owner !== undefined)?.owner;
  const [definition, ...rest] = unique(drafts.flatMap((draft) => draft.occurrences));
  const uses = rest.sort(comparePlace);
  return {
    id,
    kind: head.kind,
    name: head.name,
    identity,
    ...(repository === undefined ? {} : { repository }),
    ...(owner === undefined ? {} : { owner }),
    lifecycle: drafts
      .map((draft) => draft.lifecycle ?? "declared")
      .reduce((a, b) => (a === b ? a : stronger([...LIFECYCLES].reverse(), a, b))),
    scope: drafts.map((draft) => draft.scope).reduce((a, b) => stronger(SCOPES, a, b)),
    attributes,
    digests,
    occurrences: definition === undefined ? [] : [definition, ...uses],
  };
}

interface Edge {
  from: string;
  kind: RelationKind;
  to: string;
  strength: Strength;
  /** By place: a loop over many calls says the same many times. */
  evidence: Map<string, Evidence>;
}

/** The graph of what an AI system is made of: assets merged by identity, relations between them. */
export class AssetGraph {
  readonly #drafts = new Map<string, AssetDraft[]>();
  /** What was added word for word. */
  readonly #added = new Set<string>();
  readonly #edges = new Map<string, Edge>();
  readonly #described = new Map<string, Attributes[]>();
  readonly #sameAs = new Map<string, string>();
  /** As merged last, until something is added. */
  #merged: { assets: Asset[]; relations: Relation[] } | undefined;

  /** Adds what was seen; returns the asset's id. */
  add(draft: AssetDraft): string {
    const id = assetId(draft.kind, draft.identity.key);
    const words = JSON.stringify(draft);
    if (this.#added.has(words)) return id;
    this.#added.add(words);
    this.#merged = undefined;
    const drafts = this.#drafts.get(id);
    if (drafts === undefined) this.#drafts.set(id, [draft]);
    else drafts.push(draft);
    return id;
  }

  /** Says more of an asset that was added, or will be; what its drafts say comes before. */
  describe(id: string, attributes: Attributes): void {
    this.#merged = undefined;
    const known = this.#described.get(id);
    if (known === undefined) this.#described.set(id, [attributes]);
    else known.push(attributes);
  }

  relate(from: string, kind: RelationKind, to: string, strength: Strength, evidence: readonly Evidence[]): void {
    if (from === to) return;
    const key = `${from} ${kind} ${to}`;
    const places = evidence.map((item) => [placeKey(item), item] as const);
    const edge = this.#edges.get(key);
    if (edge === undefined) {
      this.#merged = undefined;
      this.#edges.set(key, { from, kind, to, strength, evidence: new Map(places) });
      return;
    }
    const strongest = stronger(STRENGTHS, edge.strength, strength);
    if (strongest === edge.strength && places.every(([place]) => edge.evidence.has(place))) return;
    this.#merged = undefined;
    edge.strength = strongest;
    for (const [place, item] of places) edge.evidence.set(place, item);
  }

  /** Two ids are one thing: the second is folded into the first. */
  unite(keep: string, fold: string): void {
    const [root, other] = [this.#root(keep), this.#root(fold)];
    if (root === other) return;
    this.#merged = undefined;
    this.#sameAs.set(other, root);
  }

  #root(id: string): string {
    let current = id;
    for (let next = this.#sameAs.get(current); next !== undefined; next = this.#sameAs.get(current)) current = next;
    return current;
  }

  /** Drafts seen so far, by id; for merging passes. */
  drafts(): IterableIterator<[string, readonly AssetDraft[]]> {
    return this.#drafts.entries();
  }

  /** Merged assets and relations, supporting assets without an AI neighbour left out, all sorted. */
  finish(): { assets: Asset[]; relations: Relation[] } {
    const { assets, relations } = this.all();
    const kept = relevant(new Map(assets.map((asset) => [asset.id, asset])), relations);
    return {
      assets: assets.filter((asset) => kept.has(asset.id)),
      relations: relations.filter((relation) => kept.has(relation.from) && kept.has(relation.to)),
    };
  }

  /** Everything seen so far, merged and sorted, supporting assets too; for passes that join. */
  all(): { readonly assets: readonly Asset[]; readonly relations: readonly Relation[] } {
    this.#merged ??= this.#merge();
    return this.#merged;
  }

  #merge(): { assets: Asset[]; relations: Relation[] } {
    const grouped = new Map<string, AssetDraft[]>();
    // The kept draft goes first: its kind and identity win.
    for (const id of [...this.#drafts.keys()].sort((a, b) => Number(a !== this.#root(a)) - Number(b !== this.#root(b)))) {
      const root = this.#root(id);
      grouped.set(root, [...(grouped.get(root) ?? []), ...(this.#drafts.get(id) ?? [])]);
    }
    const assets = new Map<string, Asset>();
    for (const [id, drafts] of grouped) {
      const own = this.#drafts.get(id) ?? [];
      if (own.length === 0 || own.length === drafts.length) {
        assets.set(id, merge(id, drafts));
        continue;
      }
      const { identity, kind, name, attributes } = merge(id, own);
      const others = drafts.filter((draft) => !own.includes(draft)).map((draft) => ({ ...draft, identity, kind }));
      const folded = merge(id, [...own, ...(attributes["dynamic"] === true ? others : others.map(named))]);
      assets.set(id, { ...folded, name });
    }
    this.#addDescriptions(assets);
    return {
      assets: [...assets.values()].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id)),
      relations: this.#relations(assets),
    };
  }

  #addDescriptions(assets: Map<string, Asset>): void {
    const byRoot = new Map<string, Attributes[]>();
    for (const [id, said] of this.#described) {
      const root = this.#root(id);
      byRoot.set(root, [...(byRoot.get(root) ?? []), ...said]);
    }
    for (const [id, said] of byRoot) {
      const asset = assets.get(id);
      if (asset === undefined) continue;
      const attributes: { [key: string]: Json } = { ...asset.attributes };
      for (const more of said.sort((a, b) => compareText(canonicalJson(a), canonicalJson(b))))
        for (const [key, value] of Object.entries(more)) attributes[key] ??= value;
      assets.set(id, { ...asset, attributes });
    }
  }

  #relations(assets: ReadonlyMap<string, Asset>): Relation[] {
    const merged = new Map<string, Edge>();
    for (const edge of this.#edges.values()) {
      const [from, to] = [this.#root(edge.from), this.#root(edge.to)];
      if (from === to || !assets.has(from) || !assets.has(to)) continue;
      const key = `${from} ${edge.kind} ${to}`;
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { ...edge, from, to, evidence: new Map(edge.evidence) });
      else {
        known.strength = stronger(STRENGTHS, known.strength, edge.strength);
        for (const [place, item] of edge.evidence) known.evidence.set(place, item);
      }
    }
    return [...merged.values()]
      .map((edge) => ({ ...edge, evidence: [...edge.evidence.values()].sort(comparePlace) }))
      .sort((a, b) => compareText(a.from, b.from) || compareText(a.kind, b.kind) || compareText(a.to, b.to));
  }
}

/** What stood for a name that is known by now. */
function named(draft: AssetDraft): AssetDraft {
  const { dynamic: _, ...attributes } = draft.attributes ?? {};
  return { ...draft, attributes };
}

/** Ids of assets that enter the inventory. */
function relevant(assets: ReadonlyMap<string, Asset>, relations: readonly Relation[]): ReadonlySet<string> {
  const neighbours = new Map<string, string[]>();
  const link = (a: string, b: string): void => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  };
  for (const relation of relations) {
    link(relation.from, relation.to);
    link(relation.to, relation.from);
  }
  const supporting = (kind: AssetKind): boolean => SUPPORTING_KINDS.has(kind);
  // A vendor's credential, or an endpoint that a vendor of AI runs, speaks of that service even where no call was seen.
  const kept = new Set(
    [...assets.values()].filter((asset) => !supporting(asset.kind) || asset.attributes["provider"] !== undefined).map((asset) => asset.id),
  );
  let border = [...kept].filter((id) => assets.get(id)?.kind !== "library");
  for (let hop = 0; hop < SUPPORT_HOPS; hop++) {
    const next: string[] = [];
    for (const id of border) {
      for (const neighbour of neighbours.get(id) ?? []) {
        if (kept.has(neighbour)) continue;
        kept.add(neighbour);
        next.push(neighbour);
      }
    }
    border = next;
  }
  return kept;
}

/** Attribute access for rules: a string or undefined. */
export function attributeText(attributes: Attributes, key: string): string | undefined {
  const value = attributes[key];
  return typeof value === "string" ? value : undefined;
}
