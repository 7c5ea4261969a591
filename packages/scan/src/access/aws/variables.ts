import { plain } from "./pattern.ts";
import { type ContextValue, lookUp, type RequestContext } from "./request-context.ts";

/** A text of a policy with its variables replaced. */
export type Expanded =
  | { readonly state: "known"; readonly text: string }
  /** A variable stands for what the caller chooses, or for what cannot be seen; `pattern` has a star in its place. */
  | { readonly state: "choice" | "unknown"; readonly pattern: string; readonly keys: readonly string[] }
  /** A variable has no value: the text fits nothing. */
  | { readonly state: "absent" };

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; Terraform's documents write `&{…}`, which is read as `${…}`. */
const VARIABLE = /\$\{\s*([A-Za-z][\w-]{0,60}:[\w./@+=-]{1,200})\s*(?:,\s*'([^'}]{0,200})'\s*)?\}|\$\{([*?$])\}/g;

/**
 * Replaces policy variables (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). What a
 * variable stands for is text: a star in it is a star. References to resources, `${aws_s3_bucket.x.arn}`, stay.
 */
export function expand(written: string, context: RequestContext): Expanded {
  if (!written.includes("${")) return { state: "known", text: written };
  const keys: string[] = [];
  const seen = new Set<"free" | "absent" | "unknown">();
  const text = written.replace(VARIABLE, (_whole, name: string | undefined, fallback: string | undefined, sign: string | undefined) => {
    if (name === undefined) return plain(sign ?? "");
    const key = name.toLowerCase();
    const value = single(lookUp(key, context));
    if (typeof value === "object") return plain(value.text);
    if (value === "absent" && fallback !== undefined) return plain(fallback);
    seen.add(value);
    keys.push(key);
    return "*";
  });
  if (seen.has("absent")) return { state: "absent" };
  if (seen.size === 0) return { state: "known", text };
  return { state: seen.has("unknown") ? "unknown" : "choice", pattern: text, keys };
}

/** Variables stand for keys of one value. */
function single(value: ContextValue): { readonly text: string } | "free" | "absent" | "unknown" {
  if (typeof value === "string") return value;
  const [text, more] = value.values;
  if (text === undefined) return "absent";
  return more !== undefined && value.aliases !== true ? "unknown" : { text };
}
