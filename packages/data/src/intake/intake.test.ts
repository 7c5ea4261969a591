import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { analyseFolder } from "./analyse-folder.ts";
import type { IntakeAnalysis } from "./analysis.ts";
import { DataIntakeDocument, ProvenanceRecord } from "./document.ts";
import { readPolicy } from "./policy.ts";
import { renderIntake } from "./report.ts";
import { sourcesOf } from "./store.ts";
import { type IntakeOptions, takeIn } from "./take-in.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-intake-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places = 0;
const fresh = (): string => join(folder, String(places++));

/** The same analysis without a process around it; isolate.test.ts tests the process. */
const here: IntakeAnalysis = async (request) => ({
  report: await analyseFolder({ ...request, scratch: folder }),
  isolation: { process: false, network: "none", writes: "allowed", memoryMegabytes: 1, seconds: 1 },
});

const DAY = 86_400_000;
const rows = (count: number, change: (row: number) => Partial<{ key: string; amount: string; at: string }> = () => ({})): string =>
  `key,amount,at\n${Array.from({ length: count }, (_, row) => {
    const at = new Date(Date.UTC(2026, 0, 1) + row * (DAY / 4)).toISOString();
    const { key, amount, at: when } = { key: `k${row}`, amount: String((row * 37) % 101), at, ...change(row) };
    return `${key},${amount},${when}\n`;
  }).join("")}`;

function written(name: string, text: string): string {
  const place = fresh();
  mkdirSync(place);
  writeFileSync(join(place, name), text);
  return join(place, name);
}

function options(source: string, store: string, more: Partial<IntakeOptions> = {}, policy = "changes-expected: true\n"): IntakeOptions {
  return {
    source,
    store,
    name: "bank",
    // The check of a table takes seconds: one test of its own runs it.
    policy: readPolicy(`${policy.includes("require:") ? "" : "require: [table]\ncheck-rows: 0\n"}${policy}`, "policy.yaml"),
    peers: [],
    seed: 1,
    version: "0",
    clock: () => new Date(Date.UTC(2026, 10, 22)),
    analysis: here,
    ...more,
  };
}

const rules = ({ findings }: { readonly findings: readonly { readonly rule: string; readonly blocks: boolean }[] }): readonly string[] =>
  findings.filter(({ blocks }) => blocks).map(({ rule }) => rule);

