import type { Expression, Parameter } from "@castellan/formats";
import { bindArguments } from "../../resolve/argument-binding.ts";
import type { Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import type { Frame } from "../../resolve/value.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Types that hold rows. A report, a number or a setting that a step hands on is no data set. */
const ROWS =
  /^(?:DataFrame|GeoDataFrame|LazyFrame|Series|ndarray|NDArray|Dataset|DatasetDict|IterableDataset|Table|RecordBatch|DataLoader|Tensor|RDD|csr_matrix|spmatrix|ArrayLike)$/;

interface Artefact {
  readonly id: string;
  readonly name: string;
}

/**
 * Data that steps hand on under a name: `-> Annotated[DataFrame, "raw_data"]` of ZenML, an asset of Dagster. The step
 * produces it; the steps that take it read it, and what is trained in them trains on it.
 */
export function discoverStepArtefacts(assets: CodeAssets): void {
  orderAssets(assets);
  const outputs = new Map<Scope, readonly Artefact[]>();
  const keyed = new Map<string, Artefact>();
  for (const scope of assets.context.evaluator.program.scopes()) {
    if (scope.kind !== "function" || scope.decorated.length === 0 || scope.unit.module.language !== "python") continue;
    const steps = assets.ofScope(scope).filter(({ kind }) => kind === "pipeline-step");
    const keys = isKeyed(assets, scope);
    const written = steps.length === 0 ? [] : named(scope.function?.returnType, keys ? scope.function?.name : undefined);
    if (written.length === 0) continue;
    const made = written.map(({ name, at }) => declare(assets, scope, name, at));
    outputs.set(scope, made);
    for (const { id } of steps)
      for (const artefact of made) assets.context.sink.relate(id, "produces", artefact.id, "stated", [evidenceAt(scope.unit, artefact.at)]);
    for (const artefact of keys ? made : []) keyed.set(artefact.name, artefact);
  }
  if (outputs.size === 0) return;
  for (const sighting of assets.sightings.all) {
    const { made } = sighting.value;
    if (made === undefined || sighting.call === undefined) continue;
    for (const [parameter, argument] of bindArguments(made, sighting.call))
      for (const { id } of handed(assets, outputs, parameter, argument, sighting.frame))
        take(assets, made, parameter, id, () => evidenceAt(sighting.unit, sighting));
  }
  // Assets of Dagster take others by the names of their parameters.
  for (const scope of keyed.size === 0 ? [] : outputs.keys())
    for (const parameter of scope.function?.parameters ?? []) {
      const artefact = keyed.get(parameter.name);
      if (artefact !== undefined) take(assets, scope, parameter.name, artefact.id, () => evidenceAt(scope.unit, lineOf(scope)));
    }
}

/** An asset of Dagster: others take what it gives by its name. */
function isKeyed(assets: CodeAssets, scope: Scope): boolean {
  return (assets.sightings.ofScope.get(scope) ?? []).some(({ library, value }) => library.id === "dagster" && value.path.includes("asset"));
}

/** Assets of Dagster wait for those that their parameters are named after. */
function orderAssets(assets: CodeAssets): void {
  const steps = new Map<string, readonly string[]>();
  const scopes: Scope[] = [];
  for (const [scope] of assets.sightings.ofScope) {
    const name = scope.function?.name;
    if (name === undefined || !isKeyed(assets, scope)) continue;
    scopes.push(scope);
    steps.set(
      name,
      assets.ofScope(scope).flatMap(({ id, kind }) => (kind === "pipeline-step" ? [id] : [])),
    );
  }
  for (const scope of scopes)
    for (const { name } of scope.function?.parameters ?? [])
      for (const id of steps.get(scope.function?.name ?? "") ?? [])
        for (const earlier of steps.get(name) ?? [])
          if (earlier !== id) assets.context.sink.relate(id, "depends_on", earlier, "resolved", [evidenceAt(scope.unit, lineOf(scope))]);
}

function lineOf(scope: Scope): { readonly line: number; readonly endLine: number } {
  const line = scope.function?.line ?? 1;
  return { line, endLine: line };
}

function declare(assets: CodeAssets, scope: Scope, name: string, at: Expression): Artefact & { readonly at: Expression } {
  const { project, sink } = assets.context;
  const target = project.targets[scope.unit.file.target] ?? { index: 0, name: "", key: "" };
  const id = sink.asset({
    kind: "dataset",
    name,
    identity: { key: `artefact:${target.key}:${project.rootOf(scope.unit.file)}:${name}` },
    scope: scope.unit.file.scope,
    lifecycle: "declared",
    attributes: { artefact: true },
    occurrences: [occurrenceAt(scope.unit, at, scope.qualifiedName)],
  });
  return { id, name, at };
}

/** The named results of a return type; `key` names a plain one. */
function named(type: Expression | undefined, key: string | undefined): readonly { readonly name: string; readonly at: Expression }[] {
  if (type === undefined) return [];
  if (type.kind === "index" && /^(?:Tuple|tuple)$/.test(lastName(type.object) ?? ""))
    return (type.index.kind === "list" ? type.index.items : [type.index]).flatMap((item) => named(item, undefined));
  if (type.kind === "index" && lastName(type.object) === "Annotated" && type.index.kind === "list") {
    const [held, ...notes] = type.index.items;
    const name = notes.map(nameIn).find((found) => found !== undefined);
    return name !== undefined && held !== undefined && holdsRows(held) ? [{ name, at: type }] : [];
  }
  return key !== undefined && holdsRows(type) ? [{ name: key, at: type }] : [];
}

/** `"raw_data"`, `ArtifactConfig(name="raw_data")`. */
function nameIn(note: Expression): string | undefined {
  if (note.kind === "string") return note.value;
  const name = note.kind === "call" ? note.arguments.find((argument) => argument.name === "name")?.value : undefined;
  return name?.kind === "string" ? name.value : undefined;
}

function holdsRows(type: Expression): boolean {
  if (type.kind === "index")
    return holdsRows(type.object) || (type.index.kind === "list" ? type.index.items : [type.index]).some(holdsRows);
  return ROWS.test(lastName(type) ?? "");
}

function lastName(expression: Expression): string | undefined {
  return expression.kind === "name" || expression.kind === "member" ? expression.name : undefined;
}

/** Which artefacts an argument is: of several results of one step those that are named like the variable. */
function handed(
  assets: CodeAssets,
  outputs: ReadonlyMap<Scope, readonly Artefact[]>,
  parameter: string,
  argument: Expression,
  frame: Frame,
): readonly Artefact[] {
  const found = new Map<string, Artefact>();
  new Tracer(assets.context.evaluator, (value) => {
    const made = value.kind === "external" ? value.made : value.kind === "function" ? value.scope : undefined;
    const results = made === undefined ? undefined : outputs.get(made);
    if (made === undefined || !assets.ofScope(made).some(({ kind }) => kind === "pipeline-step")) return false;
    const names = new Set([parameter, lastName(argument) ?? ""]);
    const own = results !== undefined && results.length > 1 ? results.filter(({ name }) => names.has(name)) : (results ?? []);
    for (const artefact of own) found.set(artefact.id, artefact);
    // What another step was made of is that step's matter.
    return true;
  }).trace(argument, frame);
  return [...found.values()];
}

function take(
  assets: CodeAssets,
  step: Scope,
  parameter: Parameter["name"],
  dataset: string,
  evidence: () => ReturnType<typeof evidenceAt>,
): void {
  const { sink } = assets.context;
  for (const { id, kind } of assets.ofScope(step))
    if (kind === "pipeline-step") sink.relate(id, "reads", dataset, "resolved", [evidence()]);
  const runs = assets.sightings.all
    .filter(({ frame }) => within(frame.scope, step))
    .flatMap((sighting) => assets.of(sighting))
    .filter(({ kind }) => kind === "training-run" || kind === "evaluation-run");
  for (const run of runs) sink.relate(run.id, roleOf(parameter, run.kind === "evaluation-run"), dataset, "resolved", [evidence()]);
}

function within(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

function roleOf(parameter: string, evaluates: boolean): "trains_on" | "validates_on" | "uses_dataset" {
  if (evaluates || /valid|eval|(?:^|_)dev(?:_|$)|(?:^|_)val(?:_|$)/i.test(parameter)) return "validates_on";
  return /test|holdout/i.test(parameter) ? "uses_dataset" : "trains_on";
}
