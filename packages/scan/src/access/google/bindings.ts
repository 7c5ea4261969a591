import type { Json, ResourceEntry } from "@castellan/graph";
import { GOOGLE_POWERS, type GooglePowerRow } from "../../../knowledge/access/google-powers.ts";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import { rootOf } from "../roots.ts";
import { aclBindings } from "./access-lists.ts";
import { type Binding, type BindingCondition, type BindingSource, type Level, namesAt, statementOf } from "./binding.ts";
import { type Projects, plainId } from "./projects.ts";

const IAM = /^google_(.{1,120})_iam_(member|binding|policy)$/;
const ABOVE = new Map([
  ["project", ["project"]],
  ["folder", ["folder"]],
  ["organization", ["org_id"]],
]);
const ROWS = new Map<string, GooglePowerRow>(GOOGLE_POWERS.flatMap((row) => row.types.map((type) => [type, row] as const)));

/** Every role that configuration gives to somebody, and roles that are given by a policy whose text is not here. */
export function bindingsOf(source: BindingSource): { readonly bindings: readonly Binding[]; readonly unread: readonly ResourceEntry[] } {
  const policies = new Map(
    source.resources.filter(({ type }) => type === "google_iam_policy").map((each) => [`${rootOf(each)}|${each.address}`, each]),
  );
  const unread: ResourceEntry[] = [];
  const bindings = source.resources.flatMap((resource): readonly Binding[] => {
    if (resource.external === true) return [];
    const found = IAM.exec(resource.type);
    if (found === null) return aclBindings(resource, source);
    const level = levelOf(found[1] ?? "", resource, source.projects);
    const statements = found[2] === "policy" ? policyOf(resource, policies) : [resource.attributes];
    if (statements === undefined) {
      unread.push(resource);
      return [];
    }
    return statements.flatMap((statement) => of(statement, resource, level, source));
  });
  return { bindings, unread };
}

function of(statement: Json, resource: ResourceEntry, level: Level, source: BindingSource): readonly Binding[] {
  const [role] = texts(statement, "role");
  if (role === undefined) return [];
  const root = rootOf(resource);
  const condition = conditionOf(statement);
  const members = [...new Set([...texts(statement, "member"), ...texts(statement, "members")])];
  return members.slice(0, 2_000).map((member) => ({
    role,
    rights: source.roles.of(role, root),
    who: source.members.of(member, root),
    level,
    ...(condition === undefined ? {} : { condition }),
    root,
    statement: statementOf(resource, role, member, level),
  }));
}

function levelOf(what: string, resource: ResourceEntry, projects: Projects): Level {
  const above = ABOVE.get(what);
  if (what === "project") return { is: "project", project: projects.of(resource, above) };
  if (what === "folder" || what === "organization")
    return {
      is: what,
      ids: [
        ...settingAt(resource.attributes, above ?? []).map((value) => plainId(String(value))),
        ...(resource.references?.[above?.[0] ?? ""] ?? []).map((address) => `@${address}`),
      ],
    };
  const type = `google_${what}`;
  return {
    is: "resource",
    type,
    ...namesAt(resource, type === "google_service_account" ? ["service_account_id"] : (ROWS.get(type)?.namedBy ?? [])),
  };
}

/** Bindings of a policy: of the documents that it refers to, or as JSON; undefined where neither is here. */
function policyOf(resource: ResourceEntry, policies: ReadonlyMap<string, ResourceEntry>): readonly Json[] | undefined {
  const referred = (resource.references?.["policy_data"] ?? []).flatMap((address) => policies.get(`${rootOf(resource)}|${address}`) ?? []);
  if (referred.length > 0) return referred.flatMap(({ attributes }) => settingAt(attributes, "binding"));
  const [written] = settingAt(resource.attributes, "policy_data");
  if (mapOf(written) !== undefined) return settingAt(written ?? null, "bindings");
  if (typeof written !== "string" || written.length > 200_000) return undefined;
  try {
    const read: Json = JSON.parse(written);
    return settingAt(read, "bindings");
  } catch {
    // A template, or a reference to something that is not here: reported as unread.
    return undefined;
  }
}

function conditionOf(statement: Json): BindingCondition | undefined {
  const [expression] = texts(statement, "condition.expression");
  if (expression !== undefined) return { title: texts(statement, "condition.title")[0] ?? "", expression };
  const has = mapOf(statement)?.["condition"];
  const none = has === undefined || has === null || (Array.isArray(has) && has.length === 0);
  return none ? undefined : { title: "", expression: "${condition}" };
}

function texts(json: Json, path: string): readonly string[] {
  return mapOf(json) === undefined
    ? []
    : settingAt(json, path).filter((value): value is string => typeof value === "string" && value !== "");
}
