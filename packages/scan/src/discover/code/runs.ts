import type { Expression } from "@castellan/formats";
import type { Emission } from "../../knowledge/schema.ts";
import type { Scope } from "../../resolve/scope.ts";
import type { NameCandidate } from "./names.ts";
import type { Sighting } from "./sighting.ts";

/** Names of files that hold data, whatever their format: X_train.pkl, features/test.joblib. */
const DATA_NAME =
  /(?:^|[/_.-])(?:x|y|xs|ys|train|training|test|testing|val|valid|validation|dev|holdout|features?|labels?|targets?|data|dataset|df|dataframe|frame|samples?|corpus|matrix|raw|processed|prepared)(?:[_.-](?:set|data|df|\d+|x|y|train|test|val|features?|labels?|embeddings?))*\.\w+(?:\.\w+)?$/i;
/** A folder of data, or a format in which no one keeps weights. */
const DATA_PLACE = /(?:^|\/)(?:data|datasets?|processed|prepared|raw|interim|corpus)\/|\.(?:txt|csv|tsv|json|jsonl|parquet)$/i;
const WEIGHTS_NAME =
  /model|clf|classifier|regressor|estimator|weights|checkpoint|pipeline|scaler|encoder|vectorizer|tokenizer|booster|forest|xgb|lgb|svm/i;
/** What is kept beside data: vocabularies, statistics. */
const BESIDE_DATA = /(?:^|\/)(?:meta|metadata|vocab|vocabulary|stats|statistics|word2idx|idx2word|stoi|itos|label_map|class_names)\.\w+$/i;
const MAX_TABLES = 12;

/** Runs have one identity for each script: what is fitted there in one go belongs together. */
export function runSymbol(sighting: Sighting, emission: Emission): string | undefined {
  if (
    (emission.kind !== "training-run" && emission.kind !== "evaluation-run") ||
    emission.fallback !== "file" ||
    emission.name !== undefined
  )
    return undefined;
  for (let scope: Scope | undefined = sighting.frame.scope; scope !== undefined; scope = scope.parent) {
    if (scope.kind === "function" && scope.decorated.some(({ decorator }) => !isCommand(decorator)))
      return `${emission.kind}:${scope.qualifiedName}`;
  }
  return emission.kind;
}

/** Functions whose decorated form is called, and every call stands for an asset of its own. */
export function instantiated(sightings: readonly Sighting[]): ReadonlySet<Scope> {
  const calls = new Map<Scope, Set<Sighting["call"]>>();
  const standing = new Map<Scope, Set<Sighting["call"]>>();
  for (const { value, entry, call } of sightings) {
    if (value.made === undefined || (entry.emit.length === 0 && entry.relate.length === 0)) continue;
    for (const seen of entry.emit.length === 0 ? [calls] : [calls, standing])
      seen.set(value.made, (seen.get(value.made) ?? new Set()).add(call));
  }
  return new Set([...standing].filter(([made, own]) => own.size === calls.get(made)?.size).map(([made]) => made));
}

/** A notebook, or a file whose own level runs something of it. */
export function isScript(sighting: Sighting): boolean {
  const { unit, frame } = sighting;
  if (unit.notebook || frame.scope.kind === "module") return true;
  let module: Scope = frame.scope;
  while (module.parent !== undefined) module = module.parent;
  return (
    hasCommands(module) ||
    module.calls.some(({ call }) => {
      const name =
        call.callee.kind === "name"
          ? call.callee.name
          : call.arguments.flatMap(({ value }) => (value.kind === "name" ? [value.name] : []))[0];
      return (
        name !== undefined &&
        module.bindings.get(name)?.some(({ source }) => source.kind === "function" || source.kind === "class") === true
      );
    })
  );
}

/** Functions that are commands of a program (`@app.command()` of typer, click, …), and a call that starts it. */
function hasCommands(module: Scope): boolean {
  const program = new Set<string>();
  for (const { decorated } of module.children)
    for (const { decorator } of decorated) {
      const name = commandOf(decorator);
      if (name !== undefined) program.add(name);
    }
  return program.size > 0 && module.calls.some(({ call }) => call.callee.kind === "name" && program.has(call.callee.name));
}

/** A function that is started from the command line is its file's work like any other. */
function isCommand(decorator: Expression): boolean {
  const callee = decorator.kind === "call" ? decorator.callee : decorator;
  return (
    commandOf(decorator) !== undefined ||
    (callee.kind === "member" &&
      /^(?:option|argument|pass_context|pass_obj|main|version_option|no_grad|inference_mode|record|remote)$/.test(callee.name))
  );
}

