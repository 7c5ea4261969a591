import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import type { AccessPrincipal, PrincipalKind } from "../grant.ts";
import { rootOf } from "../roots.ts";

/* Members of bindings, known again however they are written. */

/** All who are let in without an account, and all with one. */
export const EVERYBODY: ReadonlySet<string> = new Set(["allusers", "allauthenticatedusers"]);
export const DEFAULT_COMPUTE = "serviceaccount:default compute account";

const ACCOUNT_ADDRESS = /\$\{((?:[\w[\]".-]+\.)?google_service_account\.[\w[\]".-]+?)\.(?:email|member|unique_id|id|name|account_id)\}/;

export class Members {
  readonly #byAddress = new Map<string, Identity>();
  readonly #byName = new Map<string, Identity[]>();
  readonly #known = new Map<string, Identity>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      if (resource.type !== "google_service_account") continue;
      const root = rootOf(resource);
      const [id] = settingAt(resource.attributes, "account_id");
      const name = typeof id === "string" && id !== "" ? id : resource.address;
      const identity: Identity = {
        key: `serviceaccount|${root}|${resource.address}`,
        principal: {
          kind: "service-account",
          name: name.replace(/^projects\/.*\/serviceAccounts\//, ""),
          resource: resource.address,
          ...(resource.target === undefined ? {} : { target: resource.target }),
          file: resource.file,
          line: resource.line,
        },
      };
      this.#byAddress.set(`${root}|${resource.address}`, identity);
      const local = localPart(name);
      if (local.includes("${")) continue;
      const list = this.#byName.get(`${root}|${local}`);
      if (list === undefined) this.#byName.set(`${root}|${local}`, [identity]);
      else list.push(identity);
    }
  }

  /** Every service account that is declared. */
  declared(): readonly Identity[] {
    return [...this.#byAddress.values()];
  }

  /** The account that a setting names: an email, an id, a reference. */
  account(text: string, root: string): Identity | undefined {
    const address = ACCOUNT_ADDRESS.exec(text)?.[1];
    const referred = address === undefined ? undefined : this.#byAddress.get(`${root}|${address}`);
    if (referred !== undefined) return referred;
    if (/(?:^|[\d}])-?compute@developer\.gserviceaccount\.com$/.test(text)) return this.#default(root);
    const email = text.replace(/^.*\/serviceAccounts\//, "").replace(/^serviceAccount:/i, "");
    const named = this.#byName.get(`${root}|${localPart(email)}`) ?? [];
    if (named.length === 1 && named[0] !== undefined) return named[0];
    return email === "" ? undefined : this.#plain("service-account", email, email.includes("${") ? root : "");
  }

  /** The identity of a member as a binding writes it. */
  of(member: string, root: string): Identity {
    if (EVERYBODY.has(member.toLowerCase()))
      return {
        key: member.toLowerCase(),
        principal: { kind: "anyone", name: member.toLowerCase() === "allusers" ? "anyone" : "anyone with a Google account" },
      };
    const colon = member.indexOf(":");
    const kind = colon < 0 ? "" : member.slice(0, colon).toLowerCase();
    const rest = member.slice(colon + 1);
    if (ACCOUNT_ADDRESS.test(member) || kind === "serviceaccount") {
      const kubernetes = /\.svc\.id\.goog\[([^\]/]{0,253})\/([^\]]{0,253})\]$/.exec(rest);
      if (kubernetes !== null) return this.#plain("service-account", `${kubernetes[1]}/${kubernetes[2]} of Kubernetes`, root);
      if (/^service-.*@.*gserviceaccount\.com$|@cloudservices\.gserviceaccount\.com$|google_project_service_identity/.test(rest))
        return this.#plain("service", agentName(rest), root);
      return this.account(kind === "" ? member : rest, root) ?? this.#plain("service-account", rest, root);
    }
    if (/google_project_service_identity/.test(member)) return this.#plain("service", agentName(member), root);
    const own = /^\$\{((?:[\w[\]".-]{1,200}\.)?google_\w{1,80}\.[\w[\]"-]{1,80})\./.exec(member)?.[1];
    // An identity that a service makes for a resource: it is the resource.
    if (own !== undefined && !own.includes("data.")) return this.#plain("workload", own, root);
    if (kind === "principal" || kind === "principalset") return this.#plain("federated identity", federated(rest), root);
    if (/^project(?:owner|editor|viewer)$/.test(kind)) return this.#plain("group", `whoever is ${kind.slice(7)} of the project`, root);
    if (kind === "domain") return this.#plain("group", `everybody of ${rest}`, "");
    if (kind === "deleted") return this.#plain("user", `${rest} (deleted)`, "");
    const written: PrincipalKind = kind === "group" ? "group" : "user";
    return this.#plain(written, colon < 0 ? member : rest, member.includes("${") ? root : "");
  }

  #default(root: string): Identity {
    return { ...this.#plain("service-account", "default compute account", root), key: `${DEFAULT_COMPUTE}|${root}` };
  }

  #plain(kind: PrincipalKind, name: string, root: string): Identity {
    const key = `${kind}|${root}|${name.toLowerCase()}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const principal: AccessPrincipal = { kind, name: name.slice(0, 300) };
      known = { key, principal };
      this.#known.set(key, known);
    }
    return known;
  }
}

function localPart(email: string): string {
  const at = email.indexOf("@");
  return (at < 0 ? email.replace(/^.*\/serviceAccounts\//, "") : email.slice(0, at)).toLowerCase();
}

function agentName(text: string): string {
  const service = /@gcp-sa-([\w-]{1,60})\./.exec(text)?.[1] ?? /@([\w-]{1,60})\.iam/.exec(text)?.[1];
  const declared = /google_project_service_identity\.[\w-]{1,80}/.exec(text)?.[0];
  if (declared !== undefined) return `agent of ${declared}`;
  return service === undefined ? text.slice(0, 200) : `agent of ${service}`;
}

/** `//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/attribute.repository/bank/fraud` in words. */
function federated(text: string): string {
  const repository = /\/attribute\.repository\/(.{1,200})$/.exec(text)?.[1];
  if (repository !== undefined) return `GitHub Actions of repo:${repository}`;
  const subject = /\/subject\/(.{1,250})$/.exec(text)?.[1];
  if (subject !== undefined) return /^repo:/.test(subject) ? `GitHub Actions of ${subject}` : subject;
  const pool = /workloadIdentityPools\/([^/]{1,100})/.exec(text)?.[1];
  return /\/\*$/.test(text) && pool !== undefined ? `everybody of the identity pool ${pool}` : text.replace(/^\/\//, "").slice(0, 250);
}
