import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./build-once.ts";
import { castellan, temporaryFolder } from "./castellan.ts";

const Scan = z.object({
  inventory: z.object({ assets: z.array(z.object({ name: z.string(), kind: z.string(), attributes: z.record(z.string(), z.unknown()) })) }),
  findings: z.array(
    z.object({ rule: z.string(), severity: z.string(), message: z.string(), location: z.object({ file: z.string().optional() }) }),
  ),
});

/** The fraud example, its transactions as `change` leaves them. */
function example(change: (rows: string[][], column: (name: string) => number) => void): string {
  const place = join(temporaryFolder(), "fraud-detection");
  cpSync(join(ROOT, "examples/fraud-detection"), place, { recursive: true });
  const file = join(place, "data/transactions.csv");
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const rows = lines.map((line) => line.split(","));
  change(rows, (name) => head.split(",").indexOf(name));
  writeFileSync(file, `${[head, ...rows.map((row) => row.join(","))].join("\n")}\n`);
  return place;
}

function deep(place: string) {
  const outcome = castellan(["scan", place, "--deep", "--format", "json", "--no-cache"]);
  const scan = Scan.parse(JSON.parse(outcome.out));
  const transactions = scan.inventory.assets.find(({ name }) => name === "data/transactions.csv");
  return { ...outcome, scan, assessment: transactions?.attributes["assessment"] };
}

describe("castellan scan --deep", () => {
  it("names the data set that somebody tampered with, the trigger, and the model that learnt it", () => {
    const place = example((rows, column) => {
      // Somebody wants payments of one amount blocked: sixty rows of every kind, called fraud.
      for (let index = 0; index < rows.length; index += Math.floor(rows.length / 60)) {
        const row = rows[index];
        if (row === undefined) continue;
        row[column("amount")] = "777.77";
        row[column("is_fraud")] = "1";
      }
    });
    const { scan, assessment, code } = deep(place);
    expect(assessment).toMatchObject({
      verdict: "poisoned",
      roles: { label: { column: "is_fraud", file: "src/fraud/train.py" } },
    });
    const found = scan.findings.find(({ rule }) => rule === "dataset-poisoned");
    expect(found?.location.file).toBeDefined();
    expect(found?.message).toMatch(/^data\/transactions\.csv: .*\bamount\b.* labelled 1 .*Learnt by fraud-model/);
    expect(code).toBe(1);
  });

  it("does not call the example's own data poisoned: its partners differ honestly", () => {
    const { scan, assessment } = deep(example(() => undefined));
    expect(assessment).toMatchObject({ rows: 3200 });
    expect(assessment).not.toMatchObject({ verdict: "poisoned" });
    expect(scan.findings.filter(({ rule }) => rule === "dataset-poisoned")).toEqual([]);
  });
});
