import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { scan } from "../index.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-scan-advisories-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("matches records with what a scan finds, and says which it could not read", async () => {
  const [target, records] = [mkdtempSync(join(folder, "t")), mkdtempSync(join(folder, "r"))];
  writeFileSync(join(target, "requirements.txt"), "torch==2.4.0\n");
  writeFileSync(join(target, "m.py"), "import torch\n");
  const record = {
    id: "TEST-1",
    affected: [
      { package: { ecosystem: "PyPI", name: "Torch" }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "2.0" }, { fixed: "2.5" }] }] },
    ],
  };
  writeFileSync(join(records, "a.json"), JSON.stringify(record));
  writeFileSync(join(records, "b.json"), "{");
  const { findings, coverage, summary } = await scan({ targets: [target], advisories: [records], jobs: 1 });
  expect(findings.filter(({ rule }) => rule === "vulnerable-library").map(({ message }) => message)).toEqual([
    "torch 2.4.0 has the hole TEST-1.",
  ]);
  expect(coverage.skipped.map(({ file, reason, required }) => [file.endsWith("b.json"), reason, required])).toEqual([
    [true, "advisory is not JSON", true],
  ]);
  expect(summary.complete).toBe(false);
  await expect(scan({ targets: [target], advisories: [join(folder, "absent")], jobs: 1 })).rejects.toThrow(/no advisories at/);
}, 60_000);
