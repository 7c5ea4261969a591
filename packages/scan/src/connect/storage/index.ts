import type { Asset } from "@castellan/graph";
import { uriAsset } from "../../discover/identity/index.ts";
import type { Connector } from "../connector.ts";

const KEPT: ReadonlySet<Asset["kind"]> = new Set<Asset["kind"]>(["dataset", "data-source", "model-file", "model", "metrics"]);
const OBJECT = /^(s3a?|s3n|gs|gcs|abfss?|wasbs?|oss|hdfs|r2):\/\/([^/{}$]+)\/./i;

/** What has the uri of an object lies in that bucket: the same one that infrastructure code declares by its name. */
export const storage: Connector = {
  id: "storage",
  version: 1,
  connect(_project, merged, graph) {
    for (const asset of merged.assets) {
      const found = KEPT.has(asset.kind) ? OBJECT.exec(asset.identity.uri ?? "") : null;
      const [place] = asset.occurrences;
      if (found === null || place === undefined) continue;
      const scheme = (found[1] ?? "")
        .toLowerCase()
        .replace(/^s3[an]$/, "s3")
        .replace(/^gcs$/, "gs");
      const bucket = found[2] ?? "";
      const { endLine: _, ...evidence } = place;
      const id = graph.add({
        kind: "storage",
        name: bucket,
        identity: uriAsset(`${scheme}://${bucket}`),
        scope: asset.scope,
        lifecycle: "declared",
        attributes: { technology: scheme },
        occurrences: [place],
      });
      graph.relate(asset.id, "stored_in", id, "stated", [evidence]);
    }
  },
};
