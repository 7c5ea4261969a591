import { booleanOf, compileExpression } from "./compile-expression.ts";
import type { Request } from "./entities.ts";
import { type Json, listOf, objectOf, textOf, unknownForm } from "./expression.ts";
import { EntityReference } from "./values.ts";

/** What a scope says of the type of what may stand there, known before any request. */
export interface ScopeType {
  readonly type?: string;
  /** The one entity, by its key. */
  readonly entity?: string;
  /** Key of the one group (or entity) that it must be in, itself included. */
  readonly group?: string;
}

export interface CompiledPolicy {
  readonly effect: "permit" | "forbid";
  readonly principal: ScopeType;
  readonly action: ScopeType;
  readonly resource: ScopeType;
  readonly annotations: ReadonlyMap<string, string>;
  /** Parts in the order of the text, for explanations: scopes and conditions, each true or false. */
  readonly parts: readonly PolicyPart[];
}

export interface PolicyPart {
  readonly part: "principal" | "action" | "resource" | "when" | "unless";
  /** Of a condition, its number among the conditions from 0. */
  readonly index: number;
  /** @throws EvaluationError */
  readonly holds: (request: Request) => boolean;
  /** Of a condition, its expression in Cedar's JSON form. */
  readonly body?: unknown;
  /** Of a scope, in Cedar's words. */
  readonly text?: string;
}

/** @param json a policy as Cedar's own parser gives it. @throws ProtectError POLICY_INVALID */
export function compilePolicy(json: unknown): CompiledPolicy {
  const policy = objectOf(json);
  const effect = policy["effect"];
  if (effect !== "permit" && effect !== "forbid") throw unknownForm("an effect of another name");
  const [principal, action, resource] = (["principal", "action", "resource"] as const).map((part) => scopeOf(part, objectOf(policy[part])));
  if (principal === undefined || action === undefined || resource === undefined) throw unknownForm("no scope");
  const conditions = listOf(policy["conditions"]).map((each, index): PolicyPart => {
    const { kind, body } = objectOf(each);
    if (kind !== "when" && kind !== "unless") throw unknownForm("a condition of another kind");
    const test = compileExpression(body);
    const wanted = kind === "when";
    return { part: kind, index, holds: (request) => booleanOf(test(request)) === wanted, body };
  });
  const parts = [principal.part, action.part, resource.part].filter((part) => part !== undefined);
  const annotations = Object.entries(objectOf(policy["annotations"] ?? {})).map(([name, value]) => [name, textOf(value)] as const);
  return {
    effect,
    principal: principal.type,
    action: action.type,
    resource: resource.type,
    annotations: new Map(annotations),
    parts: [...parts, ...conditions],
  };
}

interface Scope {
  readonly type: ScopeType;
  readonly part?: PolicyPart;
}

function entityOf(value: unknown): EntityReference {
  const json = objectOf(value);
  const plain = objectOf(json["__entity"] ?? json);
  return new EntityReference(textOf(plain["type"]), textOf(plain["id"]));
}

function written({ type, id }: EntityReference): string {
  return `${type}::${JSON.stringify(id)}`;
}

function scopeOf(variable: "principal" | "action" | "resource", scope: Json): Scope {
  const { op } = scope;
  const part = (words: string, holds: (request: Request) => boolean): PolicyPart => ({
    part: variable,
    index: 0,
    holds,
    text: `${variable} ${words}`,
  });
  if (op === "All") return { type: {} };
  if (op === "==") {
    const wanted = entityOf(scope["entity"]);
    const holds = (request: Request): boolean => request[variable].id === wanted.id && request[variable].type === wanted.type;
    return { type: { type: wanted.type, entity: wanted.key, group: wanted.key }, part: part(`== ${written(wanted)}`, holds) };
  }
  if (op === "in") {
    const groups = scope["entities"] === undefined ? [entityOf(scope["entity"])] : listOf(scope["entities"]).map(entityOf);
    const [group, another] = groups;
    return {
      type: group === undefined || another !== undefined ? {} : { group: group.key },
      part: part(`in [${groups.map(written).join(", ")}]`, (request) =>
        groups.some((group) => request.entities.isIn(request[variable], group)),
      ),
    };
  }
  if (op !== "is") throw unknownForm("a scope of another kind");
  const type = textOf(scope["entity_type"]);
  const inside = scope["in"] === undefined ? undefined : entityOf(objectOf(scope["in"])["entity"]);
  const holds = (request: Request): boolean =>
    request[variable].type === type && (inside === undefined || request.entities.isIn(request[variable], inside));
  return {
    type: { type, ...(inside === undefined ? {} : { group: inside.key }) },
    part: part(`is ${type}${inside === undefined ? "" : ` in ${written(inside)}`}`, holds),
  };
}
