import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity, Move } from "../becoming.ts";
import type { PrincipalKind } from "../grant.ts";
import { podAccount } from "../pods.ts";
import { rootOf } from "../roots.ts";
import { nameOf, type Scopes } from "./scopes.ts";

/* Who is assigned something, known again however it is written; what runs as an identity; who is in a group. */

const KINDS: readonly (readonly [type: RegExp, kind: PrincipalKind])[] = [
  [/^(?:azurerm_user_assigned_identity|Microsoft\.ManagedIdentity\/userAssignedIdentities)$/i, "service-account"],
  [/^azuread_(?:service_principal|application|application_registration)s?$/, "service-account"],
  [/^azuread_groups?$/, "group"],
  [/^azuread_users?$/, "user"],
  [/^azurerm_client_config$/, "user"],
];
const MANAGED = /^(?:azurerm_user_assigned_identity|Microsoft\.ManagedIdentity\/userAssignedIdentities)$/i;
const BY_TYPE: { readonly [type: string]: PrincipalKind } = {
  user: "user",
  group: "group",
  foreigngroup: "group",
  serviceprincipal: "service-account",
  device: "user",
};

/** What workloads are for, by their type. */
const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/onlineEndpoints|inference_cluster|azureml\.(?:online|batch)/i, "inference"],
  [/compute_instance/i, "notebook"],
  [/compute_cluster|workspaces\/computes|azureml\.compute|synapse_spark/i, "training"],
  [/data_factory|DataFactory|synapse_workspace|stream_analytics/i, "data preparation"],
  [/search_service|searchServices/i, "retrieval"],
  [/logic_app|Logic\/workflows|automation/i, "pipeline"],
];

export interface Carrier {
  readonly who: Identity;
  readonly resource: ResourceEntry;
}

export class Principals {
  readonly #scopes: Scopes;
  readonly #carriers = new Map<string, Carrier[]>();
  readonly #moves = new Map<string, Move[]>();
  readonly #known = new Map<string, Identity>();