/** `app` of `@app.command()`: the object whose call runs the function below. */
function commandOf(decorator: Expression): string | undefined {
  const callee = decorator.kind === "call" ? decorator.callee : decorator;
  return callee.kind === "member" && /^(?:command|default|callback)$/.test(callee.name) && callee.object.kind === "name"
    ? callee.object.name
    : undefined;
}

/** Archives and formats of weights. */
const WEIGHTS_FILE = /\.(?:tar\.gz|tgz|pkl|pickle|joblib|pt|pth|bin|onnx|h5|keras|safetensors|xgb|ubj|cbm)$/i;

/** A dumped file that its name says to hold data is read and written as a data set; uploaded weights are weights. */
export function ofArtefact(emission: Emission, name: string): Emission {
  if (emission.artefact === true && emission.kind === "dataset" && WEIGHTS_FILE.test(name) && WEIGHTS_NAME.test(name))
    return { ...emission, kind: "model-file", use: emission.use === "reads" ? "loads" : "produces" };
  if (emission.kind === "dataset") return emission;
  if (emission.artefact !== true || WEIGHTS_NAME.test(name) || BESIDE_DATA.test(name) || !(DATA_NAME.test(name) || DATA_PLACE.test(name)))
    return emission;
  const { linkedFrom, link: _, use, ...rest } = emission;
  const source = linkedFrom?.materialised_as;
  return {
    ...rest,
    kind: "dataset",
    ...(use === undefined ? {} : { use: use === "produces" ? "writes_to" : "reads" }),
    ...(source === undefined ? {} : { link: { derived_from: source } }),
  };
}

/** Tables that a query reads; a text without a query is the name of one. */
export function tablesOf(candidate: NameCandidate): readonly NameCandidate[] {
  const text = candidate.text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")
    .replace(/\b(?:extract|trim|substring|overlay|position)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)/gi, " ");
  if (!/\s/.test(text.trim())) return [{ ...candidate, text: text.trim() }];
  const own = new Set([...text.matchAll(/(?:\bwith|,)\s*([A-Za-z_]\w*)\s+as\s*\(/gi)].map((found) => (found[1] ?? "").toLowerCase()));
  const names = new Set<string>();
  for (const found of text.matchAll(/\b(?:from|join)\s+(`[^`]+`|"[^"]+"(?:\."[^"]+")*|[A-Za-z_{][\w.{}$-]*)/gi)) {
    const name = (found[1] ?? "").replace(/[`"]/g, "");
    if (!own.has(name.toLowerCase()) && !/^(?:unnest|lateral|select|values|\{\})$/i.test(name) && names.size < MAX_TABLES) names.add(name);
  }
  return [...names].map((name) => ({ ...candidate, text: name }));
}

/** The name that a filter asks for. @see https://google.aip.dev/160 */
export function filteredName(candidate: NameCandidate): readonly NameCandidate[] {
  const name = /\b(?:display_?name|name)\s*=+\s*["']([^"']+)["']/i.exec(candidate.text)?.[1];
  return name === undefined || name.includes("{") ? [] : [{ ...candidate, text: name }];
}

/** Name of a table without the project that is only known at run time: `{project}.sales.orders` is sales.orders. */
export function tableName(text: string): string {
  const plain = text.replace(/^(?:bq|bigquery):\/\//, "").replace(/[`"]/g, "");
  const parts = plain.split(".");
  while (parts.length > 1 && /^[{$]/.test(parts[0] ?? "")) parts.shift();
  return parts.join(".");
}

/** An address without what is asked of it: the same source answers every query. */
export function withoutQuery(candidate: NameCandidate): readonly NameCandidate[] {
  if (!/^https?:\/\//i.test(candidate.text)) return candidate.dynamic === true ? [] : [candidate];
  const text = candidate.text.replace(/[?#].*$/s, "");
  const partial = text.includes("{");
  return /^https?:\/\/\{/i.test(text)
    ? []
    : [{ text, ...(partial ? { partial } : {}), ...(candidate.variable === undefined ? {} : { variable: candidate.variable }) }];
}

/** Several paths below folders that are only known at run time are one data set: what all of them end with. */
export function sharedTail(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const [first] = candidates;
  if (first === undefined || candidates.length < 2 || candidates.some(({ partial, dynamic }) => partial !== true || dynamic === true))
    return candidates;
  const paths = candidates.map(({ text }) => text.split("/"));
  const shared: string[] = [];
  for (let back = 1; paths.every((path) => path.length >= back && path.at(-back) === paths[0]?.at(-back)); back++) {
    const step = paths[0]?.at(-back);
    if (step === undefined || step.startsWith("{")) break;
    shared.unshift(step);
  }
  return shared.length === 0 ? candidates : [{ text: shared.join("/"), partial: true, candidates: candidates.map(({ text }) => text) }];
}
