import type { Expression } from "@castellan/formats";
import { textsOf } from "../../resolve/constants.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import { identify } from "./identify.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Calls that put documents into a store. */
const FILLS = /^(?:a?add|upsert|insert|upload|ingest|index|from|create)(?:_?[A-Za-z]\w*)?$/;
/** Arguments that are no documents. */
const SETTINGS = /embed|model|client|config|persist|collection|index_?name|table|namespace|dimension|metric/i;
/** Listings of a folder whose path or pattern is their first argument, and methods of a path. */
const LISTINGS: ReadonlySet<string> = new Set(["glob", "iglob", "listdir", "scandir", "walk", "readdir", "readdirSync", "globSync", "fg"]);
const PATH_METHODS: ReadonlySet<string> = new Set(["glob", "rglob", "iterdir"]);
/** Files that a program lists for itself, not as knowledge. */
const NO_DOCUMENTS = /\.(?:py|ts|js|toml|ya?ml|lock|env)$/;

/** Folders of documents that code reads into a vector store: the knowledge that the store was made of. */
export function discoverDocumentFolders(assets: CodeAssets): void {
  const { sink } = assets.context;
  const listings = listingsOf(assets);
  for (const sighting of assets.sightings.all) {
    const { call } = sighting;
    if (call === undefined || !FILLS.test(nameOf(call.callee))) continue;
    const stores = storesOf(assets, sighting);
    if (stores.length === 0) continue;
    for (const id of documentsIn(assets, sighting, call, listings))
      for (const store of stores) sink.relate(store.id, "derived_from", id, "inferred", [evidenceAt(sighting.unit, sighting)]);
  }
}

function storesOf(assets: CodeAssets, sighting: Sighting): readonly Emitted[] {
  const { evaluator } = assets.context;
  const own = assets.of(sighting).filter(({ kind }) => kind === "vector-store");
  if (own.length > 0) return own;
  return select(evaluator, sighting, ["receiver"])
    .flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame))
    .flatMap((value) => assets.ofValue(value))
    .filter(({ kind }) => kind === "vector-store");
}

function documentsIn(
  assets: CodeAssets,
  sighting: Sighting,
  call: CallExpression,
  listings: ReadonlyMap<CallExpression, Scope>,
): ReadonlySet<string> {
  const { evaluator } = assets.context;
  const found = new Set<string>();
  const tracer = new Tracer(
    evaluator,
    (value) => {
      const read = assets.ofValue(value).filter(({ kind, emission }) => kind === "dataset" && emission.use === "reads");
      for (const { id } of read) found.add(id);
      return read.length > 0;
    },
    (inner) => {
      const scope = listings.get(inner);
      const id = scope === undefined ? undefined : folderAsset(assets, scope, inner);
      if (id !== undefined) found.add(id);
      return id !== undefined;
    },
  );
  for (const argument of call.arguments)
    if (argument.name === undefined || !SETTINGS.test(argument.name)) tracer.trace(argument.value, sighting.frame);
  return found;
}

/** Every listing of a folder in the program, with where it stands. */
function listingsOf(assets: CodeAssets): ReadonlyMap<CallExpression, Scope> {
  const found = new Map<CallExpression, Scope>();
  for (const scope of assets.context.evaluator.program.scopes())
    for (const { call } of scope.calls) {
      const name = nameOf(call.callee);
      if (LISTINGS.has(name) || PATH_METHODS.has(name)) found.set(call, scope);
    }
  return found;
}

/** The folder that is listed, where its path is written down. */
function folderAsset(assets: CodeAssets, scope: Scope, call: CallExpression): string | undefined {
  const { evaluator, project, sink } = assets.context;
  const frame = genericFrame(scope);
  const textOf = (expression: Expression | undefined): string | undefined =>
    expression === undefined
      ? undefined
      : evaluator
          .evaluate(expression, frame)
          .flatMap(textsOf)
          .find(({ partial }) => !partial)?.text;
  const [first] = call.arguments;
  const own = call.callee.kind === "member" && PATH_METHODS.has(call.callee.name) ? textOf(call.callee.object) : undefined;
  const text = own ?? textOf(first?.value);
  if (text === undefined || NO_DOCUMENTS.test(text)) return undefined;
  // What stands before the first wildcard is the folder.
  const folder = /[*?[]/.test(text) ? text.slice(0, text.search(/[*?[]/)).replace(/[^/]*$/, "") : text;
  const path = folder.replace(/^\.\//, "").replace(/\/+$/, "");
  if (path === "" || path === "." || path.startsWith("..") || path.includes("{")) return undefined;
  const named = identify({ kind: "knowledge-base", identity: "path" }, { text: path }, { project, unit: scope.unit, symbol: path });
  return sink.asset({
    kind: "knowledge-base",
    name: named.name,
    identity: named.identity,
    scope: scope.unit.file.scope,
    lifecycle: "declared",
    attributes: named.attributes,
    occurrences: [occurrenceAt(scope.unit, call)],
  });
}

function nameOf(callee: Expression): string {
  return callee.kind === "name" || callee.kind === "member" ? callee.name : "";
}
