import type { Scope } from "../../resolve/scope.ts";
import { localSymbol } from "../identity/index.ts";
import type { Bodies } from "./bodies.ts";
import { stem } from "./fallback-names.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { connectEvaluated } from "./run-surroundings.ts";

const SCRIPT = /^(?:run_?)?(?:evals?|evaluat(?:e|ion|ions|or)|benchmark)(?:_|$)|(?:^|_)(?:evals?|evaluat(?:e|ion)|benchmark)$/i;
const FUNCTION = /^(?:run_?)?(?:evals?|evaluat(?:e|ion)|score_all|judge|benchmark)(?:_|$)/i;
/** A script that reads more than this does more than evaluate. */
const MAX_READ = 3;

/** `test.py` beside `train.py`. */
const TEST_SCRIPT =
  /^(?:test|testing|validate|validation|inference_test)(?:_(?:model|net|network|checkpoint))?$|^(?:evals?|evaluat(?:e|ion))(?:_|$)/i;

/** Where a script puts a network into evaluation and follows no gradient, that is what it does. */
function evaluates(scopes: ReadonlySet<Scope>): boolean {
  const called = [...scopes].flatMap(({ calls }) =>
    calls.flatMap(({ call }) => (call.callee.kind === "member" ? [{ name: call.callee.name, plain: call.arguments.length === 0 }] : [])),
  );
  return (
    called.some(({ name, plain }) => name === "eval" && plain) && called.some(({ name }) => name === "no_grad" || name === "inference_mode")
  );
}

/**
 * Scripts that are named after evaluation and run a function that is: where it asks a model, no library needs to be
 * known for it. It works on the rows that the script reads and does not write itself.
 */
export function discoverEvaluationScripts(assets: CodeAssets, bodies: Bodies): void {
  const { evaluator, project, sink } = assets.context;
  const runs = new Set<string>();
  for (const sighting of assets.sightings.all)
    if (assets.of(sighting).some(({ kind }) => kind === "evaluation-run" || kind === "training-run")) runs.add(keyOf(sighting.unit.file));
  for (const unit of evaluator.program.units) {
    if (unit.module.language !== "python" || unit.file.scope === "test" || runs.has(keyOf(unit.file))) continue;
    const name = stem(unit.file.path);
    if (TEST_SCRIPT.test(name)) discoverNetworkTest(assets, bodies, evaluator.program.tree(unit).module, name);
    if (!SCRIPT.test(name)) continue;
    const { module } = evaluator.program.tree(unit);
    const called = new Set(module.calls.flatMap(({ call }) => (call.callee.kind === "name" ? [call.callee.name] : [])));
    const handed = new Set(
      module.calls.flatMap(({ call }) =>
        call.arguments.flatMap(({ value }) => (value.kind === "call" && value.callee.kind === "name" ? [value.callee.name] : [])),
      ),
    );
    const starts = (name: string): boolean => called.has(name) || handed.has(name);
    const [root] = module.children.filter(
      (scope) => scope.kind === "function" && FUNCTION.test(scope.function?.name ?? "") && starts(scope.function?.name ?? ""),
    );
    if (root === undefined) continue;
    const asked = bodies.usesOf(root).filter(({ asset }) => ["model", "prompt", "agent", "deployed-model"].includes(asset.kind));
    if (asked.length === 0) continue;
    const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
    const span = { line: root.function?.line ?? 1, endLine: root.function?.endLine ?? 1 };
    const id = sink.asset({
      kind: "evaluation-run",
      name: stem(unit.file.path),
      identity: localSymbol(target, unit.file, "evaluation-run"),
      scope: unit.file.scope,
      lifecycle: "declared",
      occurrences: [occurrenceAt(unit, span, root.qualifiedName)],
    });
    for (const { asset, scope, line } of asked)
      if (asset.kind === "model" || asset.kind === "deployed-model")
        sink.relate(id, "uses_model", asset.id, "inferred", [evidenceAt(scope.unit, { line, endLine: line })]);
      else if (asset.kind === "prompt")
        sink.relate(id, "has_prompt", asset.id, "inferred", [evidenceAt(scope.unit, { line, endLine: line })]);
    for (const { dataset, at } of rowsOf(assets, bodies, module)) sink.relate(id, "validates_on", dataset, "inferred", [at]);
  }
}

/** A script that loads a network and measures it on data: `test.py`. */
function discoverNetworkTest(assets: CodeAssets, bodies: Bodies, module: Scope, name: string): void {
  const { project, sink } = assets.context;
  const scopes = bodies.scopesOf(module);
  if (!evaluates(scopes)) return;
  const used = bodies.usesOf(module);
  // A training that measures itself on the way stands elsewhere.
  if (used.some(({ asset }) => asset.kind === "training-run" || asset.kind === "evaluation-run")) return;
  const { unit } = module;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const id = sink.asset({
    kind: "evaluation-run",
    name,
    identity: localSymbol(target, unit.file, "evaluation-run"),
    scope: unit.file.scope,
    lifecycle: "declared",
    occurrences: [occurrenceAt(unit, { line: 1, endLine: 1 })],
  });
  for (const { asset, scope, line } of used) {
    const kind =
      asset.kind === "dataset" && asset.emission.use === "reads"
        ? "validates_on"
        : asset.kind === "model-file" && asset.emission.use === "loads"
          ? "loads"
          : asset.kind === "model" && asset.emission.identity === "hub"
            ? "uses_model"
            : undefined;
    if (kind !== undefined) sink.relate(id, kind, asset.id, "inferred", [evidenceAt(scope.unit, { line, endLine: line })]);
  }
  connectEvaluated(assets, bodies, id, module);
}

function keyOf(file: { readonly target: number; readonly path: string }): string {
  return `${file.target}:${file.path}`;
}

/** Data sets that the file reads and does not write. */
function rowsOf(
  assets: CodeAssets,
  bodies: Bodies,
  module: Scope,
): readonly { readonly dataset: string; readonly at: ReturnType<typeof evidenceAt> }[] {
  const uses = assets.sightings.all
    .filter(({ unit }) => unit === module.unit)
    .flatMap((sighting) => assets.of(sighting).map((asset) => ({ asset, at: evidenceAt(sighting.unit, sighting) })))
    .filter(({ asset }) => asset.kind === "dataset");
  const made = new Set(uses.filter(({ asset }) => asset.emission.use !== "reads").map(({ asset }) => asset.id));
  for (const { asset } of bodies.usesOf(module)) if (asset.kind === "dataset" && asset.emission.use === "writes_to") made.add(asset.id);
  const read = new Map(
    uses.filter(({ asset }) => !made.has(asset.id) && !/result|output|score/i.test(asset.name)).map(({ asset, at }) => [asset.id, at]),
  );
  return read.size > MAX_READ ? [] : [...read].map(([dataset, at]) => ({ dataset, at }));
}
