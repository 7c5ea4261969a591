import type { RelationKind } from "@castellan/graph";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { classChain } from "../../resolve/members.ts";
import { classAround, type Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Bodies } from "./bodies.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import type { Sighting } from "./sighting.ts";

interface Seen {
  readonly asset: Emitted;
  readonly sighting: Sighting;
}

/** A script that reads more than this does more than evaluate. */
const MAX_EVALUATED = 3;
const TRAINED_ON = /(?:^|[^a-z])train(?:ing)?(?:[^a-z]|$)/i;
const HELD_OUT = /(?:^|[^a-z])(?:val|valid|validation|dev|eval|test|holdout)(?:[^a-z]|$)/i;

/** What stands in the script of a run belongs to the run: where it logs to, what it leaves behind, what it checks. */
export function connectRuns(assets: CodeAssets, bodies: Bodies): void {
  const byFile = new Map<string, Seen[]>();
  for (const sighting of assets.sightings.all) {
    for (const asset of assets.of(sighting)) {
      const key = `${sighting.unit.file.target}:${sighting.unit.file.path}`;
      byFile.set(key, [...(byFile.get(key) ?? []), { asset, sighting }]);
    }
  }
  for (const seen of byFile.values()) {
    const runs = new Map(
      seen.filter(({ asset }) => asset.kind === "training-run" || asset.kind === "evaluation-run").map((item) => [item.asset.id, item]),
    );
    // With several training runs in one file nothing tells which of them an asset belongs to.
    const training = [...runs.values()].filter(({ asset }) => asset.kind === "training-run");
    const reads = new Set(
      seen.filter(({ asset }) => asset.kind === "dataset" && asset.emission.use === "reads").map(({ asset }) => asset.id),
    ).size;
    for (const run of runs.values()) {
      if (run.asset.kind === "training-run" && training.length > 1) continue;
      for (const { asset, sighting } of seen) {
        const kind = relationOf(run.asset, asset, training.length > 0);
        if (kind === "validates_on" && (reads > MAX_EVALUATED || TRAINED_ON.test(asset.name) || assets.validated.has(run.asset.id)))
          continue;
        if (kind !== undefined && asset.id !== run.asset.id)
          assets.context.sink.relate(run.asset.id, kind, asset.id, "inferred", [evidenceAt(sighting.unit, sighting)]);
      }
      const own = seen.filter(({ asset }) => asset.id === run.asset.id);
      if (own.every(({ asset }) => asset.emission.set?.["loop"] === true))
        for (const root of rootsOf(assets.context.evaluator, run.sighting.frame.scope)) connectLoop(assets, bodies, run.asset, root);
      // A trainer that is given the loop as a function.
      else if (run.asset.kind === "training-run")
        for (const loop of new Set(own.flatMap(({ sighting }) => loopsOf(assets, sighting)))) connectLoop(assets, bodies, run.asset, loop);
      if (run.asset.kind === "evaluation-run" && training.length === 0)
        connectEvaluated(assets, bodies, run.asset.id, outermost(assets.context.evaluator, run.sighting.frame.scope));
    }
  }
}

function relationOf(run: Emitted, asset: Emitted, trains: boolean): RelationKind | undefined {
  if (asset.kind === "experiment-tracker") return "logs_to";
  if (asset.kind === "metrics" && asset.emission.use === "produces") return "produces";
  if (run.kind === "training-run")
    return ["model-file", "model", "adapter"].includes(asset.kind) && asset.emission.use === "produces" ? "produces" : undefined;
  // A script that only evaluates: the weights that it loads, the data that it reads.
  if (trains) return undefined;
  if (asset.kind === "model-file" && asset.emission.use === "loads") return "loads";
  return asset.kind === "dataset" && asset.emission.use === "reads" ? "validates_on" : undefined;
}

