import type { ResourceEntry } from "@castellan/graph";
import { type ExpressionOutcome, judgeExpression, type Truth } from "../expression.ts";
import { actionFits } from "./pattern.ts";
import { nameOf } from "./scopes.ts";

/*
 * Attribute conditions of role assignments, as far as they speak of the action and of names that are known. As known in
 * November 2026; source: learn.microsoft.com/azure/role-based-access-control/conditions-format.
 */

/** Whether a condition lets an action on a resource through; what it depends on, in words. */
export function judgeCondition(text: string, action: string, chain: readonly ResourceEntry[]): ExpressionOutcome {
  const { truth, open } = judgeExpression(text, (part) => partOf(part, action, chain));
  return { truth, open: [...new Set(open.map(worded))] };
}

function partOf(part: string, action: string, chain: readonly ResourceEntry[]): Truth {
  const matched = /^(?:ActionMatches|SubOperationMatches) ?\{ ?'([^']{1,300})' ?\}$/i.exec(part);
  if (matched !== null) return /^Sub/i.test(part) ? undefined : actionFits(matched[1] ?? "", action);
  const named =
    /^@Resource\[[^\]]{1,200}:(name)\] (StringEquals|StringEqualsIgnoreCase|StringNotEquals|StringNotEqualsIgnoreCase|StringStartsWith|StringLike) '([^']{0,300})'$/i.exec(
      part,
    );
  if (named === null) return undefined;
  const container = chain.find(({ type }) => /containers?$/i.test(type) && /storage/i.test(type));
  const name = container === undefined ? undefined : nameOf(container);
  if (name === undefined || name.includes("${") || !/containers:name/i.test(part)) return undefined;
  const [, , operator = "", value = ""] = named;
  const like = value.replaceAll("\\", "");
  const is = /Starts/i.test(operator)
    ? name.startsWith(like)
    : /Like/i.test(operator)
      ? actionFits(like, name)
      : name.toLowerCase() === like.toLowerCase();
  return /Not/i.test(operator) ? !is : is;
}

function worded(part: string): string {
  const said = /^@(Resource|Request|Principal|Environment)\[([^\]]{1,200})\] (\S{1,60}(?: \S{1,60})?) ?(.{0,200})$/.exec(part);
  if (said === null) return `depends on ${part.slice(0, 200)}`;
  const [, of, attribute = "", operator = "", value = ""] = said;
  const what = attribute.includes(":") ? attribute.slice(attribute.lastIndexOf(":") + 1) : attribute;
  return `only where ${what} of the ${(of ?? "").toLowerCase()} ${operator} ${value}`.trim().slice(0, 240);
}
