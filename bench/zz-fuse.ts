import { writeFileSync } from "node:fs";
import { serialize } from "node:v8";
import { checkDataset } from "../packages/data/src/check/check-dataset.ts";
import { applicableFamilies, poison, Random } from "../packages/data/src/index.ts";
import { publicSet } from "./public-data-sets.ts";
const [sets, families, seed = "31", cap = "2000"] = process.argv.slice(2);
let n = 0;
for (const data of sets!.split(",")) {
  const clean = await publicSet("/work/shared/data/datasets", data, Number(cap), Number(seed));
  for (const item of families!.split(",")) {
    const [family, rate] = item.split(":") as [never, string];
    if (!applicableFamilies(clean).includes(family)) continue;
    const planted = poison(clean, { family, rate: Number(rate), random: new Random(Number(seed)).fork(`${data} ${family}`) });
    const c = checkDataset(planted.dataset, { random: new Random(Number(seed)) });
    writeFileSync(`/tmp/fusecells/${data}-${family}-${rate}-${seed}.bin`, serialize({ data, family, rate, poisoned: planted.poisoned, rows: planted.dataset.rows, scores: c.scores,
      detections: c.detections.map((d) => ({ id: d.id, live: d.live, livenessP: d.livenessP, p: d.p, groups: d.groups.map((g) => ({ kind: g.kind, rows: g.rows, p: g.p, rowP: g.rowP, attack: g.attack })) })) }));
    console.log(++n, data, family, rate);
  }
}
