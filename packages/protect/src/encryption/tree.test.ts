import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { encryptFile } from "./encrypt-file.ts";
import { parseIdentities, parseRecipient } from "./key-text.ts";
import { newX25519 } from "./recipients/x25519.ts";
import { decryptTree, encryptTree } from "./tree.ts";
import { isInside, readManifest, staysInside } from "./tree-manifest.ts";

const pair = newX25519(Buffer.alloc(32, 3));
const identities = await parseIdentities(Buffer.from(pair.identity), "mine", () => Promise.reject(new Error("none")));
const recipients = [await parseRecipient(pair.recipient)];
const NAMES = [
  "a",
  "a.age",
  " leading space",
  "quo'te\"s",
  "new\nline",
  "ünïcødé 日本 🔑",
  "-rf",
  "deep/er/x.csv",
  "deep/empty.bin",
  "*?[x]",
];

let folder = "";
const at = (...parts: readonly string[]): string => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-tree-"));
  mkdirSync(at("in/deep/er"), { recursive: true });
  mkdirSync(at("in/none/at all"), { recursive: true });
  for (const name of NAMES) writeFileSync(at("in", name), name.endsWith("empty.bin") ? "" : `content of ${name}`, { mode: 0o644 });
  writeFileSync(at("in/run.sh"), "#!/bin/sh\n", { mode: 0o755 });
  symlinkSync("a", at("in/link"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

describe("folders", () => {
  it("come back with unusual names, empty files and folders, links and what may run", async () => {
    const sealed = await encryptTree(at("in"), at("sealed"), recipients);
    expect(sealed).toMatchObject({ files: NAMES.length + 1, before: 0, failed: [] });
    expect(existsSync(at("sealed/castellan-manifest.json.age"))).toBe(true);
    expect(readdirSync(at("sealed"), { recursive: true, encoding: "utf8" }).filter((name) => /part$|progress/.test(name))).toEqual([]);
    const opened = await decryptTree(at("sealed"), at("out"), identities);
    expect(opened).toMatchObject({ files: NAMES.length + 1, failed: [] });
    for (const name of NAMES) expect(readFileSync(at("out", name), "utf8")).toBe(readFileSync(at("in", name), "utf8"));
    expect(readlinkSync(at("out/link"))).toBe("a");
    expect(lstatSync(at("out/none/at all")).isDirectory()).toBe(true);
    expect(statSync(at("out/run.sh")).mode & 0o777).toBe(0o700);
    expect(statSync(at("out/a")).mode & 0o777).toBe(0o600);
    expect(readdirSync(at("out"), { recursive: true }).length).toBe(readdirSync(at("in"), { recursive: true }).length);
  });

  it("go on where they were interrupted", async () => {
    const controller = new AbortController();
    const progress = (done: number): void => {
      if (done === 4) controller.abort(new Error("stop"));
    };
    await expect(encryptTree(at("in"), at("sealed"), recipients, { signal: controller.signal, progress })).rejects.toThrow("stop");
    expect(existsSync(at("sealed/castellan-manifest.json.age"))).toBe(false);
    expect(await codeOf(decryptTree(at("sealed"), at("out"), identities))).toBe("FILE_MISSING");
    writeFileSync(at("sealed/a.age.999999999.part"), "half");
    const second = await encryptTree(at("in"), at("sealed"), recipients);
    expect(second.before).toBeGreaterThan(1);
    expect(second.files + second.before).toBe(NAMES.length + 1);
    expect((await decryptTree(at("sealed"), at("out"), identities)).failed).toEqual([]);
    expect(existsSync(at("sealed/a.age.999999999.part"))).toBe(false);
  });

  it("are done anew for other recipients and for files that changed", async () => {
    const stop = new AbortController();
    const progress = (done: number): void => {
      if (done === 5) stop.abort(new Error("stop"));
    };
    await expect(encryptTree(at("in"), at("sealed"), recipients, { signal: stop.signal, progress })).rejects.toThrow("stop");
    const other = [await parseRecipient(newX25519(Buffer.alloc(32, 9)).recipient)];
    expect((await encryptTree(at("in"), at("sealed"), other)).before).toBe(0);
  });

  it("name every file that is missing, exchanged or damaged, and open the rest", async () => {
    await encryptTree(at("in"), at("sealed"), recipients);
    rmSync(at("sealed/-rf.age"));
    const bytes = readFileSync(at("sealed/a.age"));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(at("sealed/a.age"), bytes);
    writeFileSync(at("other"), "");
    await encryptFile(at("other"), at("sealed/deep/empty.bin.age"), recipients);
    const { failed, files } = await decryptTree(at("sealed"), at("out"), identities);
    expect(failed.map(({ path, code }) => [path, code])).toEqual([
      ["-rf.age", "FILE_MISSING"],
      ["a.age", "NOT_DECRYPTED"],
      ["deep/empty.bin.age", "NOT_DECRYPTED"],
    ]);
    expect(files).toBe(NAMES.length + 1 - 3);
    expect(existsSync(at("out/a"))).toBe(false);
  });

  it("do not lead out of themselves", async () => {
    symlinkSync("../../outside", at("in/deep/out"));
    symlinkSync("/etc/passwd", at("in/absolute"));
    await encryptTree(at("in"), at("sealed"), recipients);
    const { failed } = await decryptTree(at("sealed"), at("out"), identities);
    expect(failed.map(({ path }) => path)).toEqual(["absolute", "deep/out"]);
    expect(lstatSync(at("out/absolute"), { throwIfNoEntry: false })).toBeUndefined();
    // Nothing is written through a link that stands in the result.
    mkdirSync(at("victim"));
    mkdirSync(at("again"));
    symlinkSync(at("victim"), at("again/deep"));
    const again = await decryptTree(at("sealed"), at("again"), identities).catch((error: unknown) => error);
    expect(JSON.stringify(again instanceof Error ? again.message : again)).toContain("is a link");
    expect(readdirSync(at("victim"))).toEqual([]);
  });

  it("are not laid into one another, nor over a manifest of their own", async () => {
    for (const [from, to] of [
      ["in", "in"],
      ["in", "in/sealed"],
      ["in/deep", "in"],
    ] as const)
      expect(await codeOf(encryptTree(at(from), at(to), recipients))).toBe("OPTION_INVALID");
    expect(await codeOf(encryptTree(at("in"), at("in/a/b"), recipients))).toBe("OPTION_INVALID");
    writeFileSync(at("in/castellan-manifest.json"), "{}");
    expect(await codeOf(encryptTree(at("in"), at("sealed"), recipients))).toBe("OPTION_INVALID");
    writeFileSync(at("file"), "");
    rmSync(at("in/castellan-manifest.json"));
    expect(await codeOf(encryptTree(at("in"), at("file/x"), recipients))).toBe("FILE_UNWRITABLE");
  });
});

describe("the manifest", () => {
  it("takes paths that stay inside only", () => {
    for (const path of ["a", "a/b", "..a", "a..", "ä/🔑"]) expect(isInside(path)).toBe(true);
    for (const path of ["", "/a", "../a", "a/../../b", "a//b", "a/", "./a", "C:/x", "a\\b", "a\0"]) expect(isInside(path)).toBe(false);
    for (const [path, target] of [
      ["a", "b"],
      ["a/b", "../c"],
      ["a/b/c", "../../d"],
    ] as const)
      expect(staysInside(path, target)).toBe(true);
    for (const [path, target] of [
      ["a", "../b"],
      ["a/b", "../../c"],
      ["a", "/b"],
      ["a", "x/../../b"],
      ["a", "C:/x"],
    ] as const)
      expect(staysInside(path, target)).toBe(false);
  });

  it("is refused where it is anything else", () => {
    const right = { schema: "castellan/encrypted-folder/1", files: [], links: [], folders: [] };
    expect(readManifest(JSON.stringify(right))).toEqual(right);
    for (const wrong of [
      "",
      "{}",
      "[]",
      JSON.stringify({ ...right, files: [{ path: "../x", bytes: 1, executable: false, code: "A".repeat(43) }] }),
      JSON.stringify({ ...right, more: 1 }),
    ])
      expect(() => readManifest(wrong)).toThrow(/manifest/);
  });
});
