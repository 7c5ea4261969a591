import type { Asset } from "@castellan/graph";
import type { Connector, Merged } from "../connector.ts";

/** A pipeline that stands in the repository as code and compiled from it is one, and so is each of its steps. */
export const compiledPipelines: Connector = {
  id: "compiled-pipelines",
  version: 1,
  connect(_project, merged, graph) {
    const pipelines = merged.assets.filter(({ kind }) => kind === "pipeline");
    for (const compiled of pipelines.filter(({ attributes }) => attributes["compiled"] === true)) {
      const sources = pipelines.filter(
        (other) =>
          other.attributes["compiled"] !== true &&
          other.attributes["engine"] === compiled.attributes["engine"] &&
          plain(other.name) === plain(compiled.name) &&
          targetOf(other) === targetOf(compiled),
      );
      const [source] = sources;
      if (source === undefined || sources.length > 1) continue;
      graph.unite(source.id, compiled.id);
      const written = new Map(stepsOf(merged, source).map((step) => [plain(step.name), step]));
      for (const step of stepsOf(merged, compiled)) {
        const same = written.get(plain(step.name));
        if (same !== undefined) graph.unite(same.id, step.id);
      }
    }
  },
};

function stepsOf(merged: Merged, pipeline: Asset): readonly Asset[] {
  const ids = new Set(merged.relations.filter(({ from, kind }) => from === pipeline.id && kind === "has_step").map(({ to }) => to));
  return merged.assets.filter(({ id }) => ids.has(id));
}

function targetOf(asset: Asset): number {
  return asset.occurrences[0]?.target ?? 0;
}

/** The compiler writes names in lower case with hyphens. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
