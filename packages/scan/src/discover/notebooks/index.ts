import type { Project } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { known, placeIn, targetOf } from "../file-place.ts";
import { fileAsset } from "../identity/index.ts";

/** Every notebook is an asset; what its cells do is seen by the code discoverer. */
export const notebooks: Discoverer = {
  id: "notebooks",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const { notebook } = file.facts;
      if (notebook === undefined) continue;
      sink.asset({
        kind: "notebook",
        name: file.path,
        identity: fileAsset(targetOf(project, file), file.path, file.facts.sha256 === "" ? undefined : `sha256:${file.facts.sha256}`),
        scope: file.scope,
        lifecycle: file.lifecycle,
        attributes: known({
          kernel: notebook.kernel,
          cells: notebook.cells.length,
          codeCells: notebook.cells.filter(({ type }) => type === "code").length,
          outputs: notebook.texts.some(({ output }) => output) ? true : undefined,
        }),
        digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
        occurrences: [placeIn(file, { line: 1, technique: "bytes" })],
      });
    }
  },
};
