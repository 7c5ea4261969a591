import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AssetDraft, Evidence } from "./asset.ts";
import { AssetGraph, attributeText } from "./asset-graph.ts";
import { canonicalJson } from "./canonical-json.ts";
import { assetId } from "./fingerprint.ts";
import { type AssetKind, CONFIDENCES, LIFECYCLES, type RelationKind, SCOPES, STRENGTHS, type Strength } from "./vocabulary.ts";

function draft(kind: AssetKind, key: string, more: Partial<AssetDraft> = {}): AssetDraft {
  return {
    kind,
    name: key,
    identity: { key },
    scope: "production",
    occurrences: [{ file: "a.py", line: 1, technique: "syntax", confidence: "likely" }],
    ...more,
  };
}

const SEEN: readonly Evidence[] = [{ file: "a.py", line: 1, technique: "syntax", confidence: "likely" }];

/** "kind key" of what enters the inventory, and "kind key -relation-> kind key". */
function outcome(
  drafts: readonly AssetDraft[],
  relations: readonly (readonly [number, RelationKind, number, Strength?])[] = [],
): { readonly assets: readonly string[]; readonly relations: readonly string[] } {
  const graph = new AssetGraph();
  const ids = drafts.map((item) => graph.add(item));
  for (const [from, kind, to, strength = "resolved"] of relations) graph.relate(ids[from] ?? "?", kind, ids[to] ?? "?", strength, SEEN);
  const finished = graph.finish();
  const names = new Map(finished.assets.map((asset) => [asset.id, `${asset.kind} ${asset.identity.key}`]));
  return {
    assets: [...names.values()].sort(),
    relations: finished.relations.map(({ from, kind, to }) => `${names.get(from) ?? "?"} -${kind}-> ${names.get(to) ?? "?"}`).sort(),
  };
}

