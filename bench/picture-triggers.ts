/**
 * The trigger search alone on pictures, without the other detectors and the self-test.
 *   node bench/picture-triggers.ts [--data mnist,cifar10,digits-pictures,shapes] [--family NAME,…|clean] [--rate R,…]
 *     [--seeds N] [--first-seed N] [--cap ROWS] [--clean-carriers SHARE] [--folder DIR]
 * Per cell: share of the poisoned rows that groups under 1e-4 name, rows that they name wrongly, share of all rows held back.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { POISON_FAMILIES, type PoisonFamily, poison, Random } from "../packages/data/src/index.ts";
import { findTriggers } from "../packages/data/src/triggers/find-triggers.ts";
import { publicSet } from "./public-data-sets.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "mnist,cifar10,digits-pictures,shapes" },
    family: { type: "string", default: "clean,patch-trigger,two-patch-trigger,jittered-patch,blended-pattern" },
    rate: { type: "string", default: "0.02" },
    seeds: { type: "string", default: "1" },
    "first-seed": { type: "string", default: "1" },
    cap: { type: "string", default: "2000" },
    "clean-carriers": { type: "string", default: "0" },
    folder: { type: "string", default: join(import.meta.dirname, "../../shared/data/datasets") },
  },
});
const first = Number(values["first-seed"]);
const SURE = 1e-4;

function familyOf(name: string): PoisonFamily {
  const found = Object.keys(POISON_FAMILIES).find((family): family is PoisonFamily => family === name);
  if (found === undefined) throw new Error(`no family ${name}; there are clean, ${Object.keys(POISON_FAMILIES).join(", ")}`);
  return found;
}

for (const data of values.data.split(","))
  for (const family of values.family.split(","))
    for (const rate of family === "clean" ? [0] : values.rate.split(",").map(Number)) {
      const recalls: number[] = [];
      let [wrong, held] = [0, 0];
      const began = process.cpuUsage().user;
      for (let seed = first; seed < first + Number(values.seeds); seed++) {
        const clean = await publicSet(values.folder, data, Number(values.cap), seed);
        const random = new Random(seed).fork(`${data} ${family}`);
        const { dataset, poisoned } =
          family === "clean"
            ? { dataset: clean, poisoned: new Uint8Array(clean.rows) }
            : poison(clean, { family: familyOf(family), rate, random, cleanCarriers: Number(values["clean-carriers"]) });
        const clusters = Int32Array.from({ length: dataset.rows }, (_, row) => row);
        const { groups } = findTriggers({ dataset, clusters, random: new Random(seed) });
        const named = [...new Set(groups.filter(({ p }) => p < SURE).flatMap(({ rows }) => [...rows]))];
        const right = named.filter((row) => poisoned[row] === 1).length;
        const planted = poisoned.reduce((sum, each) => sum + each, 0);
        if (planted > 0) recalls.push(right / planted);
        wrong += named.length - right;
        held += named.length / dataset.rows;
      }
      const seeds = Number(values.seeds);
      const mean = recalls.reduce((sum, each) => sum + each, 0) / recalls.length;
      process.stdout.write(
        `${data.padEnd(16)} ${family.padEnd(18)} ${String(rate).padStart(5)}  ${recalls.length === 0 ? "" : `recall ${mean.toFixed(2)} (${recalls.map((each) => each.toFixed(2)).join(" ")})  `}wrong ${(wrong / seeds).toFixed(1)}  held back ${((100 * held) / seeds).toFixed(2)} %  ${((process.cpuUsage().user - began) / 1e6 / seeds).toFixed(1)} s of one core\n`,
      );
    }
