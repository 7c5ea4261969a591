import { conditionsOutcome } from "./condition.ts";
import { fits, fitsArn, isEverything, overlap } from "./pattern.ts";
import type { Statement } from "./policy.ts";
import type { RequestContext } from "./request-context.ts";
import { type Expanded, expand } from "./variables.ts";

/** What is asked for, without who asks. */
export interface Asked {
  /** Lower case: `s3:getobject`. */
  readonly action: string;
  /** The ARNs by which the resource may be written; a statement that fits one of them fits it. */
  readonly resource: readonly string[];
  readonly context: RequestContext;
  /** References that have no value here, `${var.bucket}`, may stand for anything. */
  readonly openNames?: boolean;
}

/** Whether a statement speaks of a request: for certain, perhaps, or not. */
export type Applies = "yes" | "perhaps" | "no";

/** A statement that applies where the caller has their way: they fulfil what lets them in, and avoid what stops them. */
export function applies(statement: Statement, asked: Asked): Applies {
  if (!actionFits(statement, asked.action)) return "no";
  const resource = resourceFits(statement, asked);
  if (resource === "no") return "no";
  const outcome = conditionsOutcome(statement.conditions, asked.context);
  if (outcome === "false" || (outcome === "choice" && statement.effect === "Deny")) return "no";
  return outcome === "unknown" ? "perhaps" : resource;
}

export function actionFits({ actions, notActions }: Statement, action: string): boolean {
  if (actions !== undefined) return actions.some((pattern) => fits(pattern, action));
  return notActions !== undefined && !notActions.some((pattern) => fits(pattern, action));
}

/** A policy without resources is one of a resource or of trust: it speaks of its own. */
export function resourceFits(statement: Statement, asked: Asked): Applies {
  const { resources, notResources, effect } = statement;
  if (resources !== undefined) return best(resources.map((pattern) => patternFits(pattern, asked, effect)));
  if (notResources === undefined) return "yes";
  // Being left out is the other way round: callers choose to be left out of a denial, and not of an allowance.
  const left = best(notResources.map((pattern) => patternFits(pattern, asked, "Deny", effect === "Deny" ? "yes" : "no")));
  return left === "yes" ? "no" : left === "perhaps" ? "perhaps" : "yes";
}

function best(found: readonly Applies[]): Applies {
  return found.includes("yes") ? "yes" : found.includes("perhaps") ? "perhaps" : "no";
}

/** @param chosen what it comes to where the caller chooses: that they are let in and not stopped */
function patternFits(
  written: string,
  asked: Asked,
  effect: Statement["effect"],
  chosen: "yes" | "no" = effect === "Allow" ? "yes" : "no",
): Applies {
  if (isEverything(written)) return "yes";
  const expanded = expand(written, asked.context);
  if (expanded.state === "absent") return "no";
  if (expanded.state === "known") {
    if (asked.resource.some((name) => meets(expanded.text, name, effect))) return "yes";
    return asked.openNames === true && openFits(expanded.text, asked.resource) ? "perhaps" : "no";
  }
  return variableFits(expanded, asked.resource, effect, chosen);
}

/** An allowance may reach what is asked for, or a part of it; a denial that reaches a part leaves the rest. */
function meets(pattern: string, name: string, effect: Statement["effect"]): boolean {
  if (effect === "Allow" && /[*?]/.test(name)) return overlap(pattern, name);
  return fitsArn(pattern, name);
}

/** With a variable that has no value here: it fits for sure only where nothing hangs on it. */
function variableFits(
  expanded: Exclude<Expanded, { state: "known" | "absent" }>,
  names: readonly string[],
  effect: Statement["effect"],
  chosen: "yes" | "no",
): Applies {
  if (!names.some((name) => meets(expanded.pattern, name, effect))) return "no";
  return expanded.state === "unknown" ? "perhaps" : chosen;
}

/** `${var.x}`, `${local.x}`, `${data.x.y.z}`, `${Parameter}`: what only a deployment knows. */
const OPEN = /\$\{(?:(?:var|local|each|count|path|terraform|data|module)\.[^}]{0,300}|…|\w{1,255})\}/g;

function openFits(pattern: string, names: readonly string[]): boolean {
  const open = pattern.replace(OPEN, "*");
  return open !== pattern && names.some((name) => fits(open, name));
}