describe("takeIn", () => {
  it("moves what passes into the store, with hashes and provenance", async () => {
    const [source, store] = [written("a.csv", rows(200)), fresh()];
    const result = await takeIn(options(source, store, { licence: "CC0-1.0" }));
    expect(result.status).toBe("accepted");
    expect(DataIntakeDocument.parse(result)).toEqual(result);
    expect(readFileSync(join(store, result.place, "data/a.csv"), "utf8")).toBe(rows(200));
    const record = ProvenanceRecord.parse(JSON.parse(readFileSync(join(store, result.place, "provenance.json"), "utf8")));
    expect([record.licence, record.manifest.total, record.fetched]).toEqual(["CC0-1.0", result.manifest.total, "2026-11-22T00:00:00.000Z"]);
    expect(existsSync(join(store, "incoming/bank"))).toBe(false);
    expect(readdirSync(join(store, "quarantine"), { recursive: true }).filter((name) => String(name).endsWith(".csv"))).toEqual([]);
    expect(sourcesOf(store)).toEqual(["bank"]);
    expect(renderIntake(result, { color: false, width: 100, all: false })).toMatch(/ACCEPTED {3}accepted\/bank/);
  });

  it("calls other bytes from the same origin a split view, and holds them", async () => {
    const [source, store] = [written("a.csv", rows(200)), fresh()];
    await takeIn(options(source, store, {}, ""));
    writeFileSync(
      source,
      rows(200, (row) => (row === 7 ? { amount: "1" } : {})),
    );
    const result = await takeIn(options(source, store, {}, ""));
    expect([result.status, rules(result)]).toEqual(["held", ["split-view"]]);
    expect(existsSync(join(store, result.place, "data/a.csv"))).toBe(true);
    expect(result.place).toMatch(/^quarantine\//);
    // The very same bytes again are none.
    writeFileSync(source, rows(200));
    expect((await takeIn(options(source, store, {}, "changes-expected: true"))).status).toBe("accepted");
  });

  it("counts rows that came, went and changed, by key and by content", async () => {
    const [source, store] = [written("a.csv", rows(400)), fresh()];
    await takeIn(options(source, store, { id: "key" }));
    const text = rows(420, (row) => (row < 12 ? { amount: "999" } : {}))
      .split("\n")
      .filter((line) => !/^k(?:3\d\d),/.test(line))
      .join("\n");
    const next = written("renamed.csv", text);
    const byKey = await takeIn(options(next, store, { id: "key" }));
    expect(byKey.comparisons[0]?.rows).toEqual({ before: 400, now: 320, added: 20, removed: 100, changed: 12, same: 288 });
    expect(rules(byKey)).toEqual(expect.arrayContaining(["rows-removed", "rows-changed"]));
    const byContent = await takeIn(options(next, store));
    expect(byContent.comparisons[0]?.rows).toMatchObject({ added: 32, removed: 112, changed: 0 });
    expect(byKey.status).toBe("held");
  });

  it("finds edits bunched before the snapshot, and none in even times or a daily rhythm", async () => {
    const late = (share: number) => (row: number) =>
      row % 10 < share * 10 ? { at: new Date(Date.UTC(2026, 0, 1) + 99.9 * DAY + row * 1000).toISOString() } : {};
    const check = async (text: string): Promise<readonly string[]> =>
      rules(await takeIn(options(written("a.csv", text), fresh(), { time: "at" })));
    expect(await check(rows(400))).toEqual([]);
    expect(await check(rows(400, late(0.2)))).toEqual(["frontrunning"]);
    const daily = rows(400, (row) => ({
      at: new Date(Date.UTC(2026, 0, 1) + Math.floor(row / 4) * DAY + (row % 4) * 60_000).toISOString(),
    }));
    expect(await check(daily)).toEqual([]);
    const result = await takeIn(options(written("a.csv", rows(50)), fresh(), { time: "when" }));
    expect(result.findings.find(({ rule }) => rule === "unchecked")?.message).toMatch(/no column when/);
  });

  it("finds old rows that were edited right before the snapshot", async () => {
    const [source, store] = [written("a.csv", rows(2000)), fresh()];
    await takeIn(options(source, store, { id: "key", time: "at" }));
    // Thirty rows of all ages are touched in the last hour; the others keep their times.
    writeFileSync(
      source,
      rows(2000, (row) =>
        row % 60 === 5 ? { amount: "5", at: new Date(Date.UTC(2026, 0, 1) + 499.9 * DAY + row * 100).toISOString() } : {},
      ),
    );
    const result = await takeIn(options(source, store, { id: "key", time: "at" }, "changes-expected: true\nchanged-rows: 0.1"));
    expect(rules(result)).toContain("frontrunning");
  });

  it("compares with other sources of the same facts", async () => {
    const store = fresh();
    await takeIn(options(written("a.csv", rows(300)), store, { name: "other", id: "key" }));
    const result = await takeIn(
      options(
        written(
          "b.csv",
          rows(300, (row) => (row < 9 ? { amount: "-1" } : {})),
        ),
        store,
        { id: "key", peers: ["other"] },
      ),
    );
    expect(result.disagreements).toEqual([
      { source: "other", file: "b.csv", key: "key", shared: 300, columns: [{ name: "amount", differ: 9 }] },
    ]);
    expect(rules(result)).toEqual(["disagreement"]);
    await expect(takeIn(options(written("c.csv", rows(3)), store, { id: "key", peers: ["nobody"] }))).rejects.toThrow(
      /no accepted version of nobody/,
    );
  });

  it("profiles and checks the rows, holds what has none of the verdicts asked for, and keeps the verdict for cleaning", async () => {
    const text = `a,b,label\n${Array.from({ length: 800 }, (_, row) => `${((row * 7919) % 1009) / 1009},${row % 7},${row % 2}\n`).join("")}`;
    const store = fresh();
    const result = await takeIn(
      options(written("a.csv", text), store, { label: "label" }, "require: [table, profile, check]\nverdicts: []"),
    );
    expect(result.analyses.map(({ id, status }) => [id, status])).toEqual([
      ["table", "done"],
      ["profile", "done"],
      ["check", "done"],
    ]);
    expect([result.status, rules(result)]).toEqual(["held", ["check"]]);
    const verdict: unknown = JSON.parse(readFileSync(join(store, result.place, "checks/a.csv.json"), "utf8"));
    expect(verdict).toMatchObject({ schema: "castellan/data-check/1", rows: 800 });
    const secret = written(
      "s.csv",
      `id,note\n${Array.from({ length: 60 }, (_, row) => `${row},${row === 3 ? `ghp_${"R7kQ2mX9vB4nL6tJ8wZ3cF5hD1sG0pYaEuWi"}` : "fine"}\n`).join("")}`,
    );
    const leaked = await takeIn(options(secret, fresh(), {}, "check-rows: 0\nrequire: [table, profile]"));
    expect([leaked.status, rules(leaked)]).toEqual(["held", ["profile"]]);
    const personal = await takeIn(
      options(secret, fresh(), {}, "check-rows: 0\nrequire: [table, profile]\nattention: critical\nclasses: [public]"),
    );
    expect(rules(personal)).toEqual(["classification"]);
  });

  it("lets only those sign whom the policy names, and never what is critical", async () => {
    const [source, store] = [written("a.csv", rows(100)), fresh()];
    const policy = "licence-required: true\nsigned-by: [Ada]\n";
    expect((await takeIn(options(source, store, {}, policy))).status).toBe("held");
    await expect(takeIn(options(source, store, { signature: "Eve" }, policy))).rejects.toThrow(/does not let Eve sign; it names Ada/);
    const signed = await takeIn(options(source, store, { signature: "Ada" }, policy));
    expect([signed.status, signed.signedOffBy]).toEqual(["accepted", "Ada"]);
    const banned = await takeIn(
      options(written("x.csv", rows(100)), fresh(), { signature: "Ada" }, "origins: [/srv/trusted]\nsigned-by: [Ada]\n"),
    );
    expect([banned.status, rules(banned)]).toEqual(["rejected", ["origin"]]);
    expect((await takeIn(options(written("y.csv", rows(100)), fresh(), {}, "signature-required: true"))).status).toBe("held");
  });

  it("holds what cannot be read or was not checked as required, and keeps it", async () => {
    const store = fresh();
    const picture = await takeIn(options(written("a.png", "\u0089PNG"), store));
    expect([picture.status, [...new Set(rules(picture))]]).toEqual(["held", ["unchecked"]]);
    const broken = await takeIn(options(written("a.parquet", "PAR1 but no"), fresh()));
    expect([broken.status, rules(broken)]).toEqual(["held", ["unreadable", "unchecked"]]);
    const wanted = await takeIn(options(written("a.csv", rows(50)), fresh(), {}, "check-rows: 0\nrequire: [table, magic]"));
    expect(wanted.findings[0]?.message).toMatch(/requires magic, which this version does not do/);
  });

  it("goes on after a crash at any point", async () => {
    const source = fresh();
    mkdirSync(join(source, "deep"), { recursive: true });
    writeFileSync(join(source, "a.csv"), rows(50));
    writeFileSync(join(source, "deep/b.csv"), rows(60));
    // In the middle of copying: one file whole, one half, one that is gone from the source, the lock of a dead process.
    const store = fresh();
    mkdirSync(join(store, "incoming/bank/data"), { recursive: true });
    mkdirSync(join(store, "sources"));
    writeFileSync(join(store, "incoming/bank/data/a.csv"), rows(50));
    writeFileSync(join(store, "incoming/bank/data/gone.csv"), "x\n");
    writeFileSync(join(store, "incoming/bank/data/b.csv.part"), "key,am");
    writeFileSync(join(store, "sources/bank.lock"), "999999999");
    const clean = await takeIn(options(source, fresh()));
    const resumed = await takeIn(options(source, store));
    expect(resumed.manifest).toEqual(clean.manifest);
    expect(resumed.status).toBe("accepted");
    // Between the move into the store and the history.
    rmSync(join(store, "sources/bank.json"));
    const again = await takeIn(options(source, store));
    expect([again.status, again.place]).toEqual(["accepted", resumed.place]);
    // In the analysis.
    const crashed = fresh();
    const crash: IntakeAnalysis = () => Promise.reject(new Error("power cut"));
    await expect(takeIn(options(source, crashed, { analysis: crash }))).rejects.toThrow("power cut");
    expect(readdirSync(join(crashed, "sources"))).toEqual(["bank.json"]);
    expect((await takeIn(options(source, crashed))).status).toBe("accepted");
  });

  it("notices when the files change under its hands, and follows no link", async () => {
    const touching: IntakeAnalysis = async (request, signal) => {
      const answer = await here(request, signal);
      writeFileSync(join(request.folder, "a.csv"), rows(51));
      return answer;
    };
    const result = await takeIn(options(written("a.csv", rows(50)), fresh(), { analysis: touching }));
    expect([result.status, rules(result)]).toEqual(["rejected", ["altered"]]);
    const source = fresh();
    mkdirSync(source);
    writeFileSync(join(source, "a.csv"), rows(50));
    symlinkSync("/etc/passwd", join(source, "secret.csv"));
    const linked = await takeIn(options(source, fresh()));
    expect(linked.manifest.files.map(({ path }) => path)).toEqual(["a.csv"]);
    expect(linked.findings.map(({ rule }) => rule)).toEqual(["links"]);
  });

  it("says what is wrong with source, store, name and policy", async () => {
    await expect(takeIn(options(join(folder, "none.csv"), fresh()))).rejects.toThrow(/none\.csv: there is no such file/);
    const source = written("a.csv", rows(50));
    await expect(takeIn(options(source, fresh(), { name: "../up" }))).rejects.toThrow(/no name for a source/);
    await expect(takeIn(options(source, fresh(), {}, "limits: {megabytes: 1, files: 1}\n"))).resolves.toMatchObject({ status: "accepted" });
    await expect(takeIn(options(written("big.csv", "x\n".repeat(700_000)), fresh(), {}, "limits: {megabytes: 1}"))).rejects.toThrow(
      /larger than the policy's limit/,
    );
    const store = fresh();
    mkdirSync(join(store, "sources"), { recursive: true });
    writeFileSync(join(store, "sources/bank.lock"), "1");
    await expect(takeIn(options(source, store))).rejects.toThrow(/Process 1 is taking in bank/);
    expect(() => readPolicy("drift: sometimes", "p.yaml")).toThrow(/p\.yaml: drift:/);
    expect(() => readPolicy("a: [1", "p.yaml")).toThrow(/p\.yaml, line 1/);
    expect(() => readPolicy("drfit: none", "p.yaml")).toThrow(/drfit/);
  });
});

describe("https sources", () => {
  const answering =
    (answers: Readonly<Record<string, () => Response>>): IntakeOptions["fetch"] =>
    (url) =>
      Promise.resolve(answers[url]?.() ?? new Response(null, { status: 404 }));
  const at = (fetch: IntakeOptions["fetch"], source = "https://data.example/sets/a.csv?v=2", policy?: string) =>
    takeIn(options(source, fresh(), { ...(fetch === undefined ? {} : { fetch }) }, policy));
  const moved = (to: string) => new Response(null, { status: 302, headers: { location: to } });

  it("are streamed, over redirects, and kept under a harmless name", async () => {
    const result = await at(
      answering({ "https://data.example/sets/a.csv?v=2": () => moved("/b"), "https://data.example/b": () => new Response(rows(40)) }),
    );
    expect(result.manifest.files).toEqual([{ path: "a.csv", bytes: rows(40).length, sha256: expect.any(String) }]);
    expect([result.status, result.source.kind]).toEqual(["accepted", "https"]);
    const odd = await at(
      answering({ "https://x.example/..%2f..%2fetc%2fpasswd": () => new Response("a\n1\n") }),
      "https://x.example/..%2f..%2fetc%2fpasswd",
    );
    expect(odd.manifest.files[0]?.path).not.toMatch(/[/\\]|^\./);
  });

  it("are refused offline, over http, over the limit, in circles and when they fail", async () => {
    const address = "https://data.example/sets/a.csv?v=2";
    await expect(at(undefined)).rejects.toThrow(/--offline refuses/);
    await expect(at(answering({}), "http://data.example/a.csv")).rejects.toThrow(/by https only/);
    await expect(at(answering({ [address]: () => moved("http://10.0.0.1/") }))).rejects.toThrow(/leads to http:/);
    await expect(at(answering({ [address]: () => moved(address) }))).rejects.toThrow(/more than 5 times/);
    await expect(at(answering({}))).rejects.toThrow(/answers 404/);
    const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) }));
    await expect(at(answering({ [address]: endless }), address, "limits: {megabytes: 1}")).rejects.toThrow(
      /larger than the policy's limit of 1 MB/,
    );
    let parts = 0;
    const broken = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => (parts++ < 2 ? controller.enqueue(new Uint8Array(10)) : controller.error(new Error("reset"))),
        }),
      );
    await expect(at(answering({ [address]: broken }))).rejects.toThrow(/broke off after 20 bytes/);
  });
});
