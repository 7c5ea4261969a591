import type { Attributes, Json } from "@castellan/graph";
import { z } from "zod";
import { UNREAD } from "../../rules/settings/setting.ts";
import { listAt, valueAt } from "../aws/answer.ts";
import { documentOf } from "../aws/collect.ts";
import type { CollectedCall, CollectedResource, InventoryDocument } from "../document.ts";
import { limited } from "../limit.ts";
import { withoutSecrets } from "../masking.ts";
import type { KubernetesGet } from "./client.ts";
import { KUBERNETES_KINDS, type KubernetesKind } from "./kinds.ts";

export interface KubernetesCollection {
  readonly get: KubernetesGet;
  readonly context: string;
  readonly clock: () => Date;
  /** This one only; what belongs to none is left out then. */
  readonly namespace?: string;
  readonly concurrency: number;
  readonly progress?: (done: number, total: number) => void;
}

const Value: z.ZodType<Json> = z.json();
const PAGE = 500;
const PAGES = 2_000;
const Groups = z.object({ groups: z.array(z.object({ name: z.string(), preferredVersion: z.object({ version: z.string() }) })) });
const Kinds = z.object({ resources: z.array(z.object({ name: z.string() })) });
const Page = z.object({
  metadata: z.object({ continue: z.string().optional() }).optional(),
  items: z.array(z.record(z.string(), Value)).nullish(),
});

/** Reads a cluster: every object as its manifest, secrets taken out, what the server writes for itself left out. */
export async function collectKubernetes(options: KubernetesCollection): Promise<InventoryDocument> {
  const calls: CollectedCall[] = [];
  const resources: CollectedResource[] = [];
  const run = limited(options.concurrency);
  const wanted = KUBERNETES_KINDS.filter(({ namespaced }) => options.namespace === undefined || namespaced);
  const note = (operation: string, kind: string, failure: Failure | undefined): void => {
    calls.push({
      account: options.context,
      region: options.namespace ?? "",
      service: "kubernetes",
      operation,
      outcome: failure?.outcome ?? "ok",
      ...(failure === undefined ? {} : { error: failure.error, type: kind }),
    });
  };
  const versions = await versionsOf(options.get, wanted, note);
  let done = 0;
  await Promise.all(
    wanted.map((kind) =>
      run(async () => {
        const version = versions.get(kind.group);
        // A kind that the server does not have has no objects.
        if (version === undefined || (version !== "unread" && !version.kinds.has(kind.resource))) return;
        if (version === "unread") resources.push(standIn(options, kind, undefined));
        else {
          const { items, failure } = await listed(options, kind, version.version);
          note(`list ${kind.resource}${kind.group === "" ? "" : `.${kind.group}`}`, kind.kind, failure);
          for (const item of items) {
            const resource = resourceOf(options, kind, version.version, item);
            if (resource !== undefined) resources.push(resource);
          }
          if (failure !== undefined) resources.push(standIn(options, kind, version.version));
        }
        options.progress?.(++done, wanted.length);
      }),
    ),
  );
  return documentOf(
    "kubernetes",
    [{ id: options.context, regions: options.namespace === undefined ? [] : [options.namespace] }],
    resources,
    calls,
    options.clock(),
  );
}

interface Failure {
  readonly outcome: Exclude<CollectedCall["outcome"], "ok">;
  readonly error: string;
}

type Version = { readonly version: string; readonly kinds: ReadonlySet<string> } | "unread";

/** Which version of each group the server prefers, and which kinds it has. */
async function versionsOf(
  get: KubernetesGet,
  wanted: readonly KubernetesKind[],
  note: (operation: string, kind: string, failure: Failure | undefined) => void,
): Promise<ReadonlyMap<string, Version>> {
  const found = new Map<string, Version>();
  const groups = await asked(get, "/apis", Groups);
  note("get /apis", "*", "failure" in groups ? groups.failure : undefined);
  const preferred = new Map(
    ("failure" in groups ? [] : groups.told.groups).map(({ name, preferredVersion }) => [name, preferredVersion.version]),
  );
  for (const group of new Set(wanted.map((kind) => kind.group))) {
    const version = group === "" ? "v1" : preferred.get(group);
    if (version === undefined) {
      if ("failure" in groups) found.set(group, "unread");
      continue;
    }
    const path = group === "" ? "/api/v1" : `/apis/${group}/${version}`;
    const kinds = await asked(get, path, Kinds);
    note(`get ${path}`, group, "failure" in kinds ? kinds.failure : undefined);
    found.set(group, "failure" in kinds ? "unread" : { version, kinds: new Set(kinds.told.resources.map(({ name }) => name)) });
  }
  return found;
}

