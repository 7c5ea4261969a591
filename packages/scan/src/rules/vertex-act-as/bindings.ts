import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../settings/setting.ts";

/** A role that somebody has in Google Cloud, and the resource that says so. */
export interface Binding {
  readonly role: string;
  readonly member: string;
  /** What it holds for: a service account's key, or undefined for a project, folder or organisation. */
  readonly account?: string;
  readonly source: ResourceEntry;
}

const WIDE = /^google_(?:project|folder|organization)_iam_(member|binding|policy)$/;
const ACCOUNT = /^google_service_account_iam_(member|binding|policy)$/;

/** Every grant of a role in a project, above it, or on a service account. */
export function bindingsOf(resources: readonly ResourceEntry[]): readonly Binding[] {
  const policies = new Map(
    resources.filter(({ type }) => type === "google_iam_policy").map((policy) => [`${placeOf(policy)}|${policy.address}`, policy]),
  );
  return resources.flatMap((source): readonly Binding[] => {
    const kind = WIDE.exec(source.type)?.[1] ?? ACCOUNT.exec(source.type)?.[1];
    if (kind === undefined || source.external === true) return [];
    const account = ACCOUNT.test(source.type) ? accountKey(texts(source.attributes, "service_account_id")[0] ?? "") : undefined;
    const statements = kind === "policy" ? policyOf(source, policies) : [source.attributes];
    return statements.flatMap((statement) => {
      const [role] = texts(statement, "role");
      if (role === undefined) return [];
      return [...texts(statement, "member"), ...texts(statement, "members")].map((member) => ({
        role,
        member: memberKey(member),
        source,
        ...(account === undefined ? {} : { account }),
      }));
    });
  });
}

function policyOf(source: ResourceEntry, policies: ReadonlyMap<string, ResourceEntry>): readonly Json[] {
  const referred = (source.references?.["policy_data"] ?? []).flatMap((address) => policies.get(`${placeOf(source)}|${address}`) ?? []);
  return referred.flatMap(({ attributes }) => settingAt(attributes, "binding"));
}

function placeOf({ target = 0, root, file }: ResourceEntry): string {
  return `${target}|${root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
}

function texts(json: Json, path: string): readonly string[] {
  if (mapOf(json) === undefined) return [];
  return settingAt(json, path).filter((value): value is string => typeof value === "string" && value !== "");
}

/** `${google_service_account.x.member}` says the same as `serviceAccount:${google_service_account.x.email}`. */
function memberKey(member: string): string {
  const account = /^(?:serviceAccount:)?\$\{((?:[\w[\]".-]+\.)?google_service_account\.[\w[\]".-]+?)\.(?:email|member|unique_id)\}$/.exec(
    member,
  )?.[1];
  return account === undefined ? member.toLowerCase() : `serviceaccount:${account}`;
}

/** The account that an id, a name or an address names, as `memberKey` writes it. */
function accountKey(id: string): string {
  const declared = /^\$\{((?:[\w[\]".-]+\.)?google_service_account\.[\w[\]".-]+?)\.\w+\}$/.exec(id)?.[1];
  return `serviceaccount:${declared ?? id.replace(/^.*\/serviceAccounts\//, "").toLowerCase()}`;
}
