import type { ResourceEntry } from "@castellan/graph";
import { rootOf } from "../aws/resource-names.ts";
import type { AccessGrant, AccessStep, Power } from "../grant.ts";
import { textOf } from "./names.ts";
import { WorkspaceTeller } from "./provider.ts";
import { Workspace } from "./workspace.ts";

/*
 * Identities of a cloud that Databricks acts by: a cluster's instance profile, which whoever attaches to the cluster has,
 * and the role of a storage credential, by which external locations are read and written.
 */

const CARRIERS = /^databricks_(?:cluster|job|storage_credential|external_location)\b/;

/** Grants of every provider, with those who come to them through Databricks. */
export function throughWorkspaces(grants: readonly AccessGrant[], resources: readonly ResourceEntry[]): readonly AccessGrant[] {
  const carried = grants.filter(({ principal }) => principal.kind === "workload" && CARRIERS.test(principal.name));
  if (carried.length === 0) return grants;
  const teller = new WorkspaceTeller(new Workspace(resources));
  const found = carried.flatMap((grant): readonly AccessGrant[] => {
    const { principal } = grant;
    const carrier = resources.find(
      ({ address, file, line }) => address === principal.resource && file === principal.file && line === principal.line,
    );
    if (carrier === undefined) return [];
    const objects = carrier.type === "databricks_storage_credential" ? [carrier, ...locationsOf(carrier, resources)] : [carrier];
    return objects.flatMap((object) =>
      teller.holders(object, powerOver(object, grant.power)).map(({ name, statements, conditions, effect }): AccessGrant => {
        const step: AccessStep = { to: principal, via: viaOf(object), statements, certain: effect === "allowed" };
        const url = textOf(object.attributes["url"]);
        return {
          ...grant,
          principal: teller.told(name),
          how: "through",
          effect: grant.effect === "allowed" && effect !== "allowed" ? "conditional" : grant.effect,
          steps: [step, ...grant.steps],
          conditions: [...new Set([...conditions, ...(url === undefined ? [] : [`only under ${url}`]), ...grant.conditions])],
        };
      }),
    );
  });
  return [...grants, ...found];
}

/** To run something on a cluster is to have its role; files are read and written as such. */
function powerOver({ type }: ResourceEntry, power: Power): Power {
  if (/storage_credential|external_location/.test(type)) return power === "read" ? "read" : "write";
  return type === "databricks_job" ? "change" : "run";
}

function viaOf({ type, address }: ResourceEntry): string {
  return type === "databricks_external_location"
    ? `uses files through ${address}, which goes by`
    : type === "databricks_storage_credential"
      ? "uses"
      : type === "databricks_job"
        ? "changes"
        : "attaches to";
}

function locationsOf(credential: ResourceEntry, resources: readonly ResourceEntry[]): readonly ResourceEntry[] {
  return resources.filter(
    (resource) =>
      resource.type === "databricks_external_location" &&
      ((rootOf(resource) === rootOf(credential) &&
        Object.values(resource.references ?? {}).some((addresses) => addresses.includes(credential.address))) ||
        (textOf(resource.attributes["credential_name"]) !== undefined &&
          textOf(resource.attributes["credential_name"]) === textOf(credential.attributes["name"]))),
  );
}
