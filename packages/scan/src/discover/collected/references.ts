import type { Json } from "@castellan/graph";
import type { CollectedResource } from "../../collect/document.ts";
import { mapOf } from "../../rules/settings/setting.ts";

const DEPTH = 30;
/** Ids that AWS makes up: unique wherever they stand. */
const MADE_UP = /^(?:sg|vpc|subnet|i|snap|vol|vpce|fs)-[0-9a-f]{8,}$/;

/** Which resources of the same account the settings of each one name: by ARN, by id, by the name under a key that says of what. */
export function collectedReferences(
  resources: readonly CollectedResource[],
): ReadonlyMap<CollectedResource, ReadonlyMap<string, readonly string[]>> {
  const named = new Map<string, string>();
  for (const resource of resources) for (const name of namesOf(resource)) named.set(name, resource.address);
  return new Map(
    resources.map((resource) => {
      const references = new Map<string, string[]>();
      walk(resource.attributes, "", (path, text) => {
        const to = named.get(keyOf(resource, path, text)) ?? named.get(`${resource.account}|${text}`);
        if (to === undefined || to === resource.address) return;
        const known = references.get(path);
        if (known === undefined) references.set(path, [to]);
        else if (!known.includes(to)) known.push(to);
      });
      return [resource, references] as const;
    }),
  );
}

/** The keys under which others may name it. */
function namesOf(resource: CollectedResource): readonly string[] {
  const { account, region, address, attributes, type } = resource;
  if (resource.unread?.includes("*") === true && Object.keys(attributes).length === 0) return [];
  const kind = type.split("::").at(-1) ?? type;
  const names = [`${account}|${address}`];
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value !== "string" || value === "") continue;
    if (MADE_UP.test(value) && /Id$/.test(key) && key.replace(/Id$/, "") === idKey(kind)) names.push(`${account}|${value}`);
    if (/^arn:/.test(value) && value === address) names.push(`${account}|${value}`);
    if (key === `${kind}Name` || key === `${kind}Id`) names.push(`${account}|${region}|${key}|${value}`);
  }
  if (type === "AWS::S3::Bucket") {
    const bucket = String(attributes["BucketName"] ?? "");
    names.push(`${account}|*|bucket|${bucket}`, `${account}|arn:aws:s3:::${bucket}`);
  }
  return names;
}

function idKey(kind: string): string {
  return kind === "SecurityGroup" ? "Group" : kind === "VPCEndpoint" ? "VpcEndpoint" : kind;
}

function keyOf({ account, region }: CollectedResource, path: string, text: string): string {
  const key = path.slice(path.lastIndexOf(".") + 1);
  const bucket = /^s3:\/\/([^/]+)/.exec(text)?.[1] ?? /^arn:aws[\w-]*:s3:::([^/*]+)/.exec(text)?.[1];
  if (bucket !== undefined) return `${account}|*|bucket|${bucket}`;
  if (/^(?:Bucket|DestinationBucketName|S3BucketName|BucketName)$/.test(key)) return `${account}|*|bucket|${text}`;
  return `${account}|${region}|${key}|${text}`;
}

function walk(json: Json, path: string, seen: (path: string, text: string) => void, depth = 0): void {
  if (typeof json === "string") seen(path, json);
  else if (depth > DEPTH) return;
  else if (isList(json)) for (const item of json) walk(item, path, seen, depth + 1);
  else for (const [key, value] of Object.entries(mapOf(json) ?? {})) walk(value, path === "" ? key : `${path}.${key}`, seen, depth + 1);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
