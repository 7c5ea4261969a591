import type { Reporter } from "../reporter.ts";
import { cyclonedxDocument } from "./document.ts";
import type { SpecVersion } from "./types.ts";

function reporter(id: "cyclonedx" | "cyclonedx-1.6", version: SpecVersion): Reporter {
  return {
    id,
    extension: "cdx.json",
    render: (result, context) => `${JSON.stringify(cyclonedxDocument(result, version, context), null, 2)}\n`,
  };
}

export const cyclonedxReporter: Reporter = reporter("cyclonedx", "1.7");
export const cyclonedx16Reporter: Reporter = reporter("cyclonedx-1.6", "1.6");
export { type ReadInventory, readCyclonedx } from "./read-back.ts";
export { taxonomyDocument } from "./taxonomy.ts";
