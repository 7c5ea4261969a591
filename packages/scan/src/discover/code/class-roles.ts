import type { AssetKind } from "@castellan/graph";
import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import { localSymbol } from "../identity/index.ts";
import type { Bodies, BodyUse } from "./bodies.ts";
import type { Emitted } from "./emit.ts";
import { evidenceAt, occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";
import { relationOfUse } from "./relations.ts";

interface Role {
  readonly kind: AssetKind;
  readonly name: RegExp;
  /** The class is what its name says only if its methods use one of these. */
  readonly uses: readonly AssetKind[];
}

const ROLES: readonly Role[] = [
  { kind: "agent", name: /Agent$/, uses: ["model", "agent"] },
  {
    kind: "retriever",
    name: /(?:Retriever|Searcher|VectorSearch|SearchEngine|VectorSearchEngine)$/,
    uses: ["vector-store", "model", "ai-service"],
  },
  {
    kind: "guardrail",
    name: /(?:Guard|Guards|Guardrails?|Moderat(?:or|ion)|(?:Content|Safety|Toxicity|Injection)(?:Filter|Check(?:er)?|Detector))(?:Middleware|Service|Advisor|Handler)?$/,
    uses: ["model", "agent", "ai-service"],
  },
];
const ABSTRACT = /^(?:Abstract|Base|I(?=[A-Z]))|(?:Base|Interface|Protocol|ABC)$/;

/** A class that is an asset, with its own methods. */
export interface ClassRole {
  readonly asset: Emitted;
  readonly methods: readonly Scope[];
}

/** Own classes that are agents or retrievers: named so, and doing what the name says. */
export function discoverClassRoles(assets: CodeAssets, bodies: Bodies): readonly ClassRole[] {
  const found: ClassRole[] = [];
  const { evaluator } = assets.context;
  const classes = [...evaluator.program.scopes()].filter(
    (scope) => scope.class !== undefined && (scope.class.form === "class" || scope.class.form === "struct"),
  );
  const parents = new Set(classes.flatMap((scope) => basesOf(evaluator, scope)));
  for (const scope of classes) {
    const name = scope.class?.name ?? "";
    const role = ROLES.find((candidate) => candidate.name.test(name));
    if (role === undefined || ABSTRACT.test(name) || parents.has(scope) || assets.ofScope(scope).length > 0) continue;
    const methods = methodsOf(evaluator, scope, 0);
    const uses = methods.flatMap((method) => bodies.usesOf(method));
    const asset = uses.some((use) => fits(role, use)) ? emit(assets, scope, role.kind, name, uses) : undefined;
    // What a base class does for all its classes is told of none of them.
    if (asset !== undefined) found.push({ asset, methods: methods.filter(({ parent }) => parent?.kind !== "class" || parent === scope) });
  }
  return found;
}

/**
 * A searcher of hyperparameters works on a model of its own: a retriever asks one that answers or embeds. What trains a
 * network of its own is no agent.
 */
function fits(role: Role, { asset }: BodyUse): boolean {
  if (!role.uses.includes(asset.kind)) return false;
  if (role.kind === "agent" && asset.kind === "model" && asset.emission.set?.["family"] !== undefined) return false;
  return (
    role.kind !== "retriever" || asset.kind !== "model" || asset.provider !== undefined || asset.emission.set?.["task"] === "embedding"
  );
}

function basesOf(evaluator: Evaluator, scope: Scope): readonly Scope[] {
  if (scope.parent === undefined) return [];
  const frame = genericFrame(scope.parent);
  return (scope.class?.bases ?? [])
    .flatMap((base) => evaluator.evaluate(base, frame))
    .flatMap((value) => (value.kind === "class" && value.scope !== scope ? [value.scope] : []));
}

/** Own and inherited methods. */
function methodsOf(evaluator: Evaluator, scope: Scope, depth: number): readonly Scope[] {
  const own = [...scope.children, ...evaluator.program.methodsOf(scope.unit, scope.class?.name ?? "")].filter(
    (child) => child.kind === "function",
  );
  return depth > 4 ? own : [...own, ...basesOf(evaluator, scope).flatMap((base) => methodsOf(evaluator, base, depth + 1))];
}

function emit(assets: CodeAssets, scope: Scope, kind: AssetKind, name: string, uses: readonly BodyUse[]): Emitted | undefined {
  const { project, sink } = assets.context;
  const { unit } = scope;
  const target = project.targets[unit.file.target];
  if (target === undefined || scope.class === undefined) return undefined;
  const id = sink.asset({
    kind,
    name,
    identity: localSymbol(target, unit.file, scope.qualifiedName),
    scope: unit.file.scope,
    lifecycle: "declared",
    attributes: { class: true },
    occurrences: [occurrenceAt(unit, scope.class, scope.qualifiedName)],
  });
  const asset: Emitted = { id, kind, name, emission: { kind } };
  assets.assign(scope, asset);
  for (const use of uses) {
    const relation = relationOfUse(kind, use.asset.kind);
    if (relation !== undefined && use.asset.id !== id)
      sink.relate(id, relation, use.asset.id, "inferred", [
        evidenceAt(use.scope.unit, { line: use.line, endLine: use.line, ...(use.cell === undefined ? {} : { cell: use.cell }) }),
      ]);
  }
  return asset;
}
