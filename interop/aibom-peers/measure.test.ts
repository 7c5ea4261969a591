import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { labels, reported, scanOf } from "../../conformance/bom/fixtures.ts";
import { agreedButUnlabelled, foundByPeersOnly } from "./compare.ts";
import { install, installCommands } from "./install.ts";
import { EMPTY, rowOf, scoreTwice } from "./measure.ts";
import { PEERS } from "./peers.ts";
import { kindTable, listOf, summaryTable } from "./table.ts";

const PROJECT = labels({
  assets: [
    { id: "m", kind: "model", name: "gpt-x", file: "a.py", line: 3 },
    { id: "t", kind: "tool", name: "search" },
    { id: "s", kind: "model", name: "tiny" },
  ],
  relations: [
    { from: "t", kind: "uses_model", to: "m" },
    { from: "s", kind: "derived_from", to: "m" },
  ],
});
const knows = (kind: string): boolean => kind === "model";
const scan = scanOf([reported("1", "model", "tiny"), reported("2", "model", "wrong", "b.py", 4)]);
const scored = { label: "p", seconds: 1.5, ...scoreTwice(PROJECT, scan, knows) };
const missed = { label: "p", seconds: 0.5, failure: "no output", ...scoreTwice(PROJECT, EMPTY, knows) };

describe("scoreTwice", () => {
  it("counts kinds that a tool does not know only in the full score", () => {
    expect(scored.score.assets).toMatchObject({ labelled: 3, found: 1 });
    expect(scored.within.assets).toMatchObject({ labelled: 2, found: 1, reported: 2, correct: 1 });
    expect([scored.score.relations.labelled, scored.within.relations.labelled]).toEqual([2, 1]);
  });
});

describe("rowOf and the tables", () => {
  const row = rowOf("peer", "1.0", [scored, missed]);
  it("add up, and a failed scan misses everything", () => {
    expect(row).toMatchObject({ seconds: 2, failed: ["p: no output"] });
    expect(row.assets).toMatchObject({ labelled: 6, found: 1 });
    expect(summaryTable([row]).at(-1)).toMatch(/^\| peer 1\.0 \| 0\.167 \(1\/6\) +\| 0\.500 +\| 0\.250 \(1\/4\)/u);
    expect(kindTable([row], 1).slice(2)).toEqual(["| model (4)       | 0.250 / 0.500 |", "| tool (2)        | –             |"]);
    expect(summaryTable([]).length).toBe(2);
  });
});

describe("comparison", () => {
  const ours = { name: "castellan", scored: [missed] };
  const peers = [
    { name: "one", scored: [scored] },
    { name: "two", scored: [scored] },
    { name: "broken", scored: [missed] },
  ];
  it("lists what only peers found, and what two of them report against the labels", () => {
    expect(foundByPeersOnly(ours, peers)).toEqual([{ label: "p", kind: "model", name: "tiny", file: "", peers: ["one", "two"] }]);
    expect(agreedButUnlabelled(peers)).toMatchObject([{ name: "wrong", file: "b.py", peers: ["one", "two"] }]);
    expect(listOf("only peers", foundByPeersOnly(ours, peers))).toEqual(["only peers: 1", "  p: model tiny  [one, two]"]);
  });
});

describe("install", () => {
  it("pins every peer and leaves this workspace alone", () => {
    for (const peer of PEERS) {
      const commands = installCommands(peer, "/tools/x").map(([program, args]) => [program, ...args].join(" "));
      expect(commands.at(-1)).toMatch(peer.registry === "npm" ? /--ignore-scripts --prefix \/tools\/x \S+@\d/u : /==\d+\.\d+\.\d+$/u);
      expect(peer.command("/tools/x", "/target", "/out.json")[0]).toMatch(/^\/tools\/x\//u);
    }
  });
  it("installs once, and says why when it cannot", () => {
    const folder = mkdtempSync(join(tmpdir(), "peers-"));
    const [peer] = PEERS;
    if (peer === undefined) throw new RangeError("no peer");
    let runs = 0;
    const refused = install(peer, folder, () => {
      throw new Error("no network\nat line 1");
    });
    expect(refused).toEqual({ state: "skipped", reason: "npm does not install @cyclonedx/cdxgen 12.8.4: no network" });
    const count = (): void => {
      runs += 1;
    };
    expect([install(peer, folder, count).state, install(peer, folder, count).state, runs]).toEqual(["ready", "ready", 1]);
    rmSync(folder, { recursive: true });
  });
});
