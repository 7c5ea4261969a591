import type { ResourceEntry } from "@castellan/graph";
import { AZURE_UNLOCK, type AzureWay } from "../../../knowledge/access/azure-powers.ts";
import type { Identity } from "../becoming.ts";
import type { AccessStatement } from "../grant.ts";
import { rootOf } from "../roots.ts";
import { type Assignment, assignmentsOf, type VaultPolicy, vaultPoliciesOf } from "./assignments.ts";
import { judgeCondition } from "./condition.ts";
import { Denials } from "./denials.ts";
import { gateOf } from "./gates.ts";
import { Principals } from "./principals.ts";
import { allows, Roles } from "./roles.ts";
import { azureOnly, type Reach, Scopes } from "./scopes.ts";

/** What somebody may do with a resource. */
export interface Right {
  readonly effect: "allowed" | "conditional" | "unknown";
  readonly actions: readonly string[];
  readonly statements: readonly AccessStatement[];
  readonly conditions: readonly string[];
}

/** An assignment that reaches a resource. */
export interface Reaching {
  readonly assignment: Assignment;
  readonly reach: Exclude<Reach, "no">;
}

const ORDER = ["allowed", "conditional", "unknown"] as const;

/** What was read of Azure, with look-ups; built once for an answer. */
export class AzureWorld {
  /** azapi as ARM. */
  readonly resources: readonly ResourceEntry[];
  readonly scopes: Scopes;
  readonly principals: Principals;
  readonly assignments: readonly Assignment[];
  readonly vaultPolicies: readonly VaultPolicy[];
  readonly #denials: Denials;
  readonly #reaching = new Map<ResourceEntry, readonly Reaching[]>();
  readonly #byWho = new Map<ResourceEntry, ReadonlyMap<string, readonly Reaching[]>>();

  constructor(resources: readonly ResourceEntry[]) {
    this.resources = azureOnly(resources);
    this.scopes = new Scopes(this.resources);
    this.principals = new Principals(this.resources, this.scopes);
    this.assignments = assignmentsOf(this.resources, this.scopes, this.principals, new Roles(this.resources));
    this.vaultPolicies = vaultPoliciesOf(this.resources, this.scopes, this.principals);
    this.#denials = new Denials(this.resources, this.scopes, this.principals);
  }

  /** The resource of a place, as it is judged here. */
  own(resource: ResourceEntry): ResourceEntry {
    return this.scopes.at(resource.address, rootOf(resource)) ?? resource;
  }

  /** Assignments that hold for a resource: on it, on what it stands in, above. */
  reaching(resource: ResourceEntry): readonly Reaching[] {
    let known = this.#reaching.get(resource);
    if (known === undefined) {
      known = this.assignments.flatMap((assignment) => {
        const reach = this.scopes.reaches(assignment.scope, assignment.source, resource);
        return reach === "no" ? [] : [{ assignment, reach }];
      });
      this.#reaching.set(resource, known);
    }
    return known;
  }

  /** What one may do of some ways; `all`: every one of them is needed. */
  right(who: Identity, ways: readonly AzureWay[], resource: ResourceEntry, all = false): Right | undefined {
    const found = ways.map((way) => this.#one(who, way, resource));
    const held = found.flatMap((each) => each ?? []);
    if (held.length === 0 || (all && held.length < ways.length)) return undefined;
    const effect = (all ? ORDER.findLast : ORDER.find).call(ORDER, (each: string) => held.some((right) => right.effect === each));
    if (effect === undefined) return undefined;
    const best = all ? held : held.filter((right) => right.effect === effect);
    return {
      effect,
      actions: [...new Set(best.flatMap(({ actions }) => actions))],
      statements: [...new Set(best.flatMap(({ statements }) => statements))],
      conditions: [...new Set(best.flatMap(({ conditions }) => conditions))],
    };
  }

  #one(who: Identity, way: AzureWay, resource: ResourceEntry): Right | undefined {
    const chain = this.scopes.chainOf(resource);
    const gate = way.gate === undefined ? "open" : gateOf(way.gate, chain);
    if (gate === "closed") return undefined;
    let best: Right | undefined;
    for (const { assignment, reach } of this.#given(who, resource)) {
      const right = judged(assignment, reach, way, chain);
      if (right !== undefined && (best === undefined || ORDER.indexOf(right.effect) < ORDER.indexOf(best.effect))) best = right;
    }
    if (best === undefined) return undefined;
    const denied = this.#denials.of(who, way.action, way.plane, resource, () => this.#mayUnlock(who, resource));
    if (denied === "denied") return undefined;
    const conditions = [
      ...best.conditions,
      ...(denied === undefined ? [] : [denied.unless]),
      ...(gate === "open" ? [] : [`unknown: ${gate.depends}`]),
    ];
    const effect =
      gate !== "open" && best.effect !== "unknown"
        ? "unknown"
        : denied !== undefined && best.effect === "allowed"
          ? "conditional"
          : best.effect;
    return { ...best, effect, conditions };
  }

  /** What one member is given that reaches a resource. */
  #given(who: Identity, resource: ResourceEntry): readonly Reaching[] {
    let known = this.#byWho.get(resource);
    if (known === undefined) {
      known = Map.groupBy(this.reaching(resource), ({ assignment }) => assignment.who.key);
      this.#byWho.set(resource, known);
    }
    return known.get(who.key) ?? [];
  }

  #mayUnlock(who: Identity, resource: ResourceEntry): boolean {
    return this.#given(who, resource).some(
      ({ assignment, reach }) =>
        reach === "yes" && assignment.role.permissions?.some((each) => allows(each, AZURE_UNLOCK, "control")) === true,
    );
  }
}

/** What an assignment lets do of a way; the condition of its role and its own count both. */
function judged(
  { role, condition, eligible, statement }: Assignment,
  reach: Exclude<Reach, "no">,
  way: AzureWay,
  chain: readonly ResourceEntry[],
): Right | undefined {
  if (role.only !== undefined && !way.action.startsWith(role.only)) return undefined;
  if (role.permissions === undefined)
    return {
      effect: "unknown",
      actions: [way.action],
      statements: [statement],
      conditions: [`unknown: what the role ${role.name} allows is not here`],
    };
  let best: Right | undefined;
  for (const permission of role.permissions) {
    if (!allows(permission, way.action, way.plane)) continue;
    let effect: Right["effect"] = "allowed";
    const conditions: string[] = [];
    let barred = false;
    for (const each of [permission.condition, condition]) {
      if (each === undefined) continue;
      const { truth, open } = judgeCondition(each, way.action, chain);
      if (truth === false) barred = true;
      if (truth !== undefined) continue;
      effect = "conditional";
      conditions.push(...open.slice(0, 4));
    }
    if (barred) continue;
    if (eligible) {
      effect = "conditional";
      conditions.push("once the role is activated");
    }
    if (reach !== "yes") {
      if (effect === "allowed" || reach.effect === "unknown") effect = reach.effect;
      conditions.push(reach.says);
    }
    const right: Right = { effect, actions: [way.action], statements: [statement], conditions };
    if (best === undefined || ORDER.indexOf(effect) < ORDER.indexOf(best.effect)) best = right;
  }
  return best;
}
