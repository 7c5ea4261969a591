import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashLeaf } from "../merkle/hash.ts";
import { consistencyProof } from "../merkle/make-proof.ts";
import { consistent } from "../merkle/verify-proof.ts";
import type { SignedCheckpoint } from "../note/checkpoint.ts";
import { checkSignature, signerKey } from "../note/keys.ts";
import { MemoryFiles } from "../testing/memory-files.ts";
import { tileNodes } from "../tiles/read-tiles.ts";
import { verifyLog } from "../verify/verify-log.ts";
import { logFolder } from "./files.ts";
import { LogWriter } from "./log-writer.ts";

const key = signerKey("example.org/log", "ed25519", new Uint8Array(32).fill(1));
const entry = (index: number): Uint8Array => Buffer.from(`entry ${index} ${"x".repeat(index % 50)}`);
const clock = (): Date => new Date(1_700_000_000_000);
const open = (files: MemoryFiles, more: { readonly batch?: number; readonly kept?: SignedCheckpoint } = {}) =>
  LogWriter.open({ files, keys: [key], clock, ...more });

async function grown(files: MemoryFiles, size: number, batch = 100): Promise<LogWriter> {
  const writer = await open(files, { batch });
  await Promise.all(Array.from({ length: size - writer.checkpoint.size }, (_, at) => writer.append(entry(writer.checkpoint.size + at))));
  return writer;
}

function faults(files: MemoryFiles, earlier: readonly SignedCheckpoint[] = []): readonly string[] {
  const read = (path: string): Uint8Array | undefined => files.read(path);
  const report = verifyLog(read, {
    logKeys: [key],
    earlier: earlier.map((checkpoint) => ({ name: `size ${checkpoint.size}`, checkpoint })),
  });
  return report.problems.map(({ message }) => message);
}

