import { type ConfigNode, entries, text } from "@castellan/formats";
import type { Scope } from "../../resolve/scope.ts";
import { placeIn } from "../file-place.ts";
import type { Bodies } from "./bodies.ts";
import { isDataPath } from "./data-paths.ts";
import { namedDataset } from "./named-dataset.ts";
import { evidenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Keys that say of which class an object of a configuration is. */
const CLASS_KEY = /^(?:KIND|kind|_target_|class|class_name|class_path|_class_|type)$/;
/** Keys under which such an object says where its rows are. */
const PATH_KEY = /^(?:path|paths|uri|file|file_?path|filename|location|table)$/i;
const MAX_DEPTH = 6;

/**
 * `job: { KIND: TrainingJob, inputs: { KIND: ParquetReader, path: data/train.parquet } }`: a configuration that makes
 * objects of the project's classes. A run whose class it names works on what its readers read.
 */
export function discoverConfiguredJobs(assets: CodeAssets, bodies: Bodies): void {
  const { project, sink } = assets.context;
  const runs = runsOfClasses(assets);
  if (runs.size === 0) return;
  const classes = classesByName(assets);
  for (const file of project.files) {
    if (file.scope === "test") continue;
    for (const document of file.facts.config?.documents ?? []) {
      visit(document, 0, (node) => {
        const job = classOf(node, classes);
        const held = job === undefined ? undefined : runs.get(job);
        if (job === undefined || held === undefined) return;
        for (const { key, value: field } of entries(node)) {
          const worker = classOf(field, classes);
          if (worker === undefined || !readsRows(assets, worker)) continue;
          for (const { key: name, value: place } of entries(field)) {
            const path = PATH_KEY.test(name) ? text(place) : undefined;
            if (path === undefined || !isDataPath(path)) continue;
            const at = placeIn(file, { line: place.line, technique: "configuration", confidence: "likely" });
            const { id } = namedDataset(assets.context, { text: path }, { unit: job.unit, occurrence: at, scope: file.scope });
            for (const { run, kind } of held) sink.relate(run, roleOf(kind, key), id, "resolved", [at]);
          }
        }
      });
    }
  }
  // A job that evaluates asks what its own methods load.
  for (const [job, held] of runs)
    for (const { run, kind } of held)
      for (const method of kind === "evaluation-run" ? job.children.filter((child) => child.kind === "function") : [])
        for (const { asset, scope, line } of bodies.usesOf(method))
          if (asset.kind === "model" && asset.emission.identity === "registry" && asset.emission.use !== "produces")
            sink.relate(run, "uses_model", asset.id, "inferred", [evidenceAt(scope.unit, { line, endLine: line })]);
}

type Held = readonly { readonly run: string; readonly kind: "training-run" | "evaluation-run" }[];

/** Runs that stand in methods of a class. */
function runsOfClasses(assets: CodeAssets): ReadonlyMap<Scope, Held> {
  const found = new Map<Scope, Map<string, Held[number]>>();
  for (const sighting of assets.sightings.all) {
    const owner = classAround(sighting.frame.scope);
    if (owner === undefined || sighting.unit.file.scope === "test") continue;
    for (const { id, kind } of assets.of(sighting))
      if (kind === "training-run" || kind === "evaluation-run") {
        const held = found.get(owner) ?? new Map<string, Held[number]>();
        found.set(owner, held.set(id, { run: id, kind }));
      }
  }
  return new Map([...found].map(([owner, held]) => [owner, [...held.values()]]));
}

function classAround(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === "class") return at;
  return undefined;
}

/** Classes of the project by their name; one that is there twice is nobody's. */
function classesByName(assets: CodeAssets): ReadonlyMap<string, Scope> {
  const found = new Map<string, Scope | undefined>();
  for (const scope of assets.context.evaluator.program.scopes()) {
    if (scope.kind !== "class" || scope.class === undefined || scope.unit.file.scope === "test") continue;
    found.set(scope.class.name, found.has(scope.class.name) ? undefined : scope);
  }
  return new Map([...found].flatMap(([name, scope]) => (scope === undefined ? [] : [[name, scope] as const])));
}

function classOf(node: ConfigNode, classes: ReadonlyMap<string, Scope>): Scope | undefined {
  for (const { key, value } of entries(node)) {
    const name = CLASS_KEY.test(key) ? text(value) : undefined;
    const found = name === undefined ? undefined : classes.get(name.split(/[.:]/).at(-1) ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether methods of the class read a table, whatever its name. */
function readsRows(assets: CodeAssets, owner: Scope): boolean {
  return assets.sightings.all.some(
    ({ frame, entry }) => classAround(frame.scope) === owner && entry.emit.some(({ kind, use }) => kind === "dataset" && use === "reads"),
  );
}

function roleOf(kind: Held[number]["kind"], key: string): "trains_on" | "validates_on" {
  return kind === "evaluation-run" || /(?:^|_)(?:val|valid|validation|dev|eval|test|holdout)(?:_|$)/i.test(key)
    ? "validates_on"
    : "trains_on";
}

function visit(node: ConfigNode, depth: number, look: (node: ConfigNode) => void): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === "map") {
    look(node);
    for (const { value } of entries(node)) visit(value, depth + 1, look);
  } else if (node.kind === "list") for (const item of node.items) visit(item, depth + 1, look);
}
