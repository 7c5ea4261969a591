import type { Json, ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import type { AccessStatement } from "../grant.ts";
import type { Principals } from "./principals.ts";
import type { Role, Roles } from "./roles.ts";
import type { Scope, Scopes } from "./scopes.ts";

/* Every role that somebody is given somewhere, however it is written. */

export interface Assignment {
  readonly source: ResourceEntry;
  readonly role: Role;
  readonly who: Identity;
  readonly scope: Scope;
  /** Attribute condition, as written. */
  readonly condition?: string;
  /** It has to be activated first. */
  readonly eligible: boolean;
  readonly statement: AccessStatement;
}

const ASSIGNS =
  /^(?:azurerm_role_assignment|azurerm_pim_(?:active|eligible)_role_assignment|microsoft\.authorization\/role(?:assignments|assignmentschedulerequests|eligibilityschedulerequests)|microsoft\.[\w.]+\/[\w/]+\/providers\/roleassignments)$/i;
const COSMOS = /^(?:azurerm_cosmosdb_sql_role_assignment|microsoft\.documentdb\/databaseaccounts\/sqlroleassignments)$/i;
const ROLE = ["role_definition_name", "role_definition_id", "properties.roleDefinitionId"];
const WHO = ["principal_id", "properties.principalId"];
const WHO_TYPE = ["principal_type", "properties.principalType"];

export function assignmentsOf(
  resources: readonly ResourceEntry[],
  scopes: Scopes,
  principals: Principals,
  roles: Roles,
): readonly Assignment[] {
  return resources.flatMap((source): readonly Assignment[] => {
    if (source.external === true) return [];
    if (COSMOS.test(source.type)) return cosmos(source, scopes, principals);
    if (!ASSIGNS.test(source.type)) return [];
    const role = roles.of(source, ROLE);
    const scope = scopes.scopeOf(source, ["scope"]);
    const condition = conditionOf(source.attributes);
    return principals.of(source, WHO, WHO_TYPE).map((who) => ({
      source,
      role,
      who,
      scope,
      ...(condition === undefined ? {} : { condition }),
      eligible: /eligib/i.test(source.type),
      statement: statementOf(source, `${role.name} on ${scopeText(scope)} for ${who.principal.name}`),
    }));
  });
}

/** Roles of Cosmos DB for its data: a reader, a contributor, or one that is declared. */
function cosmos(source: ResourceEntry, scopes: Scopes, principals: Principals): readonly Assignment[] {
  const written = settingAt(source.attributes, ["role_definition_id", "properties.roleDefinitionId"]).map(String).join(" ");
  const reader = /00000000-0000-0000-0000-000000000001/.test(written);
  const contributor = /00000000-0000-0000-0000-000000000002/.test(written);
  const role: Role =
    reader || contributor
      ? {
          name: reader ? "Cosmos DB Built-in Data Reader" : "Cosmos DB Built-in Data Contributor",
          permissions: [{ actions: [], notActions: [], dataActions: [reader ? COSMOS_READ : `${COSMOS_DATA}*`], notDataActions: [] }],
        }
      : { name: written === "" ? "of Cosmos DB that is not named" : written.slice(0, 160), only: COSMOS_DATA };
  const scope = scopes.scopeOf(source, ["scope", "parent", "account_name", "properties.scope"]);
  return principals.of(source, WHO, WHO_TYPE).map((who) => ({
    source,
    role,
    who,
    scope,
    eligible: false,
    statement: statementOf(source, `${role.name} on ${scopeText(scope)} for ${who.principal.name}`),
  }));
}

const COSMOS_DATA = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/";
const COSMOS_READ = `${COSMOS_DATA}read`;

/** What gives somebody a secret of a vault that goes by access policies. */
export interface VaultPolicy {
  readonly vault: ResourceEntry;
  readonly who: Identity;
  readonly permissions: readonly string[];
  readonly statement: AccessStatement;
}

export function vaultPoliciesOf(resources: readonly ResourceEntry[], scopes: Scopes, principals: Principals): readonly VaultPolicy[] {
  return resources.flatMap((source): readonly VaultPolicy[] => {
    if (source.external === true) return [];
    const apart = /^(?:azurerm_key_vault_access_policy|microsoft\.keyvault\/vaults\/accesspolicies)$/i.test(source.type);
    if (!apart && !/^(?:azurerm_key_vault|microsoft\.keyvault\/vaults)$/i.test(source.type)) return [];
    const vault = apart ? scopes.scopeOf(source, ["key_vault_id", "parent"]) : undefined;
    const target = vault === undefined ? source : vault.is === "resource" ? vault.resource : undefined;
    if (target === undefined) return [];
    const path =
      source.type === "azurerm_key_vault_access_policy"
        ? ""
        : source.type === "azurerm_key_vault"
          ? "access_policy"
          : "properties.accessPolicies";
    const policies: readonly Json[] = path === "" ? [source.attributes] : settingAt(source.attributes, path);
    return policies.flatMap((policy) => {
      const permissions = settingAt(policy, ["secret_permissions", "permissions.secrets"]).map((each) => String(each).toLowerCase());
      const ids = settingAt(policy, ["object_id", "objectId"]).map(String);
      const prefix = path === "" ? "" : `${path}.`;
      const holders =
        policies.length === 1
          ? principals.of(source, [`${prefix}object_id`, `${prefix}objectId`], [])
          : ids.flatMap((id) => principals.written(id, source));
      return holders.map((who) => ({
        vault: target,
        who,
        permissions,
        statement: statementOf(source, `access policy: secrets ${permissions.join(", ") || "none"} for ${who.principal.name}`),
      }));
    });
  });
}

function conditionOf(attributes: Json): string | undefined {
  const [condition] = settingAt(attributes, ["condition", "properties.condition"]);
  return typeof condition === "string" && condition !== "" ? condition : undefined;
}

export function statementOf(source: ResourceEntry, says: string): AccessStatement {
  return {
    resource: source.address,
    ...(source.target === undefined ? {} : { target: source.target }),
    file: source.file,
    line: source.line,
    says: says.slice(0, 300),
  };
}

function scopeText(scope: Scope): string {
  switch (scope.is) {
    case "resource":
      return `${scope.resource.address}${scope.below ?? ""}`;
    case "id":
      return scope.id;
    case "resource group":
      return `resource group ${scope.name.replace(/^@/, "")}`;
    case "deployment":
      return "what the template is put into";
    case "subscription":
      return "the subscription";
    case "management group":
      return `management group ${scope.name}`;
    case "root":
      return "everything";
    case "open":
      return scope.text.slice(0, 100);
  }
}
