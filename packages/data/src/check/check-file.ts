import { basename } from "node:path";
import { Random } from "../statistics/random.ts";
import { readTable } from "../table/read-table.ts";
import { type Assembled, assemble, type Roles } from "./assemble/roles.ts";
import { type Checked, checkDataset } from "./check-dataset.ts";
import type { DataCheckResult } from "./document.ts";
import { judge } from "./judge.ts";

export interface CheckFileOptions {
  readonly file: string;
  readonly roles: Roles;
  readonly seed: number;
  readonly version: string;
  readonly clock: () => Date;
  readonly note?: (text: string) => void;
  readonly progress?: (stage: string) => void;
}

export interface FileChecked {
  readonly result: DataCheckResult;
  readonly assembled: Assembled;
  readonly checked: Checked;
}

/** Rows that a group names in the result; the scores name all. */
const NAMED = 100;

/**
 * Checks one file with all that applies to it.
 * @throws DataError where the file or a column is missing or cannot be read
 */
export async function checkFile(options: CheckFileOptions): Promise<FileChecked> {
  const { file, roles, seed, clock, note, progress } = options;
  const began = clock().getTime();
  const strings = [roles.label, roles.source, roles.id, ...(roles.text ?? [])].filter((name) => name !== undefined);
  const assembled = assemble(await readTable(file, { strings }), roles);
  const { dataset } = assembled;
  for (const text of assembled.notes) note?.(text);
  const random = new Random(seed);
  const checked = checkDataset(dataset, { random, ...(progress === undefined ? {} : { say: progress }) });
  const power = {};
  const { verdict, reasons } = judge(checked, power);
  const held = [...checked.quarantined.keys()].filter((row) => checked.quarantined[row] === 1);
  const { outOfFold, candidates } = checked.gathered;
  const result: DataCheckResult = {
    schema: "castellan/data-check/1",
    tool: { name: "castellan", version: options.version },
    file: basename(file),
    rows: dataset.rows,
    verdict,
    reasons: [...reasons],
    power,
    groups: checked.groups.map(({ kind, rows, p, description, where }) => ({
      kind,
      rows: rows.length,
      p,
      description,
      where: { ...where },
      ids: [...rows.subarray(0, NAMED)].map((row) => dataset.ids[row] ?? String(row)),
    })),
    quarantine: { rows: held.length, ids: held.map((row) => dataset.ids[row] ?? String(row)) },
    detectors: checked.detections.map(({ id, title, live, livenessP, note: said }) => ({ id, title, live, p: livenessP, note: said })),
    model:
      outOfFold === undefined
        ? null
        : { name: outOfFold.model, accuracy: outOfFold.accuracy, noise: outOfFold.noise, candidates: [...candidates] },
    reviewed: 0,
    roles: rolesOf(assembled),
    warnings: [...assembled.notes],
    run: { seconds: (clock().getTime() - began) / 1000, seed },
  };
  return { result, assembled, checked };
}

function rolesOf({ dataset }: Assembled): Record<string, string[]> {
  const { label, source, time, text, features } = dataset;
  return {
    features: features.map(({ name }) => name),
    ...(label === undefined ? {} : { label: [label.name] }),
    ...(source === undefined ? {} : { source: [source.name] }),
    ...(time === undefined ? {} : { time: [time.name] }),
    ...(text === undefined ? {} : { text: text.map(({ name }) => name) }),
  };
}
