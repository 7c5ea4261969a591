import { conditionText } from "./cedar.ts";
import { compileExpression } from "./evaluate/compile-expression.ts";
import type { CompiledPolicy, PolicyPart } from "./evaluate/compile-policy.ts";
import type { Request } from "./evaluate/entities.ts";
import { isJson } from "./evaluate/expression.ts";
import { EvaluationError } from "./evaluate/values.ts";
import type { PolicySet } from "./policy-set.ts";

/** A policy that had a say, and what its author says of it. */
export interface Rule {
  readonly id: string;
  readonly effect: "permit" | "forbid";
  readonly file: string;
  readonly line: number;
  readonly reason?: string;
  readonly fix?: string;
}

/** The permit that lacked least, and what it lacked, in Cedar's words. */
export interface NearestPermit extends Rule {
  readonly unmet: readonly string[];
}

export function ruleOf({ sources, compiled }: PolicySet, id: string): Rule {
  const [source, policy] = [sources.get(id), compiled.get(id)];
  const [reason, fix] = [policy?.annotations.get("reason"), policy?.annotations.get("fix")];
  return {
    id,
    effect: policy?.effect ?? "forbid",
    file: source?.file ?? "",
    line: source?.line ?? 0,
    ...(reason === undefined ? {} : { reason }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** For a deny because nothing permits it; undefined where there is no permit at all. The first by id among equals. */
export function nearestPermit(set: PolicySet, request: Request): NearestPermit | undefined {
  let nearest: { readonly id: string; readonly unmet: readonly string[] } | undefined;
  for (const id of [...set.compiled.keys()].sort()) {
    const policy = set.compiled.get(id);
    if (policy?.effect !== "permit") continue;
    const unmet = unmetParts(policy, request);
    if (nearest === undefined || unmet.length < nearest.unmet.length) nearest = { id, unmet };
  }
  return nearest === undefined ? undefined : { ...ruleOf(set, nearest.id), unmet: nearest.unmet };
}

function unmetParts({ parts }: CompiledPolicy, request: Request): readonly string[] {
  return parts.flatMap((part) => {
    if (part.part === "when") return conjuncts(part.body).flatMap((body) => failure(compiled(body), request, () => conditionText(body)));
    return failure(part.holds, request, () => (part.part === "unless" ? `not (${conditionText(part.body)})` : (part.text ?? part.part)));
  });
}

function compiled(body: unknown): PolicyPart["holds"] {
  const test = compileExpression(body);
  return (request) => test(request) === true;
}

function failure(holds: PolicyPart["holds"], request: Request, words: () => string): readonly string[] {
  try {
    return holds(request) ? [] : [words()];
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return [`${words()} (${error.message})`];
  }
}

/** `a && b && c` as its parts, from left to right. */
function conjuncts(body: unknown): readonly unknown[] {
  const parts: unknown[] = [];
  let rest = body;
  while (isJson(rest) && isJson(rest["&&"])) {
    parts.unshift(rest["&&"]["right"]);
    rest = rest["&&"]["left"];
  }
  return [rest, ...parts];
}
