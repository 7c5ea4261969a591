import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import { rootOf } from "../roots.ts";
import { type Binding, type BindingSource, type Level, namesAt, statementOf } from "./binding.ts";

/*
 * Access lists of Cloud Storage and BigQuery, as the roles that they stand for. Facts as known in November 2026 (names of permissions checked against the role tables; the pages were not opened again), to be found at:
 * docs.cloud.google.com/storage/docs/access-control/lists, …/iam-roles (legacy roles), bigquery/docs/access-control-basic-roles.
 */

const BUCKET_ACLS = new Map([
  ["OWNER", "roles/storage.legacyBucketOwner"],
  ["WRITER", "roles/storage.legacyBucketWriter"],
  ["READER", "roles/storage.legacyBucketReader"],
]);
const OBJECT_ACLS = new Map([
  ["OWNER", "roles/storage.legacyObjectOwner"],
  ["READER", "roles/storage.legacyObjectReader"],
]);
const DATASET_ROLES = new Map([
  ["OWNER", "roles/bigquery.dataOwner"],
  ["WRITER", "roles/bigquery.dataEditor"],
  ["READER", "roles/bigquery.dataViewer"],
]);
const PREDEFINED = new Map<string, readonly (readonly [role: string, entity: string])[]>([
  ["publicread", [["READER", "allUsers"]]],
  [
    "publicreadwrite",
    [
      ["WRITER", "allUsers"],
      ["READER", "allUsers"],
    ],
  ],
  ["authenticatedread", [["READER", "allAuthenticatedUsers"]]],
]);

/** What an access list, or the access of a data set, gives to whom; nothing for other resources. */
export function aclBindings(resource: ResourceEntry, source: BindingSource): readonly Binding[] {
  const { type, attributes } = resource;
  const texts = (json: Json, path: string): readonly string[] => settingAt(json, path).map(String);
  const entry = (roles: ReadonlyMap<string, string>, level: Level, word: string, member: string | undefined): readonly Binding[] => {
    const role = roles.get(word.toUpperCase()) ?? (word.startsWith("roles/") ? word : undefined);
    if (role === undefined || member === undefined) return [];
    const root = rootOf(resource);
    return [
      {
        role,
        rights: source.roles.of(role, root),
        who: source.members.of(member, root),
        level,
        root,
        statement: statementOf(resource, role, member, level),
        ...(roles === DATASET_ROLES ? {} : { list: true as const }),
      },
    ];
  };
  if (/^google_storage_(?:default_object|object|bucket)_(?:acl|access_control)$|^google_storage_bucket_object$/.test(type)) {
    const roles = type.startsWith("google_storage_bucket_a") ? BUCKET_ACLS : OBJECT_ACLS;
    const object =
      type === "google_storage_object_acl" || type === "google_storage_object_access_control" || type === "google_storage_bucket_object";
    const level: Level = object
      ? {
          is: "resource",
          type: "google_storage_bucket_object",
          ...namesAt(resource, type === "google_storage_bucket_object" ? ["name"] : ["object"]),
        }
      : { is: "resource", type: "google_storage_bucket", ...namesAt(resource, ["bucket"]) };
    const pairs = [
      ...texts(attributes, "role_entity").map((pair) => {
        const colon = pair.indexOf(":");
        return [pair.slice(0, colon), pair.slice(colon + 1)] as const;
      }),
      ...texts(attributes, "role").flatMap((role) => texts(attributes, "entity").map((entity) => [role, entity] as const)),
      ...texts(attributes, "predefined_acl").flatMap((name) => PREDEFINED.get(name.toLowerCase()) ?? []),
    ];
    return pairs.flatMap(([role, entity]) => entry(roles, level, role, memberOf(entity)));
  }
  if (type === "google_bigquery_dataset" || type === "google_bigquery_dataset_access") {
    const level: Level =
      type === "google_bigquery_dataset"
        ? { is: "resource", type, names: [`@${resource.address}`] }
        : { is: "resource", type: "google_bigquery_dataset", ...namesAt(resource, ["dataset_id"]) };
    const entries = type === "google_bigquery_dataset" ? settingAt(attributes, "access") : [attributes];
    return entries.flatMap((each) => texts(each, "role").flatMap((role) => entry(DATASET_ROLES, level, role, datasetMember(each))));
  }
  return [];
}

/** `user-kim@example.com` of an access list, as a binding writes it. */
function memberOf(entity: string): string | undefined {
  if (/^all(?:Authenticated)?Users$/i.test(entity)) return entity;
  const found = /^(user|group|domain)-(.{1,300})$/.exec(entity);
  if (found !== null) {
    const account = /gserviceaccount\.com$|google_service_account/.test(found[2] ?? "");
    return `${account ? "serviceAccount" : found[1]}:${found[2]}`;
  }
  const project = /^project-(owners|editors|viewers)-(.{1,200})$/.exec(entity);
  return project === null ? undefined : `project${capital(project[1] ?? "").replace(/s$/, "")}:${project[2]}`;
}

function datasetMember(access: Json): string | undefined {
  const text = (path: string): string | undefined => {
    const [value] = settingAt(access, path);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const user = text("user_by_email");
  if (user !== undefined) return `${/gserviceaccount\.com$|google_service_account/.test(user) ? "serviceAccount" : "user"}:${user}`;
  const group = text("group_by_email");
  if (group !== undefined) return `group:${group}`;
  const domain = text("domain");
  if (domain !== undefined) return `domain:${domain}`;
  const member = text("iam_member");
  if (member !== undefined) return member;
  switch (text("special_group")) {
    case "allAuthenticatedUsers":
      return "allAuthenticatedUsers";
    case "projectOwners":
      return "projectOwner:";
    case "projectWriters":
      return "projectEditor:";
    case "projectReaders":
      return "projectViewer:";
    default:
      return undefined;
  }
}

/** Whether a resource says itself who has access, so that the default does not hold. */
export function saysAccess({ attributes }: ResourceEntry): boolean {
  const access = mapOf(attributes)?.["access"];
  return Array.isArray(access) ? access.length > 0 : access !== undefined && access !== null;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
