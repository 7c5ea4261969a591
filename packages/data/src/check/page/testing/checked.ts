import { Random } from "../../../statistics/random.ts";
import type { Dataset } from "../../../table/table.ts";
import type { FileChecked } from "../../check-file.ts";
import type { Group } from "../../evidence.ts";
import { fuse } from "../../fusion/fuse.ts";
import { gather } from "../../gather.ts";

/** A check that found these groups, made without the detectors. */
export function checkedOf(dataset: Dataset, groups: readonly Group[], own: number = dataset.rows): FileChecked {
  const detection = {
    id: "given",
    title: "what the test gives",
    live: groups.length > 0,
    livenessP: 1,
    groups,
    note: "given",
    reason: "given",
  };
  const fused = fuse(own, [detection], new Uint8Array(dataset.rows));
  const gathered = gather({ ...dataset, label: undefined }, new Random(1), () => undefined, { own });
  const held = [...fused.quarantined.keys()].filter((row) => fused.quarantined[row] === 1);
  return {
    dataset,
    checked: { ...fused, gathered, detections: [detection], notes: [] },
    result: {
      schema: "castellan/data-check/1",
      tool: { name: "castellan", version: "0.0.0" },
      file: "table.csv",
      rows: own,
      complete: true,
      verdict: groups.length === 0 ? "clean" : "poisoned",
      reasons: fused.groups.map(({ description }) => description),
      power: { "label-flips": 0.7, flood: 0.1, "patch-trigger": null },
      groups: fused.groups.map(({ kind, rows, p, description, where }) => ({
        kind,
        rows: rows.length,
        p,
        description,
        where: { ...where },
        ids: [...rows].map(String),
      })),
      quarantine: { rows: held.length, ids: held.map(String) },
      detectors: [{ id: "given", title: "what the test gives", live: groups.length > 0, p: 1, note: "given" }],
      model: null,
      reviewed: 0,
      roles: { features: dataset.features.map(({ name }) => name), label: ["label"] },
      warnings: [],
    },
  };
}
