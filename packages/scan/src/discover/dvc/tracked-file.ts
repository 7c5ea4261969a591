import { at, type ConfigNode, items, text as textOf } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { folderOf, placeIn, resolvePath } from "../file-place.ts";
import { uriAsset } from "../identity/index.ts";
import { maskUrl } from "../mask-arguments.ts";
import type { ArtefactWriter } from "./artefacts.ts";
import { trackedOf } from "./lock.ts";

/** `dvc import` and `import-url`: where the data came from. */
function sourceOf(dependency: ConfigNode): string | undefined {
  const repository = textOf(at(dependency, "repo", "url"));
  const path = textOf(at(dependency, "path"));
  if (repository !== undefined) return repository;
  return path !== undefined && /^[a-z][\w+.-]*:\/\//i.test(path) ? path : undefined;
}

/** A .dvc file: what `dvc add` or `dvc import` tracks, with digest and origin. */
export function emitTrackedFile(file: ProjectFile, tree: ConfigNode, artefacts: ArtefactWriter, sink: DiscoverySink): void {
  const folder = resolvePath(folderOf(file.path), textOf(at(tree, "wdir")) ?? ".") ?? "";
  const frozen = textOf(at(tree, "frozen"));
  for (const out of items(at(tree, "outs"))) {
    const path = resolvePath(folder, textOf(at(out, "path")) ?? "");
    if (path === undefined || path === "") continue;
    const remote = textOf(at(out, "remote"));
    const place = { path, line: out.line, cached: textOf(at(out, "cache")) !== "false", ...(remote === undefined ? {} : { remote }) };
    const kind = artefacts.kindOf(path);
    // Whatever was worth tracking is data unless it is a model.
    const artefact = artefacts.write(place, kind === "model" ? "model" : "dataset", trackedOf(out));
    if (artefact === undefined) continue;
    artefacts.store(artefact, place);
    for (const dependency of items(at(tree, "deps"))) {
      const written = sourceOf(dependency);
      if (written === undefined) continue;
      const source = maskUrl(written);
      const evidence = placeIn(file, { line: dependency.line, technique: "configuration" });
      const origin = sink.asset({
        kind: "data-source",
        name: source,
        identity: uriAsset(source),
        lifecycle: "declared",
        scope: file.scope,
        attributes: {
          ...(at(dependency, "repo", "url") === undefined ? {} : { path: textOf(at(dependency, "path")) ?? "" }),
          pinned: frozen === "true" || at(dependency, "repo", "rev_lock") !== undefined,
        },
        occurrences: [evidence],
      });
      sink.relate(artefact.id, "derived_from", origin, "stated", [evidence]);
    }
  }
}
