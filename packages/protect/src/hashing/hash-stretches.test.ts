import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareDigest, startDigest } from "./digest.ts";
import { hashStretches } from "./hash-stretches.ts";
import { type HashTask, hashSteps, runHashTask } from "./task.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-hash-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
function task(name: string, content: Uint8Array, change: Partial<HashTask> = {}): HashTask {
  writeFileSync(join(folder, name), content);
  return { path: join(folder, name), start: 0, end: content.length, bytes: content.length, type: "sha256", links: false, ...change };
}

describe("runHashTask", () => {
  it("hashes a file, a stretch of it, and nothing", () => {
    const content = Buffer.alloc(300_000, "abc");
    expect(runHashTask(task("a", content))).toEqual({ digest: sha256(content) });
    expect(runHashTask(task("a", content, { start: 10, end: 200_000 }))).toEqual({ digest: sha256(content.subarray(10, 200_000)) });
    expect(runHashTask(task("b", Buffer.alloc(0)))).toEqual({ digest: sha256(Buffer.alloc(0)) });
  });

  it("says what stands in the way", () => {
    const made = task("a", Buffer.from("abc"));
    expect(runHashTask({ ...made, path: join(folder, "not there") })).toMatchObject({ failure: "missing" });
    expect(runHashTask({ ...made, bytes: 4 })).toMatchObject({ failure: "changed", message: "it had 4 bytes and has 3" });
    expect(runHashTask({ ...made, path: folder })).toMatchObject({ failure: "changed" });
    symlinkSync(made.path, join(folder, "link"));
    expect(runHashTask({ ...made, path: join(folder, "link") })).toMatchObject({ failure: "link" });
    expect(runHashTask({ ...made, path: join(folder, "link"), links: true })).toMatchObject({ digest: sha256(Buffer.from("abc")) });
  });

  it("notices a file that is written to while it is read", () => {
    const made = task("a", Buffer.alloc(17 * 1024 * 1024));
    const steps = hashSteps(made);
    expect(steps.next().done).toBe(false);
    appendFileSync(made.path, "more");
    expect(steps.next()).toMatchObject({ done: true, value: { failure: "changed" } });
  });
});

describe("startDigest", () => {
  it("knows the three hashes of OMS 1.0 by their published values for abc", async () => {
    await prepareDigest("blake3");
    const of = (type: "sha256" | "blake2b" | "blake3"): string => {
      const running = startDigest(type);
      running.update(Buffer.from("ab"));
      running.update(Buffer.from("c"));
      return running.finish();
    };
    expect(of("sha256")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // RFC 7693, appendix A.
    expect(of("blake2b")).toMatch(/^ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1/);
    expect(of("blake3")).toBe("6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
  });
});

describe("hashStretches", () => {
  it("gives the same with one thread and with several, in the order of the tasks", async () => {
    mkdirSync(join(folder, "many"));
    const large = task("large", Buffer.alloc(40 * 1024 * 1024, 7));
    const small = Array.from({ length: 300 }, (_, index) => task(`many/${index}`, Buffer.from(String(index))));
    const shards = [0, 1, 2].map((index) => ({ ...large, start: index * 1_000_000, end: (index + 1) * 1_000_000 }));
    const tasks = [...small, large, ...shards, { ...large, path: join(folder, "none") }];
    const seen: number[] = [];
    const several = await hashStretches(tasks, { jobs: 3, progress: (done) => seen.push(done) });
    expect(several).toEqual(await hashStretches(tasks, { jobs: 1 }));
    expect(several[7]).toEqual({ digest: sha256(Buffer.from("7")) });
    expect(several.at(-1)).toMatchObject({ failure: "missing" });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("ends when it is interrupted", async () => {
    const large = task("large", Buffer.alloc(48 * 1024 * 1024));
    const stop = new AbortController();
    const asked = hashStretches([large, large, large], { jobs: 2, signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toThrow(/interrupted/);
    await expect(hashStretches([large], { signal: AbortSignal.abort() })).rejects.toThrow(/interrupted/);
  });

  it("has nothing to do without tasks", async () => {
    expect(await hashStretches([])).toEqual([]);
  });
});
