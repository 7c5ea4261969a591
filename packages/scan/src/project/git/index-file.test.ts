import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { readIndex } from "./index-file.ts";

const NAMES = ["a.txt", "deep/er/than/that.py", "deep/er/than/this.py", `long/${"x".repeat(200)}.txt`, "ü/名.txt", "with\nline", "z"];

function indexOf(version: number, format: "sha1" | "sha256" = "sha1"): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "castellan-index-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...words: string[]): void => void execFileSync("git", words, { cwd: folder, stdio: "ignore" });
  git("init", "--quiet", `--object-format=${format}`);
  for (const name of NAMES) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  git("add", ".");
  // Version 3 is written only where an entry needs it.
  if (version === 3) {
    writeFileSync(join(folder, "later"), "");
    git("add", "--intent-to-add", "later");
  }
  git("update-index", "--index-version", String(version === 3 ? 2 : version));
  return readFileSync(join(folder, ".git/index"));
}

describe("readIndex", () => {
  it.each([2, 3, 4])("reads version %i", (version) => {
    const bytes = indexOf(version);
    const expected = version === 3 ? [...NAMES, "later"] : NAMES;

    expect(bytes.readUInt32BE(4)).toBe(version);
    expect(
      readIndex(bytes)
        ?.map(({ path }) => path)
        .sort(),
    ).toEqual([...expected].sort());
  });

  it("reads a SHA-256 repository", () => {
    expect(
      readIndex(indexOf(2, "sha256"), 32)
        ?.map(({ path }) => path)
        .sort(),
    ).toEqual([...NAMES].sort());
  });

  it("answers undefined for what is no index", () => {
    expect(readIndex(Buffer.from(""))).toBeUndefined();
    expect(readIndex(Buffer.from("DIRC\0\0\0\x09\0\0\0\x01"))).toBeUndefined();
    expect(readIndex(indexOf(2).subarray(0, 100))).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 2, max: 4 }), (bytes, version) => {
        readIndex(Buffer.concat([Buffer.from(`DIRC\0\0\0${String.fromCharCode(version)}`, "latin1"), bytes]));
      }),
    );
  });
});
