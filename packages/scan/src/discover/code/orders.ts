import type { Expression } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import { Tracer } from "../../resolve/trace.ts";
import type { Closed, Frame } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { relationOfUse } from "./relations.ts";
import { selectAll } from "./selectors.ts";

/** Orders of steps that code states (`a >> [b, c]`, `chain(a, b)`), and blocks that hold what is made in them. */
export function discoverOrders(assets: CodeAssets): void {
  const { evaluator } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    // The operand of a chain is a chain of its own; only the whole one is read.
    const inner = new Set<Expression>(scope.orders.flatMap((order) => [order.left, order.right]));
    for (const order of scope.orders) if (!inner.has(order)) flow(assets, order, scope);
  }
  for (const sighting of assets.sightings.all) {
    const { sequence } = sighting.entry;
    if (sequence === undefined) continue;
    const groups = selectAll(evaluator, sighting, sequence).map((closed) => stepsIn(assets, closed.expression, closed.frame));
    for (const [index, group] of groups.entries())
      if (index > 0) follow(assets, groups[index - 1] ?? [], group, sighting.frame.scope, sighting);
  }
  discoverBlocks(assets);
}

/** Relates the operands; gives the steps that a further operator stands behind. */
function flow(assets: CodeAssets, expression: Expression, scope: Scope): readonly Emitted[] {
  if (expression.kind !== "binary" || (expression.operator !== ">>" && expression.operator !== "<<"))
    return stepsIn(assets, expression, genericFrame(scope));
  const left = flow(assets, expression.left, scope);
  const right = flow(assets, expression.right, scope);
  if (expression.operator === ">>") follow(assets, left, right, scope, expression);
  else follow(assets, right, left, scope, expression);
  return right;
}

function follow(
  assets: CodeAssets,
  earlier: readonly Emitted[],
  later: readonly Emitted[],
  scope: Scope,
  at: { readonly line: number; readonly endLine: number; readonly cell?: number },
): void {
  for (const from of later)
    for (const to of earlier)
      if (from.id !== to.id) assets.context.sink.relate(from.id, "depends_on", to.id, "stated", [evidenceAt(scope.unit, at)]);
}

/** The nearest steps that an operand is; what those depend on in turn is not meant. */
function stepsIn(assets: CodeAssets, expression: Expression, frame: Frame): readonly Emitted[] {
  if (expression.kind === "list") return expression.items.flatMap((item) => stepsIn(assets, item, frame));
  const found = new Map<string, Emitted>();
  const { evaluator } = assets.context;
  new Tracer(evaluator, (value, _at: Closed) => {
    const steps = assets.ofValue(value).filter(({ kind }) => kind === "pipeline-step");
    for (const step of steps) found.set(step.id, step);
    return steps.length > 0;
  }).trace(expression, frame);
  return [...found.values()];
}

/** `with DAG(…) as dag:` holds the steps that are made in its block. */
function discoverBlocks(assets: CodeAssets): void {
  for (const sighting of assets.sightings.all) {
    const holders = assets.of(sighting).filter(({ emission }) => emission.block === true);
    const { call } = sighting;
    if (holders.length === 0 || call === undefined) continue;
    for (const other of assets.sightings.all) {
      const within = other.subject?.within ?? other.within;
      if (other === sighting || within?.includes(call) !== true) continue;
      for (const holder of holders)
        for (const asset of assets.of(other)) {
          const kind = relationOfUse(holder.kind, asset.kind);
          if (kind !== undefined && asset.kind === "pipeline-step")
            assets.context.sink.relate(holder.id, kind, asset.id, "resolved", [evidenceAt(other.unit, other)]);
        }
    }
  }
}
