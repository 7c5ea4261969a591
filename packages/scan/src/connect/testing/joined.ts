import { type AssetDraft, AssetGraph, type RelationKind } from "@castellan/graph";
import { projectOf } from "../../discover/testing/project-of.ts";
import type { Connector } from "../connector.ts";

export interface Draft extends Pick<AssetDraft, "kind" | "name"> {
  readonly key?: string;
  readonly uri?: string;
  readonly file?: string;
  readonly attributes?: AssetDraft["attributes"];
  readonly technique?: "syntax" | "configuration";
}

/** Test support: what connectors make of drafts and relations ("from -kind-> to", by name). */
export function joined(
  files: Readonly<Record<string, string>>,
  drafts: readonly Draft[],
  relations: readonly (readonly [from: string, kind: RelationKind, to: string, symbol?: string])[],
  ...connectors: readonly Connector[]
): readonly string[] {
  const graph = new AssetGraph();
  const ids = new Map(
    drafts.map(({ kind, name, key, uri, file = "a.py", attributes, technique = "syntax" }) => [
      `${kind} ${name}`,
      graph.add({
        kind,
        name,
        identity: { key: key ?? `symbol:test:${file}#${name}`, ...(uri === undefined ? {} : { uri }) },
        scope: "production",
        lifecycle: "declared",
        attributes: attributes ?? {},
        occurrences: [{ target: 0, file, line: 1, technique, confidence: "certain" }],
      }),
    ]),
  );
  for (const [from, kind, to, symbol] of relations)
    graph.relate(
      ids.get(from) ?? from,
      kind,
      ids.get(to) ?? to,
      "stated",
      symbol === undefined ? [] : [{ file: "a.py", line: 1, symbol, technique: "syntax", confidence: "likely" }],
    );
  for (const connector of connectors) connector.connect(projectOf(files), graph.all(), graph);
  const all = graph.all();
  const named = new Map(all.assets.map((asset) => [asset.id, `${asset.kind} ${asset.name}`]));
  return [
    ...new Set([
      ...named.values(),
      ...all.relations.map(({ from, kind, to }) => `${named.get(from) ?? "?"} -${kind}-> ${named.get(to) ?? "?"}`),
    ]),
  ].sort();
}
