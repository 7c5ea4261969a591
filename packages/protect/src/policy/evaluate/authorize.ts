import type { CompiledPolicy } from "./compile-policy.ts";
import type { Request } from "./entities.ts";
import { EvaluationError } from "./values.ts";

export interface Decision {
  readonly allowed: boolean;
  /** Ids of the policies that decided, sorted: the permits of an allow, the forbids of a deny; none where no permit held. */
  readonly determining: readonly string[];
  /** Policies that could not be evaluated and counted for nothing, sorted by id. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
}

/** Most slices that are remembered; types and actions come from requests, so that they have no natural end. */
const MOST_SLICES = 4096;

type Outcome = boolean | EvaluationError;

/** Policies compiled once; for a request only those are run whose scope could match. */
export class Evaluator {
  readonly #policies: readonly (readonly [string, CompiledPolicy])[];
  readonly #slices = new Map<string, readonly (readonly [string, CompiledPolicy])[]>();

  constructor(policies: ReadonlyMap<string, CompiledPolicy>) {
    this.#policies = [...policies].sort(([left], [right]) => (left < right ? -1 : 1));
  }

  decide(request: Request): Decision {
    const permits: string[] = [];
    const forbids: string[] = [];
    const errors: { readonly id: string; readonly message: string }[] = [];
    for (const [id, policy] of this.#slice(request)) {
      const outcome = satisfied(policy, request);
      if (outcome instanceof EvaluationError) errors.push({ id, message: outcome.message });
      else if (outcome) (policy.effect === "permit" ? permits : forbids).push(id);
    }
    const allowed = forbids.length === 0 && permits.length > 0;
    return { allowed, determining: allowed ? permits : forbids, errors };
  }

  #slice({ principal, action, resource }: Request): readonly (readonly [string, CompiledPolicy])[] {
    const key = `${principal.type}"${resource.type}"${action.key}`;
    const known = this.#slices.get(key);
    if (known !== undefined) return known;
    const slice = this.#policies.filter(
      ([, policy]) =>
        (policy.principal.type ?? principal.type) === principal.type &&
        (policy.resource.type ?? resource.type) === resource.type &&
        (policy.action.entity ?? action.key) === action.key,
    );
    if (this.#slices.size >= MOST_SLICES) this.#slices.clear();
    this.#slices.set(key, slice);
    return slice;
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