  constructor(resources: readonly ResourceEntry[], scopes: Scopes) {
    this.#scopes = scopes;
    for (const resource of resources) {
      if (resource.external === true) continue;
      for (const identity of this.#identitiesOf(resource)) this.#carry(this.declared(identity), resource);
      this.#federation(resource);
      this.#pods(resource);
      this.#membership(resource);
    }
  }

  /** A resource as somebody: an identity, a group, or a workload with an identity of its own. */
  declared(resource: ResourceEntry, part = ""): Identity {
    const own = this.#scopes.declared(resource);
    const key = `${rootOf(own)}|${own.address}${part}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const kind = KINDS.find(([type]) => type.test(own.type))?.[1] ?? "workload";
      const [shown] = settingAt(own.attributes, ["display_name", "user_principal_name"]).map(String);
      const purpose = kind === "workload" ? PURPOSES.find(([type]) => type.test(own.type))?.[1] : undefined;
      const name =
        kind === "workload"
          ? `${own.address}${part}`
          : own.type === "azurerm_client_config"
            ? "whoever puts it up"
            : (shown ?? (nameOf(own)?.includes("${") === false ? nameOf(own) : undefined) ?? own.address);
      known = {
        key,
        principal: {
          kind,
          name: (name ?? own.address).slice(0, 200),
          resource: own.address,
          ...(own.target === undefined ? {} : { target: own.target }),
          file: own.file,
          line: own.line,
          ...(purpose === undefined ? {} : { purposes: [purpose] }),
        },
      };
      this.#known.set(key, known);
    }
    return known;
  }

  /** Whom settings of an assignment name. */
  of(assignment: ResourceEntry, paths: readonly string[], typePaths: readonly string[]): readonly Identity[] {
    const root = rootOf(assignment);
    const written = settingAt(assignment.attributes, paths).map(String);
    const referred = [...new Set(paths.flatMap((path) => assignment.references?.[path] ?? []))].flatMap(
      (address) => this.#scopes.at(address, root) ?? [],
    );
    if (referred.length > 0) {
      const kubelet = written.some((text) => /kubelet_?identity/i.test(text)) ? " (kubelet)" : "";
      return referred.map((each) => this.declared(each, kubelet));
    }
    const type = String(settingAt(assignment.attributes, typePaths)[0] ?? "").toLowerCase();
    const kind = BY_TYPE[type] ?? "user";
    if (written.every((text) => text === "")) {
      const place = assignment.caller ?? assignment;
      return [
        {
          key: `unnamed|${root}|${assignment.address}`,
          principal: { kind, name: `whom only the deployment names (${place.file}:${place.line})` },
        },
      ];
    }
    return written
      .filter((text) => text !== "")
      .map((text) => ({ key: `${text.includes("${") ? root : ""}|${text.toLowerCase()}`, principal: { kind, name: text.slice(0, 200) } }));
  }

  /** Whom a text within a setting names: a reference, or an id. */
  written(text: string, from: ResourceEntry): readonly Identity[] {
    const address = /^\$\{(.{1,300}?)\.(?:principal_id|object_id|id|identity|properties|client_id)\b/
      .exec(text)?.[1]
      ?.replace(/\[\d+\]$/, "");
    const found = address === undefined ? undefined : this.#scopes.at(address, rootOf(from));
    if (found !== undefined) return [this.declared(found)];
    return text === ""
      ? []
      : [
          {
            key: `${text.includes("${") ? rootOf(from) : ""}|${text.toLowerCase()}`,
            principal: { kind: "user", name: text.slice(0, 200) },
          },
        ];
  }

  /** What runs as an identity. */
  carriersOf(identity: Identity): readonly Carrier[] {
    return this.#carriers.get(identity.key) ?? [];
  }

  purposesOf(identity: Identity): readonly string[] {
    return [
      ...new Set([...(identity.principal.purposes ?? []), ...this.carriersOf(identity).flatMap(({ who }) => who.principal.purposes ?? [])]),
    ].sort();
  }

  /** Who is somebody without any role: what runs as it, who is federated to it, who is in the group. */
  movesTo(identity: Identity): readonly Move[] {
    const running = this.carriersOf(identity).map(
      ({ who }): Move => ({ who, via: "runs as", statements: [], certain: true, conditions: [] }),
    );
    return [...running, ...(this.#moves.get(identity.key) ?? [])];
  }

  #identitiesOf(resource: ResourceEntry): readonly ResourceEntry[] {
    if (/role_?assignments?$|federated/i.test(resource.type)) return [];
    const root = rootOf(resource);
    const referred = Object.entries(resource.references ?? {}).flatMap(([path, addresses]) =>
      /identit/i.test(path) ? addresses.flatMap((address) => this.#scopes.at(address, root) ?? []) : [],
    );
    return [...new Set(referred.filter(({ type }) => MANAGED.test(type)))].filter((each) => each !== resource);
  }

  #carry(identity: Identity, resource: ResourceEntry): void {
    const list = this.#carriers.get(identity.key) ?? [];
    list.push({ who: this.declared(resource), resource });
    this.#carriers.set(identity.key, list);
  }

  #federation(resource: ResourceEntry): void {
    const azure =
      /^(?:azurerm_federated_identity_credential|Microsoft\.ManagedIdentity\/userAssignedIdentities\/federatedIdentityCredentials)$/i.test(
        resource.type,
      );
    if (!azure && resource.type !== "azuread_application_federated_identity_credential") return;
    const [subject = ""] = settingAt(resource.attributes, ["subject", "properties.subject"]).map(String);
    const [issuer = ""] = settingAt(resource.attributes, ["issuer", "properties.issuer"]).map(String);
    const parents = ["parent_id", "parent", "user_assigned_identity_id", "application_id", "application_object_id"].flatMap(
      (path) => resource.references?.[path] ?? [],
    );
    const account = /^system:serviceaccount:([^:]{1,253}):(.{1,253})$/.exec(subject);
    const github = /token\.actions\.githubusercontent\.com/.test(issuer) || /^repo:/.test(subject);
    const who: Identity = {
      key:
        account === null
          ? `federated|${rootOf(resource)}|${issuer}|${subject}`
          : `kubernetes|${resource.target ?? 0}|${account[1]}/${account[2]}`,
      principal: {
        kind: account === null ? "federated identity" : "service-account",
        name:
          account !== null
            ? `${account[1]}/${account[2]} of Kubernetes`
            : github
              ? `GitHub Actions of ${subject}`
              : `${subject === "" ? "any subject" : subject} of ${issuer}`.slice(0, 250),
        resource: resource.address,
        ...(resource.target === undefined ? {} : { target: resource.target }),
        file: resource.file,
        line: resource.line,
      },
    };
    for (const address of new Set(parents))
      this.#move(address, resource, {
        who,
        via: "signs in by federation as",
        statements: [],
        certain: !subject.includes("${var."),
        conditions: [],
      });
  }

  #pods(resource: ResourceEntry): void {
    const account = podAccount(resource);
    if (account === undefined) return;
    const key = `kubernetes|${resource.target ?? 0}|${account}`;
    const move: Move = { who: this.declared(resource), via: "runs as", statements: [], certain: true, conditions: [] };
    const list = this.#moves.get(key);
    if (list === undefined) this.#moves.set(key, [move]);
    else list.push(move);
  }

  #membership(resource: ResourceEntry): void {
    if (resource.type === "azuread_group")
      for (const who of this.#members(resource, "members")) this.#move(resource.address, resource, inGroup(who));
    if (resource.type === "azuread_group_member")
      for (const address of resource.references?.["group_object_id"] ?? [])
        for (const who of this.#members(resource, "member_object_id")) this.#move(address, resource, inGroup(who));
    // A service principal is its application.
    if (resource.type === "azuread_service_principal")
      for (const path of ["client_id", "application_id"])
        for (const address of resource.references?.[path] ?? []) {
          const application = this.#scopes.at(address, rootOf(resource));
          if (application !== undefined)
            this.#move(resource.address, resource, {
              who: this.declared(application),
              via: "is",
              statements: [],
              certain: true,
              conditions: [],
            });
        }
  }

  #members(resource: ResourceEntry, path: string): readonly Identity[] {
    return settingAt(resource.attributes, path).length + (resource.references?.[path]?.length ?? 0) === 0
      ? []
      : this.of(resource, [path], []);
  }

  #move(address: string, from: ResourceEntry, move: Move): void {
    const to = this.#scopes.at(address, rootOf(from));
    if (to === undefined) return;
    const key = this.declared(to).key;
    if (key === move.who.key) return;
    const list = this.#moves.get(key);
    if (list === undefined) this.#moves.set(key, [move]);
    else list.push(move);
  }
}

function inGroup(who: Identity): Move {
  return { who, via: "is in", statements: [], certain: true, conditions: [] };
}
