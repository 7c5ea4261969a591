import { generateKeyPairSync, hash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Act, acquireLock, logFolder, parseAct, parseCheckpoint, readEntry } from "@castellan/protect/ledger";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { run } from "../../program.ts";

let folder = "";
const at = (name: string): string => join(folder, name);

async function castellan(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: "", error: "" };
  const code = await run(words, {
    out: { write: (text) => (written.out += text) },
    error: { write: (text) => (written.error += text) },
    environment: { XDG_CACHE_HOME: at("cache"), XDG_DATA_HOME: at("state"), HOME: folder, CASTELLAN_LEDGER: at("ledger") },
    signal: new AbortController().signal,
    clock: () => new Date("2026-11-22T00:00:00Z"),
  });
  return { code, ...written };
}

/** What the ledger holds, oldest first. */
function acts(): readonly Act[] {
  const { read } = logFolder(at("ledger"));
  const { size } = parseCheckpoint("checkpoint", readFileSync(at("ledger/checkpoint")));
  return Array.from({ length: size }, (_, index) => parseAct(readEntry(read, index, size))).filter((act) => act !== undefined);
}

const told = (): readonly string[] => acts().map(({ act, outcome }) => `${act} ${outcome ?? ""}`.trim());
const digestOf = (path: string): string => hash("sha256", readFileSync(path));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "castellan-cli-recorded-"));
  writeFileSync(at("plain"), "id,amount\n1,2\n");
  const made = await castellan("ledger", "init", at("ledger"), "--origin", "example.org/ledger");
  expect(made.code).toBe(0);
  writeFileSync(at("ledger.vkey"), made.out);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("commands with a ledger", () => {
  it("record what becomes of keys, with what the register says and without the reason in clear", async () => {
    expect((await castellan("keys", "new", "kim", "--unsealed")).code).toBe(0);
    expect((await castellan("keys", "rotate", "kim", "--unsealed", "--reason", "Kim left")).code).toBe(0);
    expect((await castellan("keys", "rotate", "kim", "--rewrap", "--unsealed")).code).toBe(0);
    expect((await castellan("keys", "destroy", "kim", "--force")).code).toBe(0);
    expect(told()).toEqual([
      ...["key.create.begin", "key.create done"],
      ...["key.rotate.begin", "key.rotate done", "key.create done"],
      ...["key.rewrap.begin", "key.rewrap done", "key.rewrap done"],
      ...["key.destroy.begin", "key.destroy done", "key.destroy done"],
    ]);
    const lines = readFileSync(at("state/castellan/keys/register.jsonl"), "utf8").trim().split("\n");
    const recorded = acts().flatMap(({ subjects }) => subjects?.filter(({ name }) => name === "register line") ?? []);
    expect(recorded.map(({ digests }) => digests?.["sha256"])).toEqual(lines.map((line) => hash("sha256", line)));
    expect(Object.keys(acts()[1]?.personal ?? {})).toEqual(["by"]);
    expect(JSON.stringify(acts())).not.toContain("Kim left");
    expect(Object.keys(acts()[2]?.personal ?? {})).toEqual(["by", "reason"]);
    const { out, code } = await castellan("ledger", "verify", at("ledger"), "--log-key", at("ledger.vkey"));
    expect([out, code]).toEqual([expect.stringMatching(/example\.org\/ledger/), 0]);
  });

  it("record what is encrypted and opened by its digests, files and folders, and what fails", async () => {
    await castellan("keys", "new", "--unsealed");
    await castellan("keys", "new", "other", "--unsealed");
    const before = acts().length;
    mkdirSync(at("data"));
    writeFileSync(at("data/c"), "2");
    expect((await castellan("encrypt", at("plain"), at("x.age"), "-r", "default")).code).toBe(0);
    expect((await castellan("decrypt", at("x.age"), at("y"), "-i", "key:default")).code).toBe(0);
    expect((await castellan("encrypt", at("data"), at("sealed"), "-r", "default")).code).toBe(0);
    expect((await castellan("decrypt", at("x.age"), at("z"), "-i", "key:other")).code).toBe(1);
    rmSync(at("sealed/c.age"));
    expect((await castellan("decrypt", at("sealed"), at("open"), "-i", "key:default")).code).toBe(3);
    expect(told().slice(before)).toEqual([
      ...["data.encrypt.begin", "data.encrypt done"],
      ...["data.decrypt.begin", "data.decrypt done"],
      ...["data.encrypt.begin", "data.encrypt done"],
      ...["data.decrypt.begin", "data.decrypt failed"],
      ...["data.decrypt.begin", "data.decrypt failed"],
    ]);
    const of = (index: number): Act | undefined => acts()[before + index];
    expect(of(1)?.subjects?.[1]).toEqual({ name: at("x.age"), digests: { sha256: digestOf(at("x.age")) } });
    expect(of(1)?.subjects?.[2]?.digests?.["sha256"]).toMatch(/^[0-9a-f]{64}$/);
    expect(of(2)?.subjects?.[0]?.digests).toEqual({ sha256: digestOf(at("x.age")) });
    expect(of(5)?.subjects?.[1]?.digests).toEqual({ sha256: digestOf(at("sealed/castellan-manifest.json.age")) });
    expect([of(5)?.details, of(7)?.details]).toEqual([{ recipients: 1, files: 1, failed: 0 }, { error: "NOT_DECRYPTED" }]);
  });

  it("record a signature with the digest of what is signed", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(at("key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    const { code } = await castellan("sign", at("plain"), "--private-key", at("key.pem"), "--signature", at("plain.sig"));
    expect([code, told()]).toEqual([0, ["artifact.sign.begin", "artifact.sign done"]]);
    expect(acts()[1]?.subjects?.[1]).toEqual({ name: at("plain.sig"), digests: { sha256: digestOf(at("plain.sig")) } });
  });

  it.each([
    ["is held by another writer", () => onTestFinished(acquireLock(at("ledger/.castellan/lock")).release)],
    ["is gone", () => rmSync(at("ledger"), { recursive: true })],
    ["was rolled back or changed", () => writeFileSync(at("ledger/checkpoint"), "junk")],
    ["has lost its key", () => rmSync(at("state/castellan/ledger"), { recursive: true })],
  ])("change nothing where the ledger %s", async (_what, spoil) => {
    expect((await castellan("keys", "new", "--unsealed")).code).toBe(0);
    expect((await castellan("encrypt", at("plain"), at("x.age"), "-r", "default")).code).toBe(0);
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(at("key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    const register = readFileSync(at("state/castellan/keys/register.jsonl"));
    spoil();
    for (const words of [
      ["encrypt", at("plain"), at("out"), "-r", "default"],
      ["decrypt", at("x.age"), at("out"), "-i", "key:default"],
      ["keys", "new", "more", "--unsealed"],
      ["keys", "rotate", "default", "--unsealed"],
      ["keys", "rotate", "default", "--rewrap", "--unsealed"],
      ["keys", "destroy", "default", "--force"],
      ["sign", at("plain"), "--private-key", at("key.pem"), "--signature", at("out")],
    ]) {
      const { code, error } = await castellan(...words);
      expect([words[0], code > 0, error.length > 0]).toEqual([words[0], true, true]);
    }
    expect(existsSync(at("out"))).toBe(false);
    expect(readFileSync(at("state/castellan/keys/register.jsonl"))).toEqual(register);
    expect(readdirSync(at("state/castellan/keys")).filter((name) => name.endsWith(".identity"))).toEqual(["default-1.identity"]);
  });
});
