import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock } from "./lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-lock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("acquireLock", () => {
  it("lets one in at a time", () => {
    const path = join(folder, "lock");
    const lock = acquireLock(path);
    expect(() => acquireLock(path)).toThrow(/held by another process/);
    lock.release();
    lock.release();
    acquireLock(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over what a dead process left, also where its number was given out again", () => {
    const path = join(folder, "lock");
    writeFileSync(path, "999999999 1\n");
    acquireLock(path).release();
    writeFileSync(path, `${process.pid} 1\n`);
    if (process.platform === "linux") acquireLock(path).release();
  });

  it("leaves a lock alone that it cannot read", () => {
    writeFileSync(join(folder, "lock"), "");
    expect(() => acquireLock(join(folder, "lock"))).toThrow(/remove that file/);
  });

  it("says where the folder is missing", () => {
    expect(() => acquireLock(join(folder, "none/lock"))).toThrow(/cannot be written/);
  });
});
