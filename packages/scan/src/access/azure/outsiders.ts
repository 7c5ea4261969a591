import type { ResourceEntry } from "@castellan/graph";
import { isOpen, settingAt } from "../../rules/settings/setting.ts";
import type { AccessPrincipal, AccessStatement, Power } from "../grant.ts";
import { rootOf } from "../roots.ts";
import { statementOf } from "./assignments.ts";
import { nameOf, type Scopes } from "./scopes.ts";

/* Who comes in without any role: everybody, where containers or registries are public; whoever holds a signature. */

export interface Outsider {
  readonly power: Power;
  readonly principal: AccessPrincipal;
  readonly effect: "allowed" | "conditional" | "unknown";
  readonly actions: readonly string[];
  readonly statements: readonly AccessStatement[];
  readonly conditions: readonly string[];
}

const ANYONE: AccessPrincipal = { kind: "anyone", name: "anyone" };
const ACCOUNTS = /^(?:azurerm_storage_account|microsoft\.storage\/storageaccounts)$/i;
const CONTAINERS = /^(?:azurerm_storage_container|microsoft\.storage\/storageaccounts\/blobservices\/containers)$/i;
const REGISTRIES = /^(?:azurerm_container_registry|microsoft\.containerregistry\/registries)$/i;

export function outsidersOf(resource: ResourceEntry, resources: readonly ResourceEntry[], scopes: Scopes): readonly Outsider[] {
  const chain = scopes.chainOf(resource);
  const registry =
    REGISTRIES.test(resource.type) &&
    settingAt(resource.attributes, ["anonymous_pull_enabled", "properties.anonymousPullEnabled"]).some(
      (value) => value === true || value === "true",
    );
  if (registry) {
    const pulls: Outsider = {
      power: "read",
      principal: ANYONE,
      effect: "allowed",
      actions: ["pull"],
      statements: [statementOf(resource, "anonymous pull is on")],
      conditions: network(resource),
    };
    return [withNetwork(pulls)];
  }
  const account = chain.find(({ type }) => ACCOUNTS.test(type));
  if (account === undefined) return [];
  const containers = CONTAINERS.test(resource.type)
    ? [resource]
    : ACCOUNTS.test(resource.type)
      ? resources.filter(
          (each) => CONTAINERS.test(each.type) && rootOf(each) === rootOf(resource) && scopes.chainOf(each).includes(resource),
        )
      : chain.filter(({ type }) => CONTAINERS.test(type));
  return [
    ...containers.flatMap((container) => open(container, account, container !== resource && ACCOUNTS.test(resource.type))),
    ...signatures(resource, chain, resources, scopes),
  ];
}

/** A container that lets everybody read, in an account that allows it. */
function open(container: ResourceEntry, account: ResourceEntry, part: boolean): readonly Outsider[] {
  const [access] = settingAt(container.attributes, ["container_access_type", "properties.publicAccess"]).map(String);
  if (access === undefined || /^(?:private|none)$/i.test(access)) return [];
  const terraform = account.type.startsWith("azurerm_");
  const [allowed] = settingAt(account.attributes, [
    "allow_nested_items_to_be_public",
    "allow_blob_public_access",
    "properties.allowBlobPublicAccess",
  ]);
  // azurerm allows it unless told otherwise; the API does not.
  const may = allowed === undefined ? terraform : allowed === true || allowed === "true";
  const unsure = (allowed !== undefined && isOpen(allowed)) || access.includes("${");
  if (!may && !unsure) return [];
  return [
    withNetwork({
      power: "read",
      principal: ANYONE,
      effect: unsure ? "unknown" : "allowed",
      actions: ["blobs/read"],
      statements: [statementOf(container, `container ${nameOf(container) ?? container.address} is public (${access})`)],
      conditions: [
        ...(unsure ? [`unknown: depends on ${access.includes("${") ? access : String(allowed)}`] : []),
        ...(part ? [`only for ${nameOf(container) ?? container.address}`] : []),
        ...network(account),
      ],
    }),
  ];
}

/** From where an account is reached at all. */
function network({ attributes }: ResourceEntry): readonly string[] {
  const off = settingAt(attributes, ["public_network_access_enabled", "public_network_access", "properties.publicNetworkAccess"]).some(
    (value) => value === false || value === "false" || /^(?:disabled)$/i.test(String(value)),
  );
  if (off) return ["only over a private endpoint"];
  const deny = settingAt(attributes, [
    "network_rules.default_action",
    "network_rule_set.default_action",
    "properties.networkAcls.defaultAction",
    "properties.networkRuleSet.defaultAction",
  ]).some((value) => /^deny$/i.test(String(value)));
  return deny ? ["only from networks that its rules let in"] : [];
}

function withNetwork(outsider: Outsider): Outsider {
  return outsider.effect === "allowed" && outsider.conditions.length > 0 ? { ...outsider, effect: "conditional" } : outsider;
}

/** Signatures that configuration makes: whoever holds one is in until it ends. */
function signatures(
  resource: ResourceEntry,
  chain: readonly ResourceEntry[],
  resources: readonly ResourceEntry[],
  scopes: Scopes,
): readonly Outsider[] {
  return resources.flatMap((each): readonly Outsider[] => {
    if (!/^azurerm_storage_account(?:_blob_container)?_sas$/.test(each.type) || rootOf(each) !== rootOf(resource)) return [];
    const made = ["connection_string", "storage_account_name", "container_name"].flatMap((path) =>
      (each.references?.[path] ?? []).flatMap((address) => scopes.at(address, rootOf(each)) ?? []),
    );
    if (!made.some((other) => chain.includes(other))) return [];
    const container = settingAt(each.attributes, "container_name").map(String)[0];
    if (container !== undefined && CONTAINERS.test(resource.type) && nameOf(resource) !== container && !made.includes(resource)) return [];
    const may = (name: string): boolean =>
      settingAt(each.attributes, `permissions.${name}`).some((value) => value === true || value === "true");
    const [until] = settingAt(each.attributes, "expiry").map(String);
    const powers: readonly (readonly [Power, readonly string[]])[] = [
      ["read", ["read"].filter(may)],
      ["write", ["write", "add", "create", "delete"].filter(may)],
    ];
    return powers.flatMap(([power, actions]) =>
      actions.length === 0
        ? []
        : [
            {
              power,
              principal: { kind: "anyone" as const, name: "whoever holds the signature" },
              effect: "conditional" as const,
              actions,
              statements: [statementOf(each, `${each.address} signs ${actions.join(", ")}`)],
              conditions: [
                `who was handed the signature${until === undefined ? "" : `, until ${until}`}`,
                ...(container !== undefined && ACCOUNTS.test(resource.type) ? [`only for ${container}`] : []),
              ],
            },
          ],
    );
  });
}
