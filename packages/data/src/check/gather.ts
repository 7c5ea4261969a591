import { nearDuplicateClusters } from "../duplicates/clusters.ts";
import { encode } from "../models/candidates.ts";
import type { BaseModel, Target } from "../models/model.ts";
import { averaged, foldsOf, type OutOfFold, outOfFold, together } from "../models/out-of-fold.ts";
import { TREE_ROWS } from "../models/trees.ts";
import { exactNeighbours } from "../neighbours/nearest.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import type { Evidence } from "./evidence.ts";

const NEIGHBOURS = 15;
/** Rows that candidate models are compared on; the best then learns from all. */
const SELECTION = 4000;
const FEWEST = 5;
/** Up to so many rows the best model runs several times over other folds. */
const REPEATED = 6000;
const REPEATS = 3;

export interface Gathered extends Evidence {
  /** Each model tried: its mean log-likelihood out of fold. */
  readonly candidates: readonly { readonly model: string; readonly likelihood: number }[];
  /** What was sampled or left out, in words. */
  readonly notes: readonly string[];
}

export interface GatherOptions {
  /** The base model, where it was chosen before. */
  readonly model?: string;
  /** Rows to be judged; those behind them are trusted: always learnt from, never judged. */
  readonly own: number;
}

/** Classes as numbers; those of fewer rows than a model can learn from count as unlabelled. */
function targetOf({ label, rows }: Dataset): Target | undefined {
  if (label === undefined) return undefined;
  const counts = new Int32Array(label.dictionary.length);
  for (const code of label.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const used = counts.filter((count) => count >= FEWEST).length;
  if (used < 2 || label.dictionary.length > Math.max(2, rows / 5)) return undefined;
  return { classes: label.dictionary.length, labels: label.codes };
}

/** The shared work of all detectors: encodings, neighbours, clusters, and the out-of-fold model of the labels. */
export function gather(dataset: Dataset, random: Random, say: (stage: string) => void, { own, model: chosen }: GatherOptions): Gathered {
  const notes: string[] = [];
  say("encoding");
  const encoded = encode(dataset, random.fork("encode"));
  say("neighbours");
  const neighbours = exactNeighbours(encoded.points, Math.min(NEIGHBOURS, Math.max(1, dataset.rows - 1)));
  const clusters = nearDuplicateClusters(dataset.rows, neighbours, encoded.words);
  const target = targetOf(dataset);
  const candidates: { model: string; likelihood: number }[] = [];
  let best: OutOfFold | undefined;
  if (target !== undefined) {
    const count = dataset.rows > 12_000 ? 3 : 5;
    const folds = foldsOf(clusters, count, random.fork("folds")).map((fold, row) => (row < own ? fold : -1));
    const labelled = Int32Array.from({ length: dataset.rows }, (_, row) => row).filter((row) => (target.labels[row] ?? -1) >= 0);
    const sample =
      labelled.length <= 1.5 * SELECTION ? labelled : random.fork("selection").shuffle(labelled.slice()).subarray(0, SELECTION).sort();
    if (sample.length < labelled.length)
      notes.push(`candidate models were compared on ${sample.length} of ${labelled.length} labelled rows; the best learnt from all`);
    const tried: OutOfFold[] = [];
    const learn = (models: readonly BaseModel[], rows: Int32Array): void => {
      const used = models.filter(({ name }) => chosen === undefined || chosen.split(" + ").includes(name));
      say(`learning labels: ${used.map(({ name }) => name).join(", ")}`);
      const runs = used.map((model) => ({ model, folds }));
      tried.push(...outOfFold(runs, target, rows, count));
      tried.sort((left, right) => right.likelihood - left.likelihood);
      const [first, second] = tried;
      if (first !== undefined && second !== undefined && (chosen === undefined || chosen.includes(" + ")))
        tried.push(together(first, second, target, rows, folds));
      tried.sort((left, right) => right.likelihood - left.likelihood);
    };
    learn(encoded.models, sample);
    candidates.push(...tried.map(({ model, likelihood }) => ({ model, likelihood })));
    [best] = tried;
    const winner = encoded.models.find(({ name }) => name === best?.model);
    if (labelled.length <= REPEATED && winner !== undefined && best !== undefined) {
      say(`learning labels again: ${winner.name}`);
      const again = Array.from({ length: REPEATS - 1 }, (_, index) => ({
        model: winner,
        folds: foldsOf(clusters, count, random.fork(`folds ${index + 1}`)).map((fold, row) => (row < own ? fold : -1)),
      }));
      best = averaged([best, ...outOfFold(again, target, labelled, count)], target, labelled, folds) ?? best;
    }
    if (best?.model.includes("boosted trees") === true && (labelled.length * (count - 1)) / count > TREE_ROWS)
      notes.push(`each forest of boosted trees learnt from ${TREE_ROWS} rows drawn at random`);
    if (sample.length < labelled.length && best !== undefined) {
      const names = best.model.split(" + ");
      tried.length = 0;
      learn(
        encoded.models.filter(({ name }) => names.includes(name)),
        labelled,
      );
      [best] = tried;
    }
  }
  return { dataset, own, encoded, neighbours, clusters, target, outOfFold: best, random, candidates, notes };
}
