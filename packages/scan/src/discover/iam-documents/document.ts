import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Attributes, Json } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";
import { jsonOf } from "../infrastructure/config-json.ts";
import type { Place } from "../infrastructure/declared.ts";

const NODES = 20_000;
/** Where a policy is kept that bounds others, or that an organisation's rules are: what it allows, it does not grant. */
const BOUNDS = /scp|rcp|service[-_ ]?control|resource[-_ ]?control|organi[sz]ation|boundar|guardrail/i;
const FOLDER = /(?:^|\/)(?:[\w.-]*iam[\w.-]*|(?:[\w.-]*[-_])?(?:policy|policies|permissions))\//i;
const NAME = /(?:^|[-_.])(?:policy|policies|permissions?|trust|assume[-_]?role)(?:[-_.][\w.-]*)?\.json$/i;

/** A policy document of AWS as a file of its own (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). */
export interface PolicyFile {
  readonly file: ProjectFile;
  readonly node: ConfigNode;
  readonly document: Json;
}

/** The document that a JSON file is; undefined where it is something else. */
export function policyFileOf(file: ProjectFile): PolicyFile | undefined {
  const config = file.facts.config;
  const [node] = config?.documents ?? [];
  if (config?.format !== "json" || node === undefined || !isPolicy(node)) return undefined;
  return { file, node, document: jsonOf(node, NODES) };
}

function isPolicy(node: ConfigNode): boolean {
  if (!/^(?:2012-10-17|2008-10-17)$/.test(text(entry(node, "Version")?.value) ?? "")) return false;
  const statements = statementsOf(node);
  return (
    statements.length > 0 &&
    statements.every(
      (each) =>
        /^(?:Allow|Deny)$/.test(text(entry(each, "Effect")?.value) ?? "") &&
        (entry(each, "Action") ?? entry(each, "NotAction")) !== undefined,
    )
  );
}

function statementsOf(node: ConfigNode): readonly ConfigNode[] {
  const written = entry(node, "Statement")?.value;
  return written === undefined ? [] : written.kind === "list" ? written.items : [written];
}

/** What a document is good for that nothing here attaches, told from its place and its statements. */
export function standingAlone({
  file,
  node,
  document,
}: PolicyFile): { readonly type: string; readonly attributes: Attributes } | undefined {
  if (BOUNDS.test(file.path) || !(FOLDER.test(file.path) || NAME.test(file.path))) return undefined;
  const statements = statementsOf(node);
  if (statements.every((each) => entry(each, "Principal") === undefined && entry(each, "NotPrincipal") === undefined))
    return { type: "AWS::IAM::ManagedPolicy", attributes: { PolicyDocument: document } };
  const buckets = new Set(
    statements.flatMap((each) => textsAt(each, "Resource").flatMap((arn) => /^arn:aws[\w-]*:s3:::([\w.-]+)/.exec(arn)?.[1] ?? [])),
  );
  const [bucket] = buckets;
  if (
    bucket !== undefined &&
    buckets.size === 1 &&
    statements.every((each) => textsAt(each, "Action").every((action) => /^(?:\*$|s3:)/i.test(action)))
  )
    return { type: "AWS::S3::BucketPolicy", attributes: { Bucket: bucket, PolicyDocument: document } };
  return statements.every((each) =>
    textsAt(each, "Action").every((action) => /^sts:(?:AssumeRole|TagSession|SetSourceIdentity)/i.test(action)),
  )
    ? { type: "AWS::IAM::Role", attributes: { AssumeRolePolicyDocument: document, $unread: ["*"] } }
    : undefined;
}

function textsAt(node: ConfigNode, key: string): readonly string[] {
  const value = entry(node, key)?.value;
  return (value?.kind === "list" ? items(value) : [value]).flatMap((each) => text(each) ?? []);
}

/** Where each setting below a document was written. */
export function placesOf(node: ConfigNode, prefix: string, file: string, places = new Map<string, Place>()): Map<string, Place> {
  if (!places.has(prefix)) places.set(prefix, { file, line: node.line });
  for (const { key, line, value } of entries(node)) {
    const path = `${prefix}.${key}`;
    if (!places.has(path)) places.set(path, { file, line });
    for (const child of value.kind === "list" ? value.items : [value]) placesOf(child, path, file, places);
  }
  return places;
}
