import { classAround, type Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import { emitSighting } from "./emit.ts";
import type { CodeAssets } from "./registry.ts";
import type { Sighting } from "./sighting.ts";

const DATASET = /^(?:Dataset|IterableDataset|VisionDataset|Sequence|PyDataset)$/;
const LIBRARIES = /^(?:torch|torchvision|keras|tensorflow)(?:\.|$)/;

/** `class Photos(Dataset)` that lists a folder: the folder is the data set, and whoever trains on the class trains on it. */
export function discoverDatasetClasses(assets: CodeAssets): void {
  for (const sighting of assets.sightings.all) {
    const emit = sighting.entry.emit.filter(({ inStep, kind }) => inStep === true && kind === "dataset");
    const owner = emit.length === 0 || sighting.unit.file.scope === "test" ? undefined : classAround(sighting.frame.scope);
    if (owner === undefined || !isDataset(assets, owner)) continue;
    const read: Sighting = { ...sighting, entry: { ...sighting.entry, emit } };
    for (const asset of emitSighting(assets.context, read)) assets.keepUse(sighting.frame.scope, asset);
  }
}

function isDataset({ context }: CodeAssets, owner: Scope): boolean {
  const around = owner.parent;
  return (
    around !== undefined &&
    (owner.class?.bases ?? []).some((base) =>
      context.evaluator
        .evaluate(base, genericFrame(around))
        .some((value) => value.kind === "external" && LIBRARIES.test(value.module) && DATASET.test(value.path.at(-1) ?? "")),
    )
  );
}
