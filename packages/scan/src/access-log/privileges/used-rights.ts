import type { AccessEvent } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { BUCKET_ACTIONS, DATA_ACTIONS, NEEDED_ACTIONS, PASSED_ROLE, POLICY_PREFIX } from "../../../knowledge/access-log/iam-actions.ts";
import { fits } from "../../access/aws/pattern.ts";
import { arnPattern } from "../../access/aws/policy.ts";

/** A right that somebody used: an action on a resource. */
export interface UsedRight {
  /** Lower case, as policies name it. */
  readonly action: string;
  /** In the form of policies (`arnPattern`); `*` where the log does not name it. */
  readonly resource: string;
  count: number;
  last: number;
}

/** Rights kept of one principal; more than so many resources of an action become one folder. */
const RIGHTS = 20_000;

/** Which rights each principal used, from logs. */
export class UsedRights {
  readonly #principals = new Map<string, Map<string, UsedRight>>();
  readonly #data = new Map<string, boolean>();
  readonly #denied = new Map<string, number>();
  /** Services, and buckets, whose data events are in the logs. */
  readonly #dataSeen = new Set<string>();
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  /** Rights beyond the limit, by principal: nothing may be cut there. */
  readonly overflow = new Set<string>();

  observe(event: AccessEvent): void {
    if (event.format !== "cloudtrail" && event.format !== "s3") return;
    this.first = Math.min(this.first, event.time);
    this.last = Math.max(this.last, event.time);
    if (event.outcome === "denied") {
      this.#denied.set(event.principal, (this.#denied.get(event.principal) ?? 0) + 1);
      return;
    }
    for (const { action, resource } of rightsOf(event)) {
      if (this.#isData(action)) this.#dataSeen.add(placeOf(action, resource));
      this.#use(event.principal, action, resource, event.time);
    }
  }

  /** An action is compared with the patterns once. */
  #isData(action: string): boolean {
    let data = this.#data.get(action);
    if (data === undefined) {
      data = DATA_ACTIONS.some((pattern) => fits(pattern, action));
      if (this.#data.size < 50_000) this.#data.set(action, data);
    }
    return data;
  }

  #use(principal: string, action: string, resource: string, time: number): void {
    let rights = this.#principals.get(principal);
    if (rights === undefined) {
      rights = new Map();
      this.#principals.set(principal, rights);
    }
    const key = `${action} ${resource}`;
    const known = rights.get(key);
    if (known !== undefined) {
      known.count++;
      known.last = Math.max(known.last, time);
    } else if (rights.size < RIGHTS) rights.set(key, { action, resource, count: 1, last: time });
    else this.overflow.add(principal);
  }

  of(principal: string): readonly UsedRight[] {
    return [...(this.#principals.get(principal)?.values() ?? [])].sort((a, b) =>
      a.action < b.action ? -1 : a.action > b.action ? 1 : a.resource < b.resource ? -1 : 1,
    );
  }

  deniedOf(principal: string): number {
    return this.#denied.get(principal) ?? 0;
  }

  get principals(): readonly string[] {
    return [...this.#principals.keys()].sort();
  }

  /** Whether the logs would show a data event on these resources if there was one. */
  shows(action: string, resources: readonly string[]): boolean {
    if (!this.#isData(action)) return true;
    return resources.length > 0 && resources.every((resource) => this.#dataSeen.has(placeOf(action, resource)));
  }
}

/** A bucket for S3, which logs by bucket; else the service. Reading and writing are turned on apart. */
function placeOf(action: string, resource: string): string {
  const [service = "", name = ""] = action.split(":");
  const way = /^(?:get|list|head|batchget|query|scan|receive|retrieve|invoke)/.test(name) ? "read" : "write";
  return `${way} ${service === "s3" ? (/^(arn:[\w-]+:s3:::[^/*?]+)/.exec(resource)?.[1] ?? "s3 somewhere") : service}`;
}

/**
 * The rights that an event needed. What only parameters name is not taken for the resource that the policy was asked
 * about: a training job names the role that it passes, and is another resource.
 */
export function rightsOf(event: AccessEvent): readonly { readonly action: string; readonly resource: string }[] {
  const colon = event.action.indexOf(":");
  const prefix = event.action.slice(0, colon).toLowerCase();
  const written = `${POLICY_PREFIX[prefix] ?? prefix}:${event.action.slice(colon + 1).toLowerCase()}`;
  const listed = event.resourcesListed === true ? event.resources.filter((resource) => /^arn:/.test(resource)).map(arnPattern) : [];
  const passed = rolesIn(event.parameters).map((role) => ({ action: PASSED_ROLE, resource: arnPattern(role) }));
  return [
    ...[...(NEEDED_ACTIONS[written] ?? [written]), ...furtherActions(written, event.parameters)].flatMap((action) =>
      (listed.length === 0 ? ["*"] : listed).map((resource) => ({
        action,
        resource: BUCKET_ACTIONS.has(action) ? resource.replace(/(:::[^/]+)\/.*$/, "$1") : resource,
      })),
    ),
    ...copied(written, event.parameters),
    ...(/^(?:iam|sts|organizations|access-analyzer):/.test(written) ? [] : passed),
  ];
}

/** What parameters ask for besides. */
function furtherActions(action: string, parameters: Json | undefined): readonly string[] {
  if (!action.startsWith("s3:") || typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) return [];
  const has = (name: string): boolean => Object.hasOwn(parameters, name);
  return [
    ...(has("versionId") && /:(?:get|head)object$/.test(action) ? ["s3:getobjectversion"] : []),
    ...(has("versionId") && action === "s3:deleteobject" ? ["s3:deleteobjectversion"] : []),
    ...(has("x-amz-acl") && /:(?:put|copy)object$/.test(action) ? ["s3:putobjectacl"] : []),
    ...(has("x-amz-tagging") && /:(?:put|copy)object$/.test(action) ? ["s3:putobjecttagging"] : []),
  ];
}

/** A copy reads its source. */
function copied(action: string, parameters: Json | undefined): readonly { readonly action: string; readonly resource: string }[] {
  if (action !== "s3:copyobject" && action !== "s3:uploadpartcopy") return [];
  const source = fieldAt(parameters, "x-amz-copy-source");
  return [
    {
      action: "s3:getobject",
      resource: typeof source === "string" ? `arn:aws:s3:::${source.replace(/^\//, "").split("?")[0] ?? ""}` : "*",
    },
  ];
}

function fieldAt(value: Json | undefined, key: string): Json | undefined {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}

/** Roles that a request hands to a service. */
function rolesIn(parameters: Json | undefined, depth = 0): readonly string[] {
  if (typeof parameters === "string") return /^arn:[\w-]+:iam::\d{12}:role\//.test(parameters) ? [parameters] : [];
  if (typeof parameters !== "object" || parameters === null || depth > 8) return [];
  return Object.values(parameters)
    .slice(0, 200)
    .flatMap((each) => rolesIn(each, depth + 1));
}
