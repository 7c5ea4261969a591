import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

  it("leaves a lock to its new owner", () => {
    const path = join(folder, "lock");
    const lock = acquireLock(path);
    writeFileSync(path, "1 \n");
    lock.release();
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  it("takes over where one that took over died in the middle", () => {
    const path = join(folder, "lock");
    writeFileSync(path, "999999999 1\n");
    writeFileSync(`${path}.over`, "999999998 1\n");
    acquireLock(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not take over while another one does", () => {
    const path = join(folder, "lock");
    writeFileSync(path, "999999999 1\n");
    writeFileSync(`${path}.over`, `${process.pid} \n`);
    expect(() => acquireLock(path)).toThrow(/held by another process/);
    expect(readFileSync(path, "utf8")).toBe("999999999 1\n");
  });

  it("lets one of many processes in that all find it dead", async () => {
    const path = join(folder, "lock");
    const script = `
      import { acquireLock } from ${JSON.stringify(new URL("./lock.ts", import.meta.url).href)};
      import { appendFileSync } from "node:fs";
      while (Date.now() < Number(process.argv[1])) {}
      try { acquireLock(${JSON.stringify(path)}); appendFileSync(${JSON.stringify(join(folder, "in"))}, "x"); setTimeout(() => {}, 3000); } catch {}`;
    writeFileSync(path, "999999999 1\n");
    const at = String(Date.now() + 1500);
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", script, at], { stdio: "ignore" }),
    );
    await Promise.all(children.map((child) => once(child, "exit")));
    expect(readFileSync(join(folder, "in"), "utf8")).toBe("x");
  }, 30_000);

  it("says where the folder is missing", () => {
    expect(() => acquireLock(join(folder, "none/lock"))).toThrow(/cannot be written/);
  });
});
