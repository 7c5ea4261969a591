/*
 * What is known of a request apart from its action and resource
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
 */

/**
 * Values of a key in a request; what the caller may set as they like is `free`; what is not there is `absent`.
 * `aliases`: the values are spellings of one. `open`: one that fits none of them may still be the right one.
 */
export type ContextValue =
  | { readonly values: readonly string[]; readonly aliases?: true; readonly open?: true }
  | "free"
  | "absent"
  | "unknown";

/** By key in lower case. */
export interface RequestContext {
  readonly [key: string]: ContextValue;
}

/** Keys that the caller sets, or that hold of any ordinary request. */
const USUAL: ReadonlyMap<string, ContextValue> = new Map<string, ContextValue>([
  ["aws:securetransport", { values: ["true"] }],
  ["aws:viaawsservice", { values: ["false"] }],
  ["aws:calledvia", "absent"],
  ["aws:requestedregion", "free"],
  ["aws:useragent", "free"],
  ["aws:referer", "free"],
  ["sts:rolesessionname", "free"],
  ["iam:policyarn", "free"],
  ["iam:awsservicename", "free"],
]);
const FREE_PREFIXES = [
  "aws:requesttag/",
  "aws:tagkeys",
  "ec2:instancetype",
  "lambda:",
  "sagemaker:instancetypes",
  "s3:x-amz-",
  "s3:prefix",
  "s3:delimiter",
  "s3:max-keys",
  "s3:tlsversion",
  "s3:signatureversion",
  "s3:authtype",
  "s3:requestobjecttag",
];

export function lookUp(key: string, context: RequestContext): ContextValue {
  const known = Object.hasOwn(context, key) ? context[key] : USUAL.get(key);
  if (known !== undefined) return known;
  return FREE_PREFIXES.some((prefix) => key.startsWith(prefix)) ? "free" : "unknown";
}