async function listed(
  { get, namespace }: KubernetesCollection,
  { group, resource }: KubernetesKind,
  version: string,
): Promise<{ readonly items: readonly Attributes[]; readonly failure?: Failure }> {
  const base = `${group === "" ? "/api/v1" : `/apis/${group}/${version}`}${namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`}/${resource}`;
  const items: Attributes[] = [];
  let next = "";
  for (let page = 0; page < PAGES; page++) {
    const answer = await asked(get, `${base}?limit=${PAGE}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`, Page);
    if ("failure" in answer) return { items, failure: answer.failure };
    items.push(...(answer.told.items ?? []));
    const more = answer.told.metadata?.continue ?? "";
    if (more === "" || more === next) return { items };
    next = more;
  }
  return { items, failure: { outcome: "failed", error: "EndlessList" } };
}

async function asked<T>(
  get: KubernetesGet,
  path: string,
  schema: z.ZodType<T>,
): Promise<{ readonly told: T } | { readonly failure: Failure }> {
  try {
    const { status, text } = await get(path);
    if (status === 401 || status === 403) return { failure: { outcome: "denied", error: `HTTP ${status}` } };
    if (status === 404 || status === 405) return { failure: { outcome: "unsupported", error: `HTTP ${status}` } };
    if (status !== 200) return { failure: { outcome: "failed", error: `HTTP ${status}` } };
    const { data } = schema.safeParse(JSON.parse(text));
    return data === undefined ? { failure: { outcome: "failed", error: "UnexpectedAnswer" } } : { told: data };
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    const code = error instanceof SyntaxError ? "NotJson" : error instanceof Error && "code" in error ? String(error.code) : "Error";
    return { failure: { outcome: "failed", error: code.slice(0, 80) } };
  }
}

/** What the server writes into objects, and copies of them in annotations. */
const WRITTEN_BY_SERVER = new Set([
  "managedFields",
  "creationTimestamp",
  "generation",
  "resourceVersion",
  "selfLink",
  "uid",
  "deletionTimestamp",
]);
const COPY = "kubectl.kubernetes.io/last-applied-configuration";

function resourceOf(
  options: KubernetesCollection,
  { group, kind }: KubernetesKind,
  version: string,
  item: Attributes,
): CollectedResource | undefined {
  // A pod, a set or a job that something else made is told of by its maker.
  if (listAt(valueAt(item, "metadata.ownerReferences")).some((owner) => valueAt(owner, "controller") === true)) return undefined;
  const { status: _, metadata, ...rest } = item;
  const name = valueAt(metadata, "name");
  if (typeof name !== "string") return undefined;
  const namespace = valueAt(metadata, "namespace");
  const kept: [string, Json][] = Object.entries(isMap(metadata) ? metadata : {})
    .filter(([key]) => !WRITTEN_BY_SERVER.has(key))
    .map(([key, value]) => [key, key === "annotations" && isMap(value) ? withoutCopy(value) : value]);
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const manifest = { ...rest, apiVersion, kind, metadata: Object.fromEntries(kept) };
  const cleaned = withoutSecrets(manifest);
  return {
    address: `${typeof namespace === "string" ? `${namespace}/` : ""}${kind}.${apiVersion}/${name}`,
    type: `${apiVersion}/${kind}`,
    account: options.context,
    region: typeof namespace === "string" ? namespace : "",
    attributes: isMap(cleaned) ? cleaned : {},
  };
}

function withoutCopy(annotations: Attributes): Attributes {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== COPY));
}

function isMap(json: Json | undefined): json is Attributes {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Stands for objects that nobody could list. */
function standIn(options: KubernetesCollection, { group, kind }: KubernetesKind, version: string | undefined): CollectedResource {
  const apiVersion = group === "" ? "v1" : `${group}/${version ?? "v1"}`;
  return {
    address: `${kind}.${apiVersion}/*`,
    type: `${apiVersion}/${kind}`,
    account: options.context,
    region: options.namespace ?? "",
    attributes: { apiVersion, kind, metadata: { name: "*" }, [UNREAD]: ["*"] },
    unread: ["*"],
  };
}
