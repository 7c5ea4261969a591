import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, placeIn, targetOf } from "../file-place.ts";
import { isModelConfiguration } from "../huggingface-repository/layout.ts";
import { fileAsset } from "../identity/index.ts";
import { licenceAsset } from "./licence-asset.ts";

/** The model whose repository layout a folder has, if any. */
function modelIn(project: Project, file: ProjectFile): boolean {
  const folder = folderOf(file.path);
  return ["config.json", "MLmodel"].some((name) => {
    const tree = project.file(file.target, folder === "" ? name : `${folder}/${name}`)?.facts.config?.documents[0];
    return tree !== undefined && (name === "MLmodel" || isModelConfiguration(tree));
  });
}

/** Licence texts. A licence beside a model licenses the model; others are listed where something relates to them. */
export const licences: Discoverer = {
  id: "licences",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const { licence } = file.facts;
      const name =
        licence?.spdx ?? (licence?.title !== undefined && /licen[cs]e|terms of use|rail/i.test(licence.title) ? licence.title : undefined);
      if (name === undefined) continue;
      const place = placeIn(file, { line: 1, technique: "bytes" });
      const id = licenceAsset(name, file.scope, place, sink);
      if (!modelIn(project, file)) continue;
      const target = targetOf(project, file);
      const folder = folderOf(file.path);
      const model = sink.asset({
        kind: "model",
        name: folder === "" ? target.key : folder,
        identity: fileAsset(target, folder === "" ? "." : folder),
        lifecycle: file.lifecycle,
        scope: file.scope,
        attributes: { licenceFile: nameOf(file.path) },
        occurrences: [place],
      });
      sink.relate(model, "licensed_under", id, "stated", [place]);
    }
  },
};