describe("LogWriter", () => {
  it("begins empty, grows over full tiles, goes on where it was", async () => {
    const files = new MemoryFiles();
    const first = await grown(files, 700, 90);
    expect(first.checkpoint.size).toBe(700);
    await first.close();
    const second = await grown(files, 1030);
    expect(second.checkpoint.size).toBe(1030);
    expect(faults(files, [first.checkpoint])).toEqual([]);
    expect(files.list("tile/0")).toEqual(["000", "001", "002", "003", "004.p"]);
    const nodes = tileNodes((path) => files.read(path), 1030);
    expect(consistent(700, 1030, first.checkpoint.root, consistencyProof(nodes, 0, 700, 1030), second.checkpoint.root)).toBe(true);
  });

  it("takes many at once, over several commits and among others, in their order", async () => {
    const files = new MemoryFiles();
    const writer = await open(files, { batch: 100 });
    const entries = Array.from({ length: 250 }, (_, index) => entry(index));
    const [many, one, none] = await Promise.all([writer.appendAll(entries), writer.append(entry(250)), writer.appendAll([])]);
    expect(many.map(({ index }) => index)).toEqual(entries.map((_, index) => index));
    expect(many.map(({ leaf }) => leaf)).toEqual(entries.map(hashLeaf));
    expect([one.index, none, writer.checkpoint.size]).toEqual([250, [], 251]);
    expect(faults(files)).toEqual([]);
  });

  it("writes nothing behind what could not be written, and nothing of a call with an entry that is too long", async () => {
    const files = new MemoryFiles();
    const writer = await open(files, { batch: 10 });
    const long = [entry(0), new Uint8Array(65_536)];
    await expect(writer.appendAll(long)).rejects.toThrow(/above 65535/);
    files.roomFor = 60;
    const failed = writer.appendAll(Array.from({ length: 200 }, (_, index) => entry(index)));
    const unready = writer.appendAll([entry(0)], Promise.reject(new Error("not apart")));
    await expect(failed).rejects.toThrow(/no space/);
    await expect(unready).rejects.toThrow(/not apart/);
    files.roomFor = undefined;
    const { size } = writer.checkpoint;
    expect(size).toBeGreaterThan(0);
    expect([size % 10, size < 200]).toEqual([0, true]);
    expect((await writer.append(entry(size))).index).toBe(size);
    expect(faults(files)).toEqual([]);
  });

  it("says where each entry stands", async () => {
    const writer = await open(new MemoryFiles(), { batch: 2 });
    const appended = await Promise.all([0, 1, 2, 3, 4].map((index) => writer.append(entry(index))));
    expect(appended.map(({ index, checkpoint }) => [index, checkpoint.size])).toEqual([
      [0, 2],
      [1, 2],
      [2, 4],
      [3, 4],
      [4, 5],
    ]);
    expect(appended[3]?.leaf).toEqual(hashLeaf(entry(3)));
    await expect(writer.append(new Uint8Array(65_536))).rejects.toThrow(/above 65535/);
    expect((await writer.append(new Uint8Array(65_535))).index).toBe(5);
    expect((await writer.append(new Uint8Array())).index).toBe(6);
  });

  it("loses nothing that was acknowledged when the power goes at any operation", async () => {
    for (let cut = 0; cut < 60; cut++) {
      const files = new MemoryFiles();
      const kept = await grown(files, 250);
      files.roomFor = cut;
      const last: { size: number } = { size: 250 };
      await Promise.all(
        Array.from({ length: 20 }, async (_, at) => {
          try {
            last.size = Math.max(last.size, (await kept.append(entry(250 + at))).checkpoint.size);
          } catch {
            // Not acknowledged.
          }
        }),
      );
      files.losePower();
      const after = await open(files, { kept: kept.checkpoint });
      expect(after.checkpoint.size).toBeGreaterThanOrEqual(last.size);
      await after.append(entry(after.checkpoint.size));
      expect(faults(files, [kept.checkpoint])).toEqual([]);
    }
  });

  it("goes on after a full disk, and says which entries are not recorded", async () => {
    for (let room = 0; room < 14; room++) {
      const files = new MemoryFiles();
      const writer = await grown(files, 300);
      files.roomFor = room;
      const outcomes = await Promise.allSettled([writer.append(entry(300)), writer.append(entry(301))]);
      files.roomFor = undefined;
      const next = await writer.append(entry(302));
      const recorded = outcomes.filter(({ status }) => status === "fulfilled").length;
      if (recorded === 0) expect([300, 302]).toContain(next.index);
      else expect(next.index).toBe(302);
      expect(faults(files)).toEqual([]);
    }
  });

  it.each([
    ["a tile was changed", (files: MemoryFiles) => flip(files, "tile/0/000.p/200"), /do not make the root/],
    ["the checkpoint was changed", (files: MemoryFiles) => flip(files, "checkpoint"), /not signed|is no/],
    ["the last entries are gone", (files: MemoryFiles) => files.remove("tile/entries/000.p/200"), /lacks/],
    [
      "all is gone but the tiles",
      (files: MemoryFiles) => {
        files.remove("checkpoint");
        files.remove(".castellan/state");
      },
      /no checkpoint/,
    ],
  ])("refuses to write where %s", async (_what, attack, why) => {
    const files = new MemoryFiles();
    await (await grown(files, 200)).close();
    attack(files);
    await expect(open(files)).rejects.toThrow(why);
  });

  it("refuses a log that is not the continuation of what was kept", async () => {
    const [files, other] = [new MemoryFiles(), new MemoryFiles()];
    const kept = (await grown(files, 200)).checkpoint;
    const otherWriter = await open(other);
    await otherWriter.append(Buffer.from("another history"));
    await expect(open(other, { kept })).rejects.toThrow(/rolled back/);
    await Promise.all(Array.from({ length: 300 }, (_, index) => otherWriter.append(entry(index))));
    await expect(open(other, { kept })).rejects.toThrow(/are others than they were/);
    await expect(open(new MemoryFiles(), { kept })).rejects.toThrow(/is gone/);
  });

  it("finishes what was cut off between its last two steps", async () => {
    const files = new MemoryFiles();
    await (await grown(files, 100)).close();
    const old = files.read("checkpoint") ?? new Uint8Array();
    await (await grown(files, 130)).close();
    files.seen.set("checkpoint", old);
    expect((await open(files)).checkpoint.size).toBe(130);
    files.seen.set(".castellan/state", old);
    expect((await open(files)).checkpoint.size).toBe(130);
    expect(faults(files)).toEqual([]);
  });

  it("does not let time go back in cosignatures", async () => {
    const files = new MemoryFiles();
    const pq = signerKey("example.org/log", "ml-dsa-44-cosignature", new Uint8Array(32).fill(2));
    const at = (seconds: number) => LogWriter.open({ files, keys: [key, pq], clock: () => new Date(seconds * 1000) });
    await (await at(2000)).append(entry(0));
    const later = await at(1000);
    await later.append(entry(1));
    expect(checkSignature(pq, later.checkpoint)).toEqual({ valid: true, seconds: 2000 });
  });

  it("needs keys of one name, and batches of a size", async () => {
    const files = new MemoryFiles();
    await expect(LogWriter.open({ files, keys: [], clock })).rejects.toThrow(/one or more keys/);
    await expect(LogWriter.open({ files, keys: [key, signerKey("b", "ed25519", new Uint8Array(32))], clock })).rejects.toThrow(/one name/);
    await expect(open(files, { batch: 1 << 20 })).rejects.toThrow(/at most/);
  });
});

function flip(files: MemoryFiles, path: string): void {
  const bytes = Buffer.from(files.read(path) ?? []);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  files.seen.set(path, bytes);
}

describe("logFolder", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "castellan-log-"));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });

  it("writes, lists and takes away", async () => {
    const files = logFolder(folder);
    await files.write("tile/0/000.p/1", Buffer.from("a"));
    await files.syncFolder("tile/0/000.p");
    expect(files.list("tile/0")).toEqual(["000.p"]);
    expect(files.list("tile/9")).toEqual([]);
    expect(files.read("tile/0/000.p/1")).toEqual(Buffer.from("a"));
    expect(files.read("tile/0/001")).toBeUndefined();
    files.remove("tile/0/000.p");
    files.remove("tile/0/000.p");
    await files.write("tile/0/000.p/2", Buffer.from("b"));
    expect(files.list("tile/0/000.p")).toEqual(["2"]);
  });

  it("says what cannot be read or written", async () => {
    const files = logFolder(folder);
    await files.write("file", Buffer.from("a"));
    await expect(files.write("file/x", Buffer.from("b"))).rejects.toThrow(/cannot write/);
    await expect(files.syncFolder("none")).rejects.toThrow(/cannot write/);
    expect(() => files.rename("none", "x")).toThrow(/cannot write/);
    expect(() => files.read(".")).toThrow(/cannot be read/);
  });
});