/** A training loop of one's own is given its data and its network by the code around it. */
export function connectLoop(assets: CodeAssets, bodies: Bodies, run: Emitted, root: Scope): void {
  const { evaluator, sink } = assets.context;
  for (const { asset, scope, line } of bodies.usesOf(root)) {
    const evidence = [evidenceAt(scope.unit, { line, endLine: line })];
    if (asset.kind === "dataset" && asset.emission.use === "reads")
      sink.relate(run.id, HELD_OUT.test(asset.name) ? "validates_on" : "trains_on", asset.id, "inferred", evidence);
    if (asset.kind === "experiment-tracker") sink.relate(run.id, "logs_to", asset.id, "inferred", evidence);
    if (asset.kind === "model-file" && asset.emission.use === "produces") sink.relate(run.id, "produces", asset.id, "inferred", evidence);
    // What is taken from a hub and trained on.
    // A folder whose name is made at run time is a checkpoint of the run itself.
    if (asset.kind === "model" && asset.emission.identity === "hub" && asset.partial !== true)
      sink.relate(run.id, "fine_tunes", asset.id, "inferred", evidence);
  }
  for (const scope of bodies.scopesOf(root)) {
    for (const { call } of scope.calls) {
      for (const made of evaluator.evaluate(call.callee, genericFrame(scope))) {
        // `Net.from_pretrained(name)`: a method of the class that is trained takes its weights from a hub.
        if (
          made.kind === "function" &&
          made.scope.parent?.kind === "class" &&
          isModel(assets, made.scope.parent) &&
          call.callee.kind === "member" &&
          evaluator.evaluate(call.callee.object, genericFrame(scope)).some(({ kind }) => kind === "class")
        )
          for (const { asset } of bodies.usesOf(made.scope))
            if (asset.kind === "model" && asset.emission.identity === "hub")
              sink.relate(run.id, "fine_tunes", asset.id, "inferred", [evidenceAt(scope.unit, call)]);
        if (made.kind !== "class") continue;
        for (const model of assets.ofScope(made.scope))
          if (model.kind === "model") sink.relate(run.id, "produces", model.id, "inferred", [evidenceAt(scope.unit, call)]);
        for (const method of made.scope.children) {
          for (const { asset } of method.kind === "function" ? bodies.usesOf(method) : [])
            if (asset.kind === "dataset" && asset.emission.use === "reads")
              sink.relate(run.id, HELD_OUT.test(asset.name) ? "validates_on" : "trains_on", asset.id, "inferred", [
                evidenceAt(scope.unit, call),
              ]);
        }
      }
    }
  }
}

function isModel(assets: CodeAssets, scope: Scope): boolean {
  return assets.ofScope(scope).some(({ kind }) => kind === "model");
}

/** Functions that a trainer is handed: `TorchTrainer(train_loop_per_worker=loop).fit()`. */
function loopsOf(assets: CodeAssets, { value, call, frame }: Sighting): readonly Scope[] {
  const sites = [...value.calls.map((site) => ({ call: site.call, frame: site.frame })), ...(call === undefined ? [] : [{ call, frame }])];
  return sites.flatMap((site) =>
    site.call.arguments.flatMap((argument) =>
      argument.value.kind === "name" || argument.value.kind === "member"
        ? assets.context.evaluator
            .evaluate(argument.value, site.frame)
            .flatMap((handed) => (handed.kind === "function" && handed.scope.kind === "function" ? [handed.scope] : []))
        : [],
    ),
  );
}

/** The class of one's own that an evaluation makes or loads is what it evaluates. */
export function connectEvaluated(assets: CodeAssets, bodies: Bodies, run: string, root: Scope): void {
  const { evaluator, sink } = assets.context;
  for (const scope of bodies.scopesOf(root)) {
    for (const { call } of scope.calls) {
      const callee = call.callee.kind === "member" ? [call.callee, call.callee.object] : [call.callee];
      for (const made of callee.flatMap((expression) => evaluator.evaluate(expression, genericFrame(scope)))) {
        if (made.kind !== "class") continue;
        for (const model of assets.ofScope(made.scope))
          if (model.kind === "model") sink.relate(run, "uses_model", model.id, "inferred", [evidenceAt(scope.unit, call)]);
      }
    }
  }
}

const MAX_MAKERS = 4;

/** Where a loop is started: the code around it; for a method of a class, what makes an object of the class or of one made from it. */
export function rootsOf(evaluator: Evaluator, scope: Scope): readonly Scope[] {
  const root = outermost(evaluator, scope);
  const owner = classAround(scope);
  if (owner === undefined || root.kind === "function") return [root];
  const made = new Set([owner, ...subclassesOf(evaluator, owner)]);
  const makers = new Set(
    [...made].flatMap((type) =>
      evaluator.callersOf(type).flatMap(({ frame }) => (frame.scope.unit.file.scope === "test" ? [] : [outermost(evaluator, frame.scope)])),
    ),
  );
  // What the object is made with is made in its constructor as well.
  const constructors = classChain(evaluator, owner).flatMap((type) => type.children.filter((child) => child.function?.name === "__init__"));
  return [root, ...constructors, ...(makers.size > MAX_MAKERS ? [] : [...makers].filter((maker) => maker !== root))];
}

function subclassesOf(evaluator: Evaluator, owner: Scope): readonly Scope[] {
  return [...evaluator.program.scopes()].filter(
    (scope) => scope.class !== undefined && scope !== owner && scope.class.bases.length > 0 && classChain(evaluator, scope).includes(owner),
  );
}

/** The function of this file that starts what the loop is part of; the file itself, where that is a script. */
function outermost(evaluator: Evaluator, scope: Scope): Scope {
  let current = scope;
  const seen = new Set<Scope>();
  while (!seen.has(current)) {
    seen.add(current);
    const caller = evaluator.callersOf(current).find(({ frame }) => frame.scope.unit === scope.unit)?.frame.scope ?? current.parent;
    if (caller === undefined || (caller.kind === "class" && caller.parent === undefined)) return current;
    current = caller;
  }
  return current;
}
