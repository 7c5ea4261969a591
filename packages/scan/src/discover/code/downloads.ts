import type { Expression } from "@castellan/formats";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import { genericFrame } from "../../resolve/value.ts";
import { identify } from "./identify.ts";
import { namesOf } from "./names.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { withoutQuery } from "./runs.ts";

const CLIENTS = /^(?:requests|httpx|urllib|urllib3|aiohttp)(?:\.|$)/;
/** Functions that fetch an address into a file: where the address and the file stand. */
const FETCHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["urlretrieve", ["filename"]],
  ["download", ["out", "output"]],
  ["download_url_to_file", ["dst"]],
  ["download_url", ["root"]],
]);
const FETCHER_MODULES = /^(?:urllib|wget|gdown|torch|torchvision|six)(?:\.|$)/;
const ROWS = /\.(?:csv|tsv|txt|jsonl?|ndjson|parquet|arrow|npy|npz|h5|hdf5|arff|zip|tar|tgz|gz|bz2|xz|zst)$/i;
/** What is fetched by such a script, or laid down there, is data. */
const DATA_WORDS = /data|corpus|prepare|download|fetch|ingest|extract/i;

/** `f.write(requests.get(url).text)`, `urlretrieve(url, path)`: the file is a data set that was fetched from the address. */
export function discoverDownloads(assets: CodeAssets): void {
  for (const scope of assets.context.evaluator.program.scopes()) {
    if (scope.unit.module.language !== "python" || scope.unit.file.scope === "test") continue;
    for (const { call } of scope.calls) {
      const found = fetched(assets, scope, call) ?? written(assets, scope, call);
      if (found !== undefined) relate(assets, scope, call, found.urls, found.file);
    }
  }
}

interface Download {
  readonly urls: readonly string[];
  readonly file: Expression;
}

function fetched(assets: CodeAssets, scope: Scope, call: CallExpression): Download | undefined {
  const name = call.callee.kind === "member" || call.callee.kind === "name" ? call.callee.name : "";
  const keys = FETCHERS.get(name);
  const [url, second] = call.arguments;
  if (keys === undefined || url === undefined) return undefined;
  const known = assets.context.evaluator
    .evaluate(call.callee, genericFrame(scope))
    .some((value) => value.kind === "external" && FETCHER_MODULES.test(value.module));
  const file =
    call.arguments.find((argument) => keys.includes(argument.name ?? ""))?.value ??
    (second?.name === undefined ? second?.value : undefined);
  return known && file !== undefined ? { urls: addresses(assets, scope, url.value), file } : undefined;
}

function written(assets: CodeAssets, scope: Scope, call: CallExpression): Download | undefined {
  const [content] = call.arguments;
  if (call.callee.kind !== "member" || !/^write(?:_text|_bytes)?$/.test(call.callee.name) || content === undefined) return undefined;
  const urls = new Set<string>();
  new Tracer(assets.context.evaluator, (value) => {
    if (value.kind !== "external" || !CLIENTS.test(value.module)) return false;
    for (const site of value.calls)
      for (const argument of site.call.arguments.slice(0, 1))
        for (const url of addresses(assets, site.frame.scope, argument.value)) urls.add(url);
    return true;
  }).trace(content.value, genericFrame(scope));
  return urls.size === 0 ? undefined : { urls: [...urls], file: call.callee.object };
}

function addresses(assets: CodeAssets, scope: Scope, expression: Expression): readonly string[] {
  const { evaluator, environment } = assets.context;
  return namesOf(evaluator, environment, { expression, frame: genericFrame(scope) })
    .flatMap((name) => withoutQuery(name))
    .filter(({ text, dynamic, partial }) => dynamic !== true && partial !== true && /^https?:\/\/[^/]+\/./i.test(text))
    .map(({ text }) => text);
}

function relate(assets: CodeAssets, scope: Scope, call: CallExpression, urls: readonly string[], file: Expression): void {
  const { evaluator, environment, project, sink } = assets.context;
  const { unit } = scope;
  const [url, ...more] = urls;
  const [name, ...others] = namesOf(evaluator, environment, { expression: file, frame: genericFrame(scope) });
  // Several addresses or files: which belongs to which is not known.
  if (url === undefined || name === undefined || name.dynamic === true || more.length > 0 || others.length > 0) return;
  if (!ROWS.test(name.text) || name.text.includes("{") || !DATA_WORDS.test(`${name.text} ${unit.file.path}`)) return;
  const target = identify({ kind: "dataset", identity: "path" }, name, { project, unit, symbol: name.text });
  const origin = identify({ kind: "data-source", identity: "uri" }, { text: url }, { project, unit, symbol: url });
  const [dataset, source] = (
    [
      ["dataset", target],
      ["data-source", origin],
    ] as const
  ).map(([kind, named]) =>
    sink.asset({
      kind,
      name: named.name,
      identity: named.identity,
      scope: unit.file.scope,
      lifecycle: "declared",
      attributes: named.attributes,
      occurrences: [occurrenceAt(unit, call)],
    }),
  );
  if (dataset !== undefined && source !== undefined) sink.relate(dataset, "fetched_from", source, "resolved", [evidenceAt(unit, call)]);
}
