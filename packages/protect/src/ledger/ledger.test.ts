import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@castellan/graph";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ActInput, parseAct, renderAct } from "./act/act.ts";
import { ActChecker } from "./act/check-acts.ts";
import { saltedHash, sealedPayloadFolders } from "./act/sealed-payloads.ts";
import { Ledger } from "./ledger.ts";
import { logFolder } from "./log/files.ts";
import { signerKey } from "./note/keys.ts";
import { readEntry } from "./tiles/read-entry.ts";
import { verifyLog } from "./verify/verify-log.ts";

const key = signerKey("example.org/log", "ed25519", new Uint8Array(32).fill(1));
const act: ActInput = { act: "data.read", actor: { kind: "job", name: "trainer" } };
let folder = "";
let now = 1_700_000_000_000;
let drawn = 0;
const random = (count: number): Uint8Array => new Uint8Array(count).fill(++drawn % 256);
const payloads = () => sealedPayloadFolders(join(folder, "log/sealed"), join(folder, "keys"), random);
const open = () => Ledger.open({ folder: join(folder, "log"), keys: [key], clock: () => new Date(now), random, payloads: payloads() });
const read = (path: string) => logFolder(join(folder, "log")).read(path);
const actAt = (index: number, size: number) => parseAct(readEntry(read, index, size));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-ledger-"));
  now = 1_700_000_000_000;
});
afterEach(() => {
  if (existsSync(join(folder, "log"))) chmodSync(join(folder, "log"), 0o700);
  rmSync(folder, { recursive: true });
});

function problems(): readonly string[] {
  const checker = new ActChecker(read);
  const report = verifyLog(read, { logKeys: [key], entry: (index, bytes) => checker.entry(index, bytes) });
  return [...report.problems, ...checker.problems].map(({ message }) => message);
}

