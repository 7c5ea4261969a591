import type { CompiledPolicy } from "./compile-policy.ts";
import type { Request } from "./entities.ts";
import { type EntityReference, EvaluationError } from "./values.ts";

export interface Decision {
  readonly allowed: boolean;
  /** Ids of the policies that decided, sorted: the permits of an allow, the forbids of a deny; none where no permit held. */
  readonly determining: readonly string[];
  /** Policies that could not be evaluated and counted for nothing, sorted by id. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
}

/** Most slices that are remembered; types and actions come from requests, so that they have no natural end. */
const MOST_SLICES = 4096;

type Named = readonly [string, CompiledPolicy];

/** Policies that could match a pair of types and an action: all of them, or those of a group that principal or resource is in. */
interface Slice {
  readonly always: readonly Named[];
  readonly ofPrincipal: ReadonlyMap<string, readonly Named[]>;
  readonly ofResource: ReadonlyMap<string, readonly Named[]>;
}

type Outcome = boolean | EvaluationError;

/** Policies compiled once; for a request only those are run whose scope could match. */
export class Evaluator {
  readonly #policies: readonly Named[];
  readonly #slices = new Map<string, Slice>();

  constructor(policies: ReadonlyMap<string, CompiledPolicy>) {
    this.#policies = [...policies];
  }

  decide(request: Request): Decision {
    const permits: string[] = [];
    const forbids: string[] = [];
    const errors: { readonly id: string; readonly message: string }[] = [];
    const run = (policies: readonly Named[]): void => {
      for (const [id, policy] of policies) {
        const outcome = satisfied(policy, request);
        if (outcome instanceof EvaluationError) errors.push({ id, message: outcome.message });
        else if (outcome) (policy.effect === "permit" ? permits : forbids).push(id);
      }
    };
    const { always, ofPrincipal, ofResource } = this.#slice(request);
    run(always);
    if (ofPrincipal.size > 0) runGroups(request.principal, request, ofPrincipal, run);
    if (ofResource.size > 0) runGroups(request.resource, request, ofResource, run);
    const allowed = forbids.length === 0 && permits.length > 0;
    errors.sort((left, right) => (left.id < right.id ? -1 : 1));
    return { allowed, determining: (allowed ? permits : forbids).sort(), errors };
  }

  #slice({ principal, action, resource }: Request): Slice {
    const key = `${principal.type}"${resource.type}"${action.key}`;
    const known = this.#slices.get(key);
    if (known !== undefined) return known;
    const matching = this.#policies.filter(
      ([, policy]) =>
        (policy.principal.type ?? principal.type) === principal.type &&
        (policy.resource.type ?? resource.type) === resource.type &&
        (policy.action.entity ?? action.key) === action.key,
    );
    const slice = sliceOf(matching);
    if (this.#slices.size >= MOST_SLICES) this.#slices.clear();
    this.#slices.set(key, slice);
    return slice;
  }
}

function sliceOf(policies: readonly Named[]): Slice {
  const slice = { always: [] as Named[], ofPrincipal: new Map<string, Named[]>(), ofResource: new Map<string, Named[]>() };
  for (const named of policies) {
    const [, { principal, resource }] = named;
    const groups = principal.group === undefined ? slice.ofResource : slice.ofPrincipal;
    const group = principal.group ?? resource.group;
    if (group === undefined) slice.always.push(named);
    else if (groups.get(group)?.push(named) === undefined) groups.set(group, [named]);
  }
  return slice;
}

function runGroups(
  of: EntityReference,
  { entities }: Request,
  groups: ReadonlyMap<string, readonly Named[]>,
  run: (policies: readonly Named[]) => void,
): void {
  const own = groups.get(of.key);
  if (own !== undefined) run(own);
  for (const group of entities.get(of)?.ancestors ?? []) {
    const found = groups.get(group);
    if (found !== undefined) run(found);
  }
}

/** Every part holds; the first that does not ends it, as `&&` does. */
function satisfied({ parts }: CompiledPolicy, request: Request): Outcome {
  try {
    for (const { holds } of parts) if (!holds(request)) return false;
    return true;
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    // A stack that a deep expression used up is an error of the policy, never of the caller.
    if (error instanceof RangeError) return new EvaluationError("the expression is nested too deeply");
    throw error;
  }
}
