import type { Discoverer } from "../discoverer.ts";
import { placeIn, targetOf } from "../file-place.ts";
import { trackerAsset, trackerOf } from "../infrastructure/trackers.ts";

/** Trackers that environment files and images turn on: `LANGSMITH_TRACING=true`; their code is in the framework. */
export const trackerVariables: Discoverer = {
  id: "tracker-variables",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      for (const { name, value, line } of [...(file.facts.environment ?? []), ...(file.facts.dockerfile?.environment ?? [])]) {
        const of = trackerOf(name, value ?? "");
        // Keys are the business of the discoverer of secrets.
        if (of === undefined || of.secret === true) continue;
        // An example file says what the real environment holds.
        const scope = file.scope === "example" && /(?:^|\/)\.?env[^/]*$/i.test(file.path) ? "production" : file.scope;
        trackerAsset(targetOf(project, file), { name, of }, scope, placeIn(file, { line, symbol: name, technique: "configuration" }), sink);
      }
    }
  },
};
