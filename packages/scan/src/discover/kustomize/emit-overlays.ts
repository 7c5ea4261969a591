import { at, text } from "@castellan/formats";
import { canonicalJson } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { linesOf } from "../infrastructure/config-lines.ts";
import { masked } from "../infrastructure/masked.ts";
import { type BuiltResource, kindOf, nameIn } from "./built.ts";
import { overlaysOf } from "./overlays.ts";

/**
 * Tells the sink of the resources that overlays come to, each on the line of the base that declares it, with the patch
 * that changed it last as its caller. What several overlays leave alike is told once. Returns the files that stand in an
 * overlay.
 */
export function emitOverlays(project: Project, target: number, sink: DiscoverySink): ReadonlySet<ProjectFile> {
  const { overlays, covered, problems } = overlaysOf(project, target);
  const told = new Set<string>();
  for (const { folder, resources } of overlays)
    for (const resource of resources) {
      const attributes = masked(attributesOf(resource));
      const key = `${resource.file.path}:${resource.written.line}:${canonicalJson(attributes)}`;
      const version = text(at(resource.document, "apiVersion"));
      if (told.has(key) || version === undefined) continue;
      told.add(key);
      const changed = resource.changedAt.at(-1);
      sink.resource({
        // As it is called where it stands; the name that a prefix makes of it is among the attributes.
        address: `${kindOf(resource.written)}/${nameIn(resource.written)}`,
        type: `${version}/${kindOf(resource.document)}`,
        file: resource.file.path,
        line: resource.written.line,
        root: folder,
        attributes,
        // Of what a patch adds, the nearest setting of the base.
        lines: linesOf(resource.written),
        ...(changed === undefined ? {} : { caller: changed }),
        ...(target === 0 ? {} : { target }),
      });
    }
  for (const { file, line, reason } of problems)
    sink.unresolved({ what: `kustomization: ${reason}`, file, line, candidates: [], ...(target === 0 ? {} : { target }) });
  return covered;
}

function attributesOf({ document }: BuiltResource): ReturnType<typeof recordOf> {
  const namespace = text(at(document, "metadata", "namespace"));
  return { ...recordOf(document), ...(namespace === undefined ? {} : { namespace }) };
}
