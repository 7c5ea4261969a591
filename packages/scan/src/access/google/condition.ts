import { type ExpressionOutcome, judgeExpression, type Truth } from "../expression.ts";

/*
 * Conditions of bindings in CEL, as far as they speak of a resource that is known. As known in November 2026; source:
 * docs.cloud.google.com/iam/docs/conditions-attribute-reference.
 */

/** What a request is for. */
export interface Asked {
  /** `//storage.googleapis.com/projects/_/buckets/rows`, without the service: `projects/_/buckets/rows/objects/a.csv`; undefined where not known. */
  readonly name?: string;
  /** Names of what is within it begin with `name`. */
  readonly within?: boolean;
  /** `storage.googleapis.com`. */
  readonly service: string;
}

/** Whether a condition holds; what it depends on, in words. */
export function judgeCondition(expression: string, asked: Asked): ExpressionOutcome {
  const { truth, open } = judgeExpression(expression, (part) => partOf(part, asked));
  return { truth, open: [...new Set(open.map((each) => worded(each, asked)))] };
}

function partOf(part: string, { name, within = false, service }: Asked): Truth {
  if (part === "true" || part === "false") return part === "true";
  const said = /^resource\.(service|name|type) ?(==|!=) ?["']([^"']{0,1000})["']$/.exec(part);
  if (said !== null) {
    const [, what, operator, value = ""] = said;
    const is = what === "service" ? value === service : what === "name" ? named(name, value, within) : typed(value, service);
    return is === undefined ? undefined : operator === "==" ? is : !is;
  }
  const start = /^resource\.name\.startsWith\(["']([^"']{0,1000})["']\)$/.exec(part)?.[1];
  if (start !== undefined && name !== undefined && !start.includes("${")) {
    if (name.startsWith(start)) return true;
    // A narrower prefix fits some of what is within.
    return within && start.startsWith(name) ? undefined : false;
  }
  return undefined;
}

function named(name: string | undefined, value: string, within: boolean): Truth {
  if (name === undefined || value.includes("${")) return undefined;
  if (name === value) return within ? undefined : true;
  return within && value.startsWith(name) ? undefined : false;
}

/** A type is of its service; whether of the resource or of what is in it is left open. */
function typed(value: string, service: string): Truth {
  return value.startsWith(`${service}/`) ? undefined : false;
}

function worded(part: string, { service }: Asked): string {
  const prefix = /startsWith\(["']([^"']{0,1000})["']\)/.exec(part)?.[1] ?? /^resource\.name ?== ?["']([^"']{0,1000})["']/.exec(part)?.[1];
  if (prefix !== undefined && !part.startsWith("not ")) return `only for ${prefix.replace(/^projects\/_\/buckets\/[^/]*\/objects\//, "")}`;
  const until = /^request\.time ?<=? ?timestamp\(["']([^"']{1,60})["']\)$/.exec(part)?.[1];
  if (until !== undefined) return `only until ${until}`;
  const from = /^request\.time ?>=? ?timestamp\(["']([^"']{1,60})["']\)$/.exec(part)?.[1];
  if (from !== undefined) return `only from ${from}`;
  const tag = /matchTag(?:Id)?\(["']([^"']{1,300})["'], ?["']([^"']{1,200})["']\)/.exec(part);
  if (tag !== null) return `${part.startsWith("not ") ? "only without" : "only with"} tag ${tag[1]} = ${tag[2]} on the resource`;
  if (/resource\.type/.test(part)) return `depends on which resource of ${service} is asked for`;
  return `depends on ${part.slice(0, 200)}`;
}
