import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { detectFloods } from "./detectors/floods/index.ts";
import { detectLabels } from "./detectors/label/index.ts";
import { detectDistance, detectIsolation, detectTails } from "./detectors/outliers/index.ts";
import { detectSources } from "./detectors/sources/index.ts";
import type { Detection } from "./evidence.ts";
import { type Fused, fuse } from "./fusion/fuse.ts";
import { type Gathered, gather } from "./gather.ts";

export interface CheckOptions {
  readonly random: Random;
  /** Called as each part of the work begins. */
  readonly say?: (stage: string) => void;
  /** The base model, where it was chosen before. */
  readonly model?: string;
  /** 1 for rows that a person accepted. */
  readonly exempt?: Uint8Array;
}

export interface Checked extends Fused {
  readonly gathered: Gathered;
  readonly detections: readonly Detection[];
}

/** The whole battery over one data set in memory. */
export function checkDataset(dataset: Dataset, options: CheckOptions): Checked {
  const { random, say = () => undefined, model, exempt = new Uint8Array(dataset.rows) } = options;
  const gathered = gather(dataset, random, say, model);
  say("judging rows");
  const found = [
    detectLabels(gathered),
    detectDistance(gathered),
    detectTails(gathered),
    detectIsolation(gathered),
    detectFloods(gathered),
    detectSources(gathered),
  ];
  const detections: readonly Detection[] = found.filter((detection) => detection !== undefined);
  return { ...fuse(dataset.rows, detections, exempt), gathered, detections };
}
