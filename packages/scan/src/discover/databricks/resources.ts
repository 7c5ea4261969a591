import { at, type ConfigNode, entries, entry, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { nameOf } from "../file-place.ts";
import { jsonOf } from "../infrastructure/config-json.ts";
import { linesOf } from "../infrastructure/config-lines.ts";
import { masked } from "../infrastructure/masked.ts";
import type { BundlePart } from "./bundle.ts";

/**
 * What a bundle declares, as resources that rules judge: "resources.jobs.retrain" of type "databricks.jobs". Settings are
 * those of the API, as the Terraform provider writes them too.
 */
export function emitBundle(part: BundlePart, resources: ConfigNode, sink: DiscoverySink): void {
  for (const { key: kind, value: declared } of entries(resources))
    for (const { key, value, line } of entries(declared)) {
      if (value.kind !== "map") continue;
      const json = resolved(jsonOf(value), (written) => part.resolved(written));
      emit(sink, part.file, { address: `resources.${kind}.${key}`, type: `databricks.${kind}`, line, node: value, json });
    }
}

/** A cluster or job that a JSON or YAML file describes as the API takes it: it names a Spark version and what it runs on. */
export function emitSpecifications(project: Project, sink: DiscoverySink): void {
  for (const file of project.files) {
    const [document] = file.facts.config?.documents ?? [];
    if (document === undefined || document.kind !== "map") continue;
    const cluster = isCluster(document);
    if (!cluster && !isJob(document)) continue;
    const name = text(at(document, cluster ? "cluster_name" : "name")) ?? nameOf(file.path).replace(/\.\w+$/, "");
    const kind = cluster ? "clusters" : "jobs";
    emit(sink, file, {
      address: `${kind}.${name}`,
      type: `databricks.${kind}`,
      line: document.line,
      node: document,
      json: jsonOf(document),
    });
  }
}

function isCluster(node: ConfigNode | undefined): boolean {
  return (
    text(at(node, "spark_version")) !== undefined &&
    ["node_type_id", "instance_pool_id", "driver_instance_pool_id", "num_workers", "autoscale"].some((key) => at(node, key) !== undefined)
  );
}

function isJob(document: ConfigNode): boolean {
  return isCluster(entry(document, "new_cluster")?.value);
}

interface Emitted {
  readonly address: string;
  readonly type: string;
  readonly line: number;
  readonly node: ConfigNode;
  readonly json: Json;
}

function emit(sink: DiscoverySink, file: ProjectFile, { address, type, line, node, json }: Emitted): void {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return;
  sink.resource({
    address,
    type,
    file: file.path,
    line,
    attributes: masked(Object.fromEntries(Object.entries(json))),
    lines: linesOf(node),
    ...(file.target === 0 ? {} : { target: file.target }),
  });
}

/** Every text of a value with variables put in. */
function resolved(json: Json, text: (written: string) => string): Json {
  if (typeof json === "string") return text(json);
  if (Array.isArray(json)) return json.map((item: Json) => resolved(item, text));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, resolved(value, text)]));
}