describe("merging", () => {
  test("one thing seen twice is one asset with all that was seen", () => {
    const graph = new AssetGraph();
    graph.add(draft("model", "m", { attributes: { task: "chat" }, scope: "test", lifecycle: "declared" }));
    graph.add(
      draft("model", "m", {
        attributes: { size: 7 },
        digests: { sha256: "x" },
        identity: { key: "m", purl: "pkg:x" },
        lifecycle: "deployed",
        occurrences: [{ file: "b.py", line: 9, technique: "bytes", confidence: "certain" }],
      }),
    );
    const [asset, ...others] = graph.finish().assets;
    expect(others).toEqual([]);
    expect(asset).toMatchObject({
      id: assetId("model", "m"),
      attributes: { task: "chat", size: 7 },
      digests: { sha256: "x" },
      identity: { key: "m", purl: "pkg:x" },
      scope: "production",
      lifecycle: "deployed",
    });
    expect(asset?.occurrences.map(({ file }) => file)).toEqual(["b.py", "a.py"]);
  });

  test.each([
    ["kinds", draft("model", "x"), draft("dataset", "x")],
    ["identities", draft("tool", "a.py#x"), draft("tool", "b.py#x")],
  ])("equal names with other %s stay apart", (_title, one, other) => {
    expect(outcome([one, other]).assets).toHaveLength(2);
  });

  const anyDraft = fc
    .record({
      key: fc.constantFrom("k1", "k2"),
      kind: fc.constantFrom<AssetKind>("model", "dataset", "storage"),
      name: fc.constantFrom("n1", "n2"),
      scope: fc.constantFrom(...SCOPES),
      lifecycle: fc.constantFrom(...LIFECYCLES),
      attributes: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(fc.integer(), fc.string())),
      owner: fc.option(fc.constantFrom("o1", "o2"), { nil: undefined }),
      uri: fc.option(fc.constantFrom("u1", "u2"), { nil: undefined }),
      occurrences: fc.array(
        fc.record({
          file: fc.constantFrom("a", "b"),
          line: fc.integer({ min: 1, max: 3 }),
          technique: fc.constant("syntax" as const),
          confidence: fc.constantFrom(...CONFIDENCES),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(
      ({ key, owner, uri, ...rest }): AssetDraft => ({
        ...rest,
        identity: { key, ...(uri === undefined ? {} : { uri }) },
        ...(owner === undefined ? {} : { owner }),
      }),
    );
  const anyRelation = fc.tuple(
    fc.nat(5),
    fc.constantFrom<RelationKind>("reads", "trains_on", "stored_in"),
    fc.nat(5),
    fc.constantFrom(...STRENGTHS),
  );

  test("does not depend on who came first", () => {
    fc.assert(
      fc.property(
        fc.array(anyDraft, { minLength: 1, maxLength: 6 }),
        fc.array(anyRelation, { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (drafts, relations, order) => {
          const build = (list: readonly AssetDraft[], edges: typeof relations): string => {
            const graph = new AssetGraph();
            for (const item of list) graph.add(item);
            const id = (index: number): string => {
              const item = drafts[index % drafts.length];
              return item === undefined ? "" : assetId(item.kind, item.identity.key);
            };
            for (const [from, kind, to, strength] of edges) graph.relate(id(from), kind, id(to), strength, SEEN);
            return canonicalJson(graph.finish());
          };
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((item) => [order.next().value ?? 0, item] as const)
              .sort(([a], [b]) => a - b)
              .map(([, item]) => item);
          expect(build(shuffled(drafts), shuffled(relations))).toBe(build(drafts, relations));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("relations", () => {
  test("are merged, with the stronger strength and all the evidence", () => {
    const graph = new AssetGraph();
    const [a, b] = [graph.add(draft("agent", "a")), graph.add(draft("model", "b"))];
    graph.relate(a, "uses_model", b, "inferred", [{ file: "z.py", line: 2, technique: "syntax", confidence: "likely" }]);
    graph.relate(a, "uses_model", b, "stated", [{ file: "b.py", line: 1, technique: "syntax", confidence: "likely" }]);
    graph.relate(a, "uses_model", b, "resolved", [{ file: "b.py", line: 1, technique: "syntax", confidence: "likely" }]);
    expect(graph.finish().relations).toEqual([
      {
        from: a,
        kind: "uses_model",
        to: b,
        strength: "stated",
        evidence: [
          { file: "b.py", line: 1, technique: "syntax", confidence: "likely" },
          { file: "z.py", line: 2, technique: "syntax", confidence: "likely" },
        ],
      },
    ]);
  });

  test("of a thing with itself, or with nothing, are none", () => {
    const graph = new AssetGraph();
    const a = graph.add(draft("agent", "a"));
    graph.relate(a, "invokes_agent", a, "stated", SEEN);
    graph.relate(a, "uses_model", "nobody", "stated", SEEN);
    expect(graph.finish().relations).toEqual([]);
  });
});

describe("what enters the inventory", () => {
  test.each<readonly [string, readonly AssetDraft[], readonly (readonly [number, RelationKind, number])[], readonly string[]]>([
    ["AI always", [draft("model", "m"), draft("prompt", "p")], [], ["model m", "prompt p"]],
    ["supporting kinds not alone", [draft("storage", "s"), draft("endpoint", "e")], [[1, "reads", 0]], []],
    [
      "but beside AI, whichever way the relation points",
      [draft("dataset", "d"), draft("storage", "s"), draft("endpoint", "e")],
      [
        [0, "stored_in", 1],
        [2, "reads", 0],
      ],
      ["dataset d", "endpoint e", "storage s"],
    ],
    [
      "two steps away, not three",
      [draft("dataset", "d"), draft("storage", "s"), draft("identity", "i"), draft("compute", "c")],
      [
        [0, "stored_in", 1],
        [2, "can_access", 1],
        [3, "runs_as", 2],
      ],
      ["dataset d", "identity i", "storage s"],
    ],
    [
      "a library does not bring its surroundings in",
      [draft("library", "l"), draft("licence", "x")],
      [[0, "licensed_under", 1]],
      ["library l"],
    ],
    [
      "a key of a vendor of AI, but not any key",
      [draft("secret-ref", "k", { attributes: { provider: "openai" } }), draft("secret-ref", "other")],
      [],
      ["secret-ref k"],
    ],
  ])("%s", (_title, drafts, relations, expected) => expect(outcome(drafts, relations).assets).toEqual(expected));

  test("relations of what is left out are left out", () => {
    expect(outcome([draft("model", "m"), draft("storage", "s"), draft("compute", "c")], [[1, "runs_as", 2]]).relations).toEqual([]);
  });
});

describe("uniting", () => {
  function united(pairs: readonly (readonly [number, number])[]): readonly string[] {
    const graph = new AssetGraph();
    const ids = ["a", "b", "c"].map((key) => graph.add(draft("model", key, { attributes: { [key]: true } })));
    const store = graph.add(draft("dataset", "d"));
    for (const id of ids) graph.relate(id, "trains_on", store, "resolved", SEEN);
    for (const [keep, fold] of pairs) graph.unite(ids[keep] ?? "", ids[fold] ?? "");
    const { assets, relations } = graph.finish();
    return [
      ...assets.filter(({ kind }) => kind === "model").map((asset) => `${asset.name}: ${Object.keys(asset.attributes).sort().join("")}`),
      `${relations.length}`,
    ];
  }
  test.each([
    ["the second goes into the first, with its relations", [[0, 1]], ["a: ab", "c: c", "2"]],
    [
      "chains go to their root",
      [
        [0, 1],
        [1, 2],
      ],
      ["a: abc", "1"],
    ],
    [
      "circles are harmless",
      [
        [0, 1],
        [1, 0],
      ],
      ["a: ab", "c: c", "2"],
    ],
    ["a thing with itself", [[0, 0]], ["a: a", "b: b", "c: c", "3"]],
  ] as const)("%s", (_title, pairs, expected) => expect(united(pairs)).toEqual(expected));

  test("the kept one keeps kind, name and identity", () => {
    const graph = new AssetGraph();
    const kept = graph.add(draft("model", "z-kept"));
    graph.unite(kept, graph.add(draft("training-run", "a-folded", { identity: { key: "a-folded", uri: "s3://x" } })));
    expect(graph.finish().assets).toMatchObject([{ id: kept, kind: "model", name: "z-kept", identity: { key: "z-kept" } }]);
  });
});

test.each([
  ["text", "x", "x"],
  ["number", 3, undefined],
  ["nothing", undefined, undefined],
])("an attribute that is a %s", (_title, value, expected) => {
  expect(attributeText(value === undefined ? {} : { key: value }, "key")).toBe(expected);
});
