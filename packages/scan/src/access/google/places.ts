import type { ResourceEntry } from "@castellan/graph";
import { GOOGLE_POWERS, type GooglePowerRow } from "../../../knowledge/access/google-powers.ts";
import { settingAt } from "../../rules/settings/setting.ts";
import type { AccessEstate, AccessPlace } from "../grant.ts";
import { rootOf } from "../roots.ts";
import { namesAt } from "./binding.ts";
import type { Asked } from "./condition.ts";
import type { Projects } from "./projects.ts";

/* Where in Google Cloud an asset stands: a declared resource, or one that only an address names. */

const ROWS = new Map(GOOGLE_POWERS.flatMap((row) => row.types.map((type) => [type, row] as const)));

export interface Standing {
  readonly resource: ResourceEntry;
  readonly row: GooglePowerRow;
  /** An object, or the beginning of the names of several. */
  readonly part?: string;
}

/** The resource that a place is; a bucket or repository that is only named counts as well. */
export function standingAt({ resource, uri }: AccessPlace, estate: AccessEstate): readonly Standing[] {
  const row = resource === undefined ? undefined : ROWS.get(resource.type);
  if (resource !== undefined && row !== undefined) return [{ resource, row }];
  const bucket = /^(?:gs|gcs):\/\/([^/]{1,255})\/?(.{0,1024})$/i.exec(uri ?? "");
  if (bucket !== null) return named(estate, "google_storage_bucket", "name", bucket[1] ?? "", bucket[2] ?? "");
  const web = /^https:\/\/storage\.(?:googleapis|cloud\.google)\.com\/([^/]{1,255})\/?(.{0,1024})$/i.exec(uri ?? "");
  if (web !== null) return named(estate, "google_storage_bucket", "name", web[1] ?? "", web[2] ?? "");
  const table = /^(?:bq|bigquery):\/\/(?:[^./]{1,100}[./:])?([^./]{1,1024})[./]([^./]{1,1024})$/i.exec(uri ?? "");
  if (table !== null) return named(estate, "google_bigquery_dataset", "dataset_id", table[1] ?? "", "");
  const image = /^(?:docker:\/\/)?[\w${}.-]{1,100}-docker\.pkg\.dev\/[^/]{1,200}\/([^/:@]{1,200})\//.exec(uri ?? "");
  if (image !== null) return named(estate, "google_artifact_registry_repository", "repository_id", image[1] ?? "", "");
  return [];
}

function named({ resources }: AccessEstate, type: string, setting: string, name: string, part: string): readonly Standing[] {
  const row = ROWS.get(type);
  if (row === undefined) return [];
  const more = part === "" ? {} : { part };
  const declared = resources.filter((each) => each.type === type && each.external !== true && each.attributes[setting] === name);
  if (declared.length > 0) return declared.map((resource) => ({ resource, row, ...more }));
  // Nobody declares it here; bindings may still name it.
  return [{ resource: { address: name, type, file: "", line: 0, attributes: { [setting]: name }, root: "" }, row, ...more }];
}

/** A resource and what it stands in, nearest first, by the names that bindings give them. */
export interface Link {
  readonly type: string;
  readonly root: string;
  /** As `namesAt` writes them. */
  readonly names: readonly string[];
  readonly resource?: ResourceEntry;
}

export function chainOf({ resource, row }: Standing, at: (address: string, root: string) => ResourceEntry | undefined): readonly Link[] {
  const chain: Link[] = [linkOf(resource, row)];
  let current: { readonly resource: ResourceEntry; readonly row: GooglePowerRow } | undefined = { resource, row };
  for (let depth = 0; depth < 4 && current?.row.parent !== undefined; depth++) {
    const from: ResourceEntry = current.resource;
    const { names } = namesAt(from, current.row.parent);
    const above: ResourceEntry | undefined = names
      .filter((name) => name.startsWith("@"))
      .map((name) => at(name.slice(1), rootOf(from)))
      .find((each) => each !== undefined && ROWS.has(each.type));
    const type: string | undefined = above?.type ?? PARENT_TYPES.get(from.type);
    if (type === undefined) break;
    const aboveRow = ROWS.get(type);
    if (above !== undefined && aboveRow !== undefined) chain.push(linkOf(above, aboveRow));
    else chain.push({ type, root: rootOf(from), names });
    current = above !== undefined && aboveRow !== undefined ? { resource: above, row: aboveRow } : undefined;
  }
  return chain;
}

const PARENT_TYPES = new Map([
  ["google_storage_bucket_object", "google_storage_bucket"],
  ["google_storage_managed_folder", "google_storage_bucket"],
  ["google_bigquery_table", "google_bigquery_dataset"],
  ["google_vertex_ai_featurestore_entitytype", "google_vertex_ai_featurestore"],
  ["google_vertex_ai_feature_online_store_featureview", "google_vertex_ai_feature_online_store"],
  ["google_secret_manager_secret_version", "google_secret_manager_secret"],
]);

function linkOf(resource: ResourceEntry, row: GooglePowerRow): Link {
  const names = settingAt(resource.attributes, row.name).map(String).slice(0, 2);
  return { type: resource.type, root: rootOf(resource), names: [`@${resource.address}`, ...names], resource };
}

/** What conditions of bindings see of it. */
export function askedOf({ resource, row, part }: Standing, projects: Projects): Asked {
  const [name] = settingAt(resource.attributes, row.name).map(String);
  const known = name !== undefined && !name.includes("${");
  const project = projects.of(resource);
  if (resource.type === "google_storage_bucket")
    return {
      service: "storage.googleapis.com",
      within: true,
      ...(known ? { name: `projects/_/buckets/${name}/${part === undefined ? "" : `objects/${part}`}` } : {}),
    };
  if (resource.type === "google_storage_bucket_object" || resource.type === "google_storage_managed_folder") {
    const [bucket] = settingAt(resource.attributes, "bucket").map(String);
    return {
      service: "storage.googleapis.com",
      ...(known && bucket !== undefined && !bucket.includes("${") ? { name: `projects/_/buckets/${bucket}/objects/${name}` } : {}),
    };
  }
  if (resource.type === "google_bigquery_dataset" && known && project !== "" && !/[@$]/.test(project))
    return { service: "bigquery.googleapis.com", within: true, name: `projects/${project}/datasets/${name}` };
  return { service: `${SERVICES.find(([type]) => type.test(resource.type))?.[1] ?? "compute"}.googleapis.com` };
}

const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/bigquery/, "bigquery"],
  [/vertex_ai|colab/, "aiplatform"],
  [/ml_engine/, "ml"],
  [/notebooks|workbench/, "notebooks"],
  [/discovery_engine/, "discoveryengine"],
  [/artifact_registry/, "artifactregistry"],
  [/secret_manager/, "secretmanager"],
  [/cloud_run/, "run"],
  [/cloudfunctions/, "cloudfunctions"],
  [/container/, "container"],
];