describe("Ledger", () => {
  it("records acts in canonical JSON", async () => {
    const ledger = await open();
    await ledger.append({
      ...act,
      subjects: [{ name: "set", digests: { sha256: "ab".repeat(32), "blake2b-256": "cd".repeat(32) } }],
      details: { b: 1, a: true },
    });
    await ledger.close();
    const entry = readEntry(read, 0, 1);
    expect(Buffer.from(entry).toString()).toBe(canonicalJson(JSON.parse(Buffer.from(entry).toString())));
    expect(actAt(0, 1)).toMatchObject({ schema: "castellan/act/1", time: "2023-11-14T22:13:20.000Z", details: { a: true, b: 1 } });
    expect(problems()).toEqual([]);
  });

  it("keeps what is personal apart, and makes it unreadable without touching the log", async () => {
    const ledger = await open();
    await ledger.append({ ...act, actor: { kind: "person" }, personal: { mail: "ann@example.org" }, person: "ann" });
    await ledger.append({ ...act, personal: { mail: "bob@example.org" }, person: "bob" });
    await ledger.append({ ...act, personal: { mail: "nobody@example.org" } });
    await ledger.close();
    const everything = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    for (const file of everything)
      expect(readFileSync(join(file.parentPath, file.name), "latin1")).not.toMatch(/example\.org\b(?!\/log)|\bann\b/);
    const [ann, bob] = [actAt(0, 3), actAt(1, 3)];
    const opened = payloads().open(ann?.sealed ?? "");
    expect(opened.values).toEqual({ mail: "ann@example.org" });
    expect(ann?.personal).toEqual({ mail: saltedHash(opened.salt, "mail", "ann@example.org") });
    expect(payloads().destroyPerson("ann")).toBe(true);
    expect(payloads().destroyPerson("ann")).toBe(false);
    expect(() => payloads().open(ann?.sealed ?? "")).toThrow(/destroyed/);
    // A new key of the same person does not open the old payload.
    payloads().seal("0".repeat(32), { salt: "", values: {} }, "ann");
    expect(() => payloads().open(ann?.sealed ?? "")).toThrow(/destroyed/);
    expect(payloads().open(bob?.sealed ?? "").values).toEqual({ mail: "bob@example.org" });
    expect(payloads().destroyPayload(bob?.sealed ?? "")).toBe(true);
    expect(() => payloads().open(bob?.sealed ?? "")).toThrow(/destroyed/);
    expect(problems()).toEqual([]);
  });

  it("tells a sealed payload that was changed, moved or is missing", async () => {
    const store = payloads();
    const [one, two] = ["1".repeat(32), "2".repeat(32)];
    store.seal(one, { salt: "aa", values: { x: "y" } });
    const path = join(folder, "log/sealed/11", one);
    const text = readFileSync(path, "utf8");
    const sealed = JSON.parse(text);
    writeFileSync(path, JSON.stringify({ ...sealed, body: Buffer.from("other").toString("base64") }));
    expect(() => store.open(one)).toThrow(/was changed/);
    writeFileSync(path, "{}");
    expect(() => store.open(one)).toThrow(/no sealed payload/);
    writeFileSync(path, "junk");
    expect(() => store.open(one)).toThrow(/no sealed payload/);
    store.seal(two, { salt: "aa", values: {} });
    writeFileSync(join(folder, "log/sealed/22", two), text);
    expect(() => store.open(two)).toThrow(/was changed/);
    expect(() => store.open("3".repeat(32))).toThrow(/There is no sealed/);
    expect(() => store.open("../../etc/passwd")).toThrow(/names no sealed payload/);
  });

  it("never goes back in time", async () => {
    const ledger = await open();
    await ledger.append(act);
    now -= 5000;
    await ledger.append(act);
    await ledger.close();
    const later = await open();
    await later.append(act);
    now += 60_000;
    await later.append(act);
    await later.close();
    expect([0, 1, 2, 3].map((index) => [actAt(index, 4)?.time.slice(17, 19), actAt(index, 4)?.clock?.slice(17, 19)])).toEqual([
      ["20", undefined],
      ["20", "15"],
      ["20", "15"],
      ["15", undefined],
    ]);
    expect(problems()).toEqual([]);
  });

  it("puts long acts beside the log, and misses them", async () => {
    const ledger = await open();
    const details = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, "x".repeat(4000)]));
    await ledger.append({ ...act, details });
    await ledger.close();
    const { large } = actAt(0, 1) ?? {};
    expect(large?.bytes).toBeGreaterThan(100_000);
    expect(problems()).toEqual([]);
    const path = join(folder, "log/objects", large?.sha256 ?? "");
    writeFileSync(path, "other");
    expect(problems()).toEqual([expect.stringContaining("was changed")]);
    rmSync(path);
    expect(problems()).toEqual([expect.stringContaining("is missing")]);
  });

  it.each([
    ["an act without a noun", { ...act, act: "read" }],
    ["a field that is not known", { ...act, name: "x" }],
    ["nested details", { ...act, details: { a: { b: 1 } } }],
    ["a number that is none", { ...act, details: { a: Number.NaN } }],
    ["no digest", { ...act, subjects: [{ digests: { sha256: "xyz" } }] }],
    ["an empty person", { ...act, personal: {}, person: "" }],
  ])("refuses %s", async (_what, wrong) => {
    const ledger = await open();
    await expect(Reflect.apply(ledger.append, ledger, [wrong])).rejects.toThrow(/no act for the ledger/);
    expect(ledger.checkpoint.size).toBe(0);
    await ledger.close();
  });

  it("records many at once in their order, or none where one is no act", async () => {
    const ledger = await open();
    const long = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, "x".repeat(4000)]));
    const wrong = Reflect.apply(ledger.appendAll, ledger, [[act, { ...act, act: "read" }]]);
    await expect(wrong).rejects.toThrow(/no act for the ledger/);
    expect(ledger.checkpoint.size).toBe(0);
    const first = ledger.appendAll([act, { ...act, details: long }, { ...act, personal: { mail: "ann@example.org" }, person: "ann" }]);
    now += 1000;
    const [before, after] = await Promise.all([first, ledger.append(act)]);
    await ledger.close();
    expect([...before, after].map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(actAt(1, 4)?.large?.bytes).toBeGreaterThan(100_000);
    expect(actAt(2, 4)?.sealed).toMatch(/^[0-9a-f]{32}$/);
    expect(problems()).toEqual([]);
  });

  it("lets one writer in, also after a failure", async () => {
    const ledger = await open();
    await expect(open()).rejects.toThrow(/held by another process/);
    await ledger.close();
    writeFileSync(join(folder, "log/checkpoint"), "junk");
    await expect(open()).rejects.toThrow(/no signed note/);
    await expect(open()).rejects.toThrow(/no signed note/);
  });

  it.skipIf(process.getuid?.() === 0)("says that a folder is read only", async () => {
    await (await open()).close();
    chmodSync(join(folder, "log"), 0o500);
    await expect(open()).rejects.toThrow(/cannot write/);
  });

  it("needs a side store for what is personal", async () => {
    const ledger = await Ledger.open({ folder: join(folder, "log"), keys: [key], clock: () => new Date(now), random });
    await expect(ledger.append({ ...act, personal: { a: "b" } })).rejects.toThrow(/side store/);
    await ledger.close();
  });
});

describe("entries that are acts", () => {
  const whole = { schema: "castellan/act/1", act: "a.b", actor: { kind: "job" }, time: "2024-01-01T00:00:00.000Z" } as const;

  it("are canonical", () => {
    expect(parseAct(renderAct(whole))).toEqual(whole);
    expect(parseAct(Buffer.from(`${renderAct(whole).toString()} `))).toBeUndefined();
    expect(parseAct(Buffer.from(JSON.stringify(whole)))).toBeUndefined();
    expect(parseAct(Buffer.from("{"))).toBeUndefined();
    expect(parseAct(Buffer.from([255]))).toBeUndefined();
  });

  it("are checked for form and order of time; others are counted", () => {
    const checker = new ActChecker(() => undefined);
    checker.entry(0, renderAct(whole));
    checker.entry(1, renderAct({ ...whole, time: "2023-01-01T00:00:00.000Z" }));
    checker.entry(2, Buffer.from("something else"));
    checker.entry(3, Buffer.from(canonicalJson({ ...whole, more: 1 })));
    expect([checker.acts, checker.others]).toEqual([2, 2]);
    expect(checker.problems.map(({ message }) => message)).toEqual([
      "entry 1 is of 2023-01-01T00:00:00.000Z, earlier than the one before it",
      "entry 3 says that it is an act, and is not of that form",
    ]);
  });
});
