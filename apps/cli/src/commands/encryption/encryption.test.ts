import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../program.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-cli-encrypt-"));
  writeFileSync(at("plain"), "id,amount\n1,2\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function castellan(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: "", error: "" };
  const code = await run(words, {
    out: { write: (text) => (written.out += text) },
    error: { write: (text) => (written.error += text) },
    environment: { XDG_CACHE_HOME: at("cache"), XDG_DATA_HOME: at("state"), HOME: folder },
    signal: new AbortController().signal,
    clock: () => new Date("2026-11-22T00:00:00Z"),
  });
  return { code, ...written };
}

describe("castellan keys, encrypt, decrypt", () => {
  it("make a key, encrypt to it by name and open with it", async () => {
    const made = await castellan("keys", "new", "--unsealed", "--output", at("key.txt"));
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^age1pq1[a-z0-9]+\n$/);
    expect(statSync(at("key.txt")).mode & 0o777).toBe(0o600);
    expect((await castellan("encrypt", at("plain"), at("x.age"), "-r", "default")).code).toBe(0);
    expect((await castellan("decrypt", at("x.age"), at("y"), "-i", at("key.txt"))).code).toBe(0);
    expect(readFileSync(at("y"), "utf8")).toBe(readFileSync(at("plain"), "utf8"));
    expect((await castellan("decrypt", at("x.age"), at("z"), "-i", "key:default")).code).toBe(0);
    const listed = await castellan("keys", "list", "--format", "json");
    expect(JSON.parse(listed.out)).toMatchObject({
      schema: "castellan/keys/1",
      keys: [{ key: "default", state: "active", sealed: "nothing" }],
    });
    expect(`${made.error}${listed.out}`).not.toContain("AGE-SECRET-KEY");
  });

  it("take passphrases from files, and say no to another", async () => {
    writeFileSync(at("word"), "correct horse\n");
    writeFileSync(at("wrong"), "other\n");
    writeFileSync(at("none"), "\n");
    expect((await castellan("encrypt", at("plain"), at("x.age"), "--passphrase-file", at("word"), "--armor")).code).toBe(0);
    expect(readFileSync(at("x.age"), "utf8")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    const wrong = await castellan("decrypt", at("x.age"), at("y"), "--passphrase-file", at("wrong"));
    expect(wrong.code).toBe(1);
    expect(wrong.error).toMatch(/None of the keys given/);
    expect(existsSync(at("y"))).toBe(false);
    expect((await castellan("decrypt", at("x.age"), at("y"), "--passphrase-file", at("none"))).code).toBe(2);
    expect((await castellan("decrypt", at("x.age"), at("y"), "--passphrase-file", at("word"))).code).toBe(0);
  });

  it("answer wrong use with 2, and write nothing", async () => {
    await castellan("keys", "new", "--unsealed");
    const cases = [
      ["encrypt", at("plain"), at("out")],
      ["encrypt", at("plain"), at("out"), "-r", "nobody"],
      ["encrypt", at("plain"), at("out"), "-r", "age1qqqq"],
      ["encrypt", at("none"), at("out"), "-r", "default"],
      ["encrypt", at("plain"), at("plain"), "-r", "default"],
      ["encrypt", at("plain"), at("out"), "-r", "default", "--passphrase-file", at("plain")],
      ["encrypt", at("plain"), at("out"), "-r", "vault:data"],
      ["decrypt", at("plain"), at("out")],
      ["decrypt", at("plain"), at("out"), "-i", "key:default"],
      ["decrypt", at("plain"), at("out"), "-i", at("none")],
      ["decrypt", at("plain"), at("out"), "-i", at("plain")],
      ["keys", "new", "--unsealed"],
      ["keys", "new", "Bad Name", "--unsealed"],
      ["keys", "rotate", "none", "--unsealed"],
      ["keys", "destroy", "default"],
      ["keys", "destroy", "none", "--force"],
    ];
    for (const words of cases)
      expect([words.slice(0, 4).join(" "), (await castellan(...words)).code]).toEqual([words.slice(0, 4).join(" "), 2]);
    expect(existsSync(at("out"))).toBe(false);
    expect(readFileSync(at("plain"), "utf8")).toBe("id,amount\n1,2\n");
  });

  it("hand a key over, add the recovery key, and destroy", async () => {
    for (const name of ["kim", "lee"]) await castellan("keys", "new", name, "--unsealed", "--output", at(`${name}.txt`));
    await castellan("keys", "new", "safe", "--unsealed", "--recovery", "--output", at("safe.txt"));
    expect((await castellan("keys", "new", "data", "-r", "kim")).code).toBe(0);
    const sealed = await castellan("encrypt", at("plain"), at("x.age"), "-r", "data");
    expect(sealed.error).toMatch(/recovery key/);
    const open = (key: string): Promise<{ code: number }> =>
      castellan("decrypt", at("x.age"), at(`out-${key}`), "-i", at(`${key}.txt`), "-i", "key:data");
    expect((await open("kim")).code).toBe(0);
    expect((await open("lee")).code).toBe(1);
    expect((await castellan("keys", "rotate", "data", "--rewrap", "-i", at("kim.txt"), "-r", "lee", "--reason", "Kim left")).code).toBe(0);
    expect((await open("lee")).code).toBe(0);
    expect((await castellan("keys", "destroy", "data", "--force", "--reason", "retention ended")).code).toBe(0);
    const gone = await open("lee");
    expect(gone).toMatchObject({ code: 1, error: expect.stringMatching(/destroyed on 2026-11-22.*retention ended/) });
    expect((await castellan("decrypt", at("x.age"), at("recovered"), "-i", at("safe.txt"))).code).toBe(0);
    const history = await castellan("keys", "list", "data", "--all");
    expect(history.out).toMatch(/created[\s\S]*rewrapped[\s\S]*Kim left[\s\S]*destroyed/);
  });

  it("go through folders, and name what cannot be opened", async () => {
    await castellan("keys", "new", "--unsealed");
    mkdirSync(at("data/deep"), { recursive: true });
    writeFileSync(at("data/deep/a b"), "1");
    writeFileSync(at("data/c"), "2");
    expect((await castellan("encrypt", at("data"), at("sealed"), "-r", "default")).code).toBe(0);
    expect((await castellan("decrypt", at("sealed"), at("open"), "-i", "key:default")).code).toBe(0);
    expect(readdirSync(at("open"), { recursive: true }).sort()).toEqual(["c", "deep", "deep/a b"]);
    rmSync(at("sealed/c.age"));
    const less = await castellan("decrypt", at("sealed"), at("again"), "-i", "key:default");
    expect(less.code).toBe(3);
    expect(less.error).toMatch(/c\.age: it is not there/);
    writeFileSync(at("sealed/c.age"), readFileSync(at("sealed/deep/a b.age")));
    const swapped = await castellan("decrypt", at("sealed"), at("third"), "-i", "key:default");
    expect(swapped.code).toBe(1);
    expect(swapped.error).toMatch(/exchanged for another/);
  });

  it("profiles an encrypted table as its content, leaves nothing of it behind, and not without the key", async () => {
    await castellan("keys", "new", "--unsealed");
    await castellan("encrypt", at("plain"), at("t.csv.age"), "-r", "default");
    mkdirSync(at("tmp"));
    vi.stubEnv("TMPDIR", at("tmp"));
    onTestFinished(() => void vi.unstubAllEnvs());
    const left = (): readonly string[] => readdirSync(at("tmp")).filter((name) => name.startsWith("castellan-unsealed-"));
    const open = await castellan("data", "profile", at("t.csv.age"), "-i", "key:default", "--format", "json");
    expect([open.code, open.error]).toEqual([0, ""]);
    expect(JSON.parse(open.out)).toMatchObject({ columns: [{ name: "id" }, { name: "amount" }] });
    expect(left()).toEqual([]);
    expect(await castellan("data", "profile", at("t.csv.age"))).toMatchObject({
      code: 2,
      error: expect.stringMatching(/is encrypted; give/),
    });
    await castellan("keys", "new", "other", "--unsealed");
    expect((await castellan("data", "profile", at("t.csv.age"), "-i", "key:other")).code).toBe(1);
    expect(left()).toEqual([]);
  });

  it("inspects an encrypted model as its content, and not without the key", async () => {
    await castellan("keys", "new", "--unsealed");
    // os.system("id"), as pickle writes it.
    writeFileSync(at("m.pkl"), Buffer.from("cposix\nsystem\n(S'id'\ntR.", "latin1"));
    await castellan("encrypt", at("m.pkl"), at("m.pkl.age"), "-r", "default");
    const open = await castellan("model", "inspect", at("m.pkl.age"), "-i", "key:default", "--format", "json");
    expect(open.code).toBe(1);
    const bytes = readFileSync(at("m.pkl"));
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(JSON.parse(open.out).files[0]).toMatchObject({ file: "m.pkl.age", verdict: "malicious", sha256: digest, bytes: bytes.length });
    const closed = await castellan("model", "inspect", at("m.pkl.age"), "--format", "json");
    expect(JSON.parse(closed.out).files[0]).toMatchObject({ formats: [], verdict: "benign" });
    await castellan("keys", "new", "other", "--unsealed");
    expect((await castellan("model", "inspect", at("m.pkl.age"), "-i", "key:other")).code).toBe(1);
  });
});
