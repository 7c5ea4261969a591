import { basename } from "node:path";
import { selectRows } from "../poison/rows.ts";
import { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { type Checked, checkDataset } from "./check-dataset.ts";
import type { DataCheckResult } from "./document.ts";
import { judge } from "./judge.ts";
import { type DatasetFiles, readDataset } from "./read-dataset.ts";
import { readReviews, reviewedRows } from "./review/reviews.ts";
import { selfTest } from "./self-test.ts";

export interface CheckFileOptions extends DatasetFiles {
  readonly seed: number;
  readonly version: string;
  readonly clock: () => Date;
  /** Rows that a person accepted. */
  readonly reviews?: string | undefined;
  readonly note?: (text: string) => void;
  readonly progress?: (stage: string) => void;
}

export interface FileChecked {
  readonly result: DataCheckResult;
  readonly dataset: Dataset;
  readonly checked: Checked;
}

/** Rows that a group names in the result; the scores name all. */
const NAMED = 100;
/** Rows a second on one core, for the estimate: measured by bench/data-check.ts. */
const SPEED = 1000;

/**
 * Checks one file with all that applies to it.
 * @throws DataError where a file or a column is missing or cannot be read
 */
export async function checkFile(options: CheckFileOptions): Promise<FileChecked> {
  const { seed, clock, note, progress = () => undefined, reviews } = options;
  const began = clock().getTime();
  progress("reading");
  const { dataset, own, notes, idColumn, complete } = await readDataset(options, progress);
  for (const text of notes) note?.(text);
  note?.(
    `${dataset.rows} rows: about ${Math.max(2, Math.ceil((dataset.rows + 6000) / SPEED))} s; what it can see is tested on ${Math.min(3000, dataset.rows)} rows`,
  );
  const exempt = reviews === undefined ? new Uint8Array(dataset.rows) : reviewedRows(dataset, readReviews(reviews));
  const random = new Random(seed);
  const checked = checkDataset(dataset, { random, say: progress, exempt, own });
  progress("testing what this check can see");
  const { outOfFold, candidates } = checked.gathered;
  // What is found already would take the place of what is planted.
  const rest = Int32Array.from({ length: own }, (_, row) => row).filter((row) => checked.quarantined[row] !== 1);
  const { power } = selfTest(selectRows(dataset, rest), outOfFold?.model, random.fork("self-test"));
  const { verdict, reasons } = judge(checked, power);
  const held = [...checked.quarantined.keys()].filter((row) => checked.quarantined[row] === 1);
  const name = (row: number): string => dataset.ids[row] ?? String(row);
  const result: DataCheckResult = {
    schema: "castellan/data-check/1",
    tool: { name: "castellan", version: options.version },
    file: basename(options.file),
    rows: own,
    complete,
    verdict,
    reasons: [...reasons],
    power,
    groups: checked.groups.map(({ kind, rows, p, description, where }) => ({
      kind,
      rows: rows.length,
      p,
      description,
      where: { ...where },
      ids: [...rows.subarray(0, NAMED)].map(name),
    })),
    quarantine: { rows: held.length, ids: held.map(name) },
    detectors: checked.detections.map(({ id, title, live, livenessP, note: said }) => ({ id, title, live, p: livenessP, note: said })),
    model:
      outOfFold === undefined
        ? null
        : { name: outOfFold.model, accuracy: outOfFold.accuracy, noise: outOfFold.noise, candidates: [...candidates] },
    reviewed: exempt.reduce((sum, value) => sum + value, 0),
    roles: { ...rolesOf(dataset), ...(idColumn === undefined ? {} : { id: [idColumn] }) },
    warnings: [...notes, ...checked.notes],
    run: { seconds: (clock().getTime() - began) / 1000, seed },
  };
  return { result, dataset, checked };
}

function rolesOf({ label, source, time, text, features }: Dataset): Record<string, string[]> {
  return {
    features: features.map(({ name }) => name),
    ...(label === undefined ? {} : { label: [label.name] }),
    ...(source === undefined ? {} : { source: [source.name] }),
    ...(time === undefined ? {} : { time: [time.name] }),
    ...(text === undefined ? {} : { text: text.map(({ name }) => name) }),
  };
}
