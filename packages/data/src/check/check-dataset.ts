import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { detectCombinations } from "./detectors/combinations/index.ts";
import { detectInEmbedding } from "./detectors/embedding/index.ts";
import { detectFloods } from "./detectors/floods/index.ts";
import { detectHiddenText } from "./detectors/hidden-text/index.ts";
import { detectConfidentLearning } from "./detectors/label/confident-learning.ts";
import { detectLabels } from "./detectors/label/index.ts";
import { detectNeighbourLabels } from "./detectors/neighbours/index.ts";
import { detectDistance, detectIsolation, detectTails } from "./detectors/outliers/index.ts";
import { detectFacts } from "./detectors/sources/facts.ts";
import { detectSources } from "./detectors/sources/index.ts";
import { detectTimes } from "./detectors/times/index.ts";
import { detectTriggers } from "./detectors/triggers/index.ts";
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
  /** Rows to be judged; those behind them are trusted. */
  readonly own?: number;
}

export interface Checked extends Fused {
  readonly gathered: Gathered;
  readonly detections: readonly Detection[];
  /** What was sampled or left out, in words. */
  readonly notes: readonly string[];
}

/** The whole battery over one data set in memory. */
export function checkDataset(dataset: Dataset, options: CheckOptions): Checked {
  const { random, say = () => undefined, model, own = dataset.rows, exempt = new Uint8Array(dataset.rows) } = options;
  const gathered = gather(dataset, random, say, { own, ...(model === undefined ? {} : { model }) });
  say("searching triggers");
  const triggers = detectTriggers(gathered);
  say("judging rows");
  const found = [
    detectLabels(gathered),
    detectConfidentLearning(gathered),
    detectNeighbourLabels(gathered),
    detectDistance(gathered),
    detectTails(gathered),
    detectIsolation(gathered),
    detectCombinations(gathered),
    detectFloods(gathered),
    detectSources(gathered),
    detectFacts(gathered),
    detectTimes(gathered),
    detectHiddenText(gathered),
    ...detectInEmbedding(gathered),
    triggers,
  ];
  const detections: readonly Detection[] = found.filter((detection) => detection !== undefined);
  return { ...fuse(own, detections, exempt), gathered, detections, notes: gathered.notes };
}
