import { at, text as textOf } from "@castellan/formats";
import type { AssetKind, Json, RelationKind } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, placeIn, resolvePath, targetOf } from "../file-place.ts";
import { isModelConfiguration } from "../huggingface-repository/layout.ts";
import { fileAsset, hubDataset, hubModel, uriAsset } from "../identity/index.ts";
import { licenceAsset } from "../licences/licence-asset.ts";

const BASE_RELATIONS: ReadonlyMap<string, RelationKind> = new Map<string, RelationKind>([
  ["adapter", "adapter_of"],
  ["quantized", "quantised_from"],
  ["finetune", "derived_from"],
  ["merge", "derived_from"],
]);

/** The asset that a card describes: the folder's model, adapter or data set. */
function subjectOf(
  project: Project,
  file: ProjectFile,
  sink: DiscoverySink,
): { readonly id: string; readonly kind: AssetKind } | undefined {
  const { card } = file.facts;
  if (card === undefined || card.subject === "unknown") return undefined;
  const target = targetOf(project, file);
  const folder = folderOf(file.path);
  const inside = (name: string): ProjectFile | undefined => project.file(file.target, folder === "" ? name : `${folder}/${name}`);
  const adapter = inside("adapter_config.json") !== undefined;
  const configuration = inside("config.json")?.facts.config?.documents[0];
  const laidOut = configuration !== undefined && isModelConfiguration(configuration);
  const kind: AssetKind = card.subject === "dataset" ? "dataset" : adapter ? "adapter" : "model";
  // Without the layout of a repository the card itself stands for what it describes.
  const readme = /(?:^|\/)readme\.md$/i.test(file.path);
  const path = readme || laidOut || adapter ? (folder === "" ? "." : folder) : file.path;
  const title = card.title?.replace(/^(?:model|data(?:set)?) card (?:for|of)?[:\s]*/i, "").trim();
  const id = sink.asset({
    kind,
    name:
      textOf(at(card.frontMatter, "model_name")) ??
      textOf(at(card.frontMatter, "pretty_name")) ??
      (title === undefined || title === "" || title.length > 80 ? (folder === "" ? target.key : folder) : title),
    identity: fileAsset(target, path),
    lifecycle: file.lifecycle,
    scope: file.scope,
    attributes: known<Json>({
      card: file.path,
      task: textOf(at(card.frontMatter, "pipeline_tag")) ?? textOf(at(card.frontMatter, "task_categories", 0)),
      library: textOf(at(card.frontMatter, "library_name")),
      licence: card.licence,
      size: textOf(at(card.frontMatter, "size_categories", 0)),
      sections: card.sections.slice(0, 50).map(({ title: section }) => section),
    }),
    occurrences: [placeIn(file, { line: 1, technique: "card" })],
  });
  return { id, kind };
}

/** A data set that a card names: a file of the project, a uri or a hub id. */
function datasetOf(project: Project, file: ProjectFile, name: string, line: number, sink: DiscoverySink): string {
  const target = targetOf(project, file);
  const path = resolvePath(folderOf(file.path), name);
  const local = [path, name.replace(/^\.?\//, "")].find(
    (candidate) =>
      candidate !== undefined &&
      project.files.some((other) => other.target === file.target && (other.path === candidate || other.path.startsWith(`${candidate}/`))),
  );
  const isFile = /\.(?:csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|xlsx|tfrecords?|txt|zip|tar|gz|db|sqlite)$/i.test(name);
  const identity = /^[a-z][\w+.-]*:\/\//i.test(name)
    ? uriAsset(name)
    : local !== undefined
      ? fileAsset(target, local)
      : isFile
        ? fileAsset(target, path ?? name)
        : hubDataset(name);
  return sink.asset({
    kind: "dataset",
    name: local ?? name,
    identity,
    lifecycle: "declared",
    scope: file.scope,
    occurrences: [placeIn(file, { line, technique: "card" })],
  });
}

/** What model and data cards state about their own artefact: licence, base model, training data. */
export const cards: Discoverer = {
  id: "cards",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const { card } = file.facts;
      const subject = subjectOf(project, file, sink);
      if (card === undefined || subject === undefined) continue;
      const place = placeIn(file, { line: 1, technique: "card" });
      if (card.licence !== undefined)
        sink.relate(subject.id, "licensed_under", licenceAsset(card.licence, file.scope, place, sink), "stated", [place]);
      const stated =
        BASE_RELATIONS.get(textOf(at(card.frontMatter, "base_model_relation")) ?? "") ??
        (subject.kind === "adapter" ? "adapter_of" : "derived_from");
      for (const { id, line } of card.baseModels) {
        const evidence = placeIn(file, { line, technique: "card" });
        const base = sink.asset({
          kind: "model",
          name: id,
          identity: hubModel(id),
          lifecycle: "declared",
          scope: file.scope,
          occurrences: [evidence],
        });
        sink.relate(subject.id, stated, base, "stated", [evidence]);
      }
      for (const { id, line } of card.datasets) {
        const dataset = datasetOf(project, file, id, line, sink);
        if (dataset !== subject.id)
          sink.relate(subject.id, subject.kind === "dataset" ? "derived_from" : "trains_on", dataset, "stated", [
            placeIn(file, { line, technique: "card" }),
          ]);
      }
    }
  },
};
