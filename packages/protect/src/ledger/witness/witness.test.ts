import { hash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LogWriter } from "../log/log-writer.ts";
import { parseCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import { withSignatures } from "../note/cosigned.ts";
import { checkSignature, signCheckpoint, signerKey } from "../note/keys.ts";
import { renderNote } from "../note/note.ts";
import { MemoryFiles } from "../testing/memory-files.ts";
import { witnessFolder } from "./memory.ts";
import { witnessServer } from "./server.ts";
import { askOverHttp, cosignatures } from "./submit.ts";
import { renderAddCheckpoint, Witness } from "./witness.ts";

const log = signerKey("example.org/log", "ed25519", new Uint8Array(32).fill(1));
const keys = [
  signerKey("w", "ed25519-cosignature", new Uint8Array(32).fill(2)),
  signerKey("w", "ml-dsa-44-cosignature", new Uint8Array(32).fill(3)),
];
let folder = "";
let seconds = 2000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-witness-"));
  seconds = 2000;
});
afterEach(() => rmSync(folder, { recursive: true }));

const witness = () => new Witness({ keys, logs: [log], memory: witnessFolder(folder), clock: () => new Date(seconds * 1000) });
const ask = (old: number, proof: readonly Uint8Array[], checkpoint: SignedCheckpoint) =>
  witness().addCheckpoint(Buffer.from(renderAddCheckpoint(old, proof, checkpoint)));

async function grown(files: MemoryFiles, size: number, what = "entry"): Promise<SignedCheckpoint> {
  const writer = await LogWriter.open({ files, keys: [log], clock: () => new Date(0) });
  await Promise.all(
    Array.from({ length: size - writer.checkpoint.size }, (_, at) => writer.append(Buffer.from(`${what} ${writer.checkpoint.size + at}`))),
  );
  return writer.checkpoint;
}
const submit = (files: MemoryFiles, checkpoint: SignedCheckpoint) =>
  cosignatures(
    async (body) => witness().addCheckpoint(Buffer.from(body)),
    (path) => files.read(path),
    checkpoint,
  );

describe("Witness", () => {
  it("cosigns what grows, and keeps it", async () => {
    const files = new MemoryFiles();
    const first = await grown(files, 10);
    const cosigned = withSignatures(first, await submit(files, first));
    for (const key of keys) expect(checkSignature(key, cosigned)).toEqual({ valid: true, seconds: 2000 });
    seconds = 1000;
    const second = await grown(files, 300);
    for (const key of keys) expect(checkSignature(key, withSignatures(second, []))).toBeUndefined();
    const lines = await submit(files, second);
    for (const key of keys) expect(checkSignature(key, withSignatures(second, lines))).toEqual({ valid: true, seconds: 2000 });
    expect(await submit(files, second)).toHaveLength(2);
    const latest = parseCheckpoint("latest", Buffer.from(witness().latest(hash("sha256", "example.org/log")) ?? ""));
    expect(latest.size).toBe(300);
    expect(checkSignature(log, latest)?.valid).toBe(true);
    expect(witness().latest("0".repeat(64))).toBeUndefined();
  });

  it("answers as the protocol says", async () => {
    const files = new MemoryFiles();
    const empty = await grown(files, 0);
    const ten = await grown(files, 10);
    const other = await grown(new MemoryFiles(), 10, "other");
    const stranger = signerKey("example.org/other", "ed25519", new Uint8Array(32).fill(4));
    expect(witness().addCheckpoint(Buffer.from("junk")).status).toBe(400);
    expect(witness().addCheckpoint(Buffer.from(`old 0\n${"A\n".repeat(64)}\n`)).status).toBe(400);
    expect(witness().addCheckpoint(Buffer.from("old 0\n\njunk")).status).toBe(400);
    expect(ask(11, [], ten).status).toBe(400);
    const theirs = { ...ten, origin: "example.org/other", note: { ...ten.note, text: ten.note.text.replace("/log", "/other") } };
    expect(ask(0, [], withSignatures(theirs, [signCheckpoint(stranger, theirs, 0)])).status).toBe(404);
    expect(ask(0, [], { ...ten, note: { text: ten.note.text, signatures: [{ ...log, bytes: Buffer.alloc(64) }] } }).status).toBe(403);
    expect(ask(0, [], { ...ten, note: { text: ten.note.text, signatures: [{ ...stranger, bytes: Buffer.alloc(64) }] } }).status).toBe(403);
    expect(ask(5, [], ten)).toMatchObject({ status: 409, body: "0\n", type: "text/x.tlog.size" });
    expect(ask(0, [Buffer.alloc(32)], ten).status).toBe(422);
    const wrongEmpty = {
      ...empty,
      root: Buffer.alloc(32),
      note: { ...empty.note, text: "example.org/log\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", signatures: [] },
    };
    expect(ask(0, [], withSignatures(wrongEmpty, [signCheckpoint(log, wrongEmpty, 0)])).status).toBe(422);
    expect(ask(0, [], empty).status).toBe(200);
    expect(ask(0, [], ten).status).toBe(200);
    expect(ask(10, [], ten).status).toBe(200);
    expect(ask(10, [], other).status).toBe(422);
    const twenty = await grown(files, 20);
    expect(ask(10, [], twenty).status).toBe(422);
    expect(ask(0, [], twenty)).toMatchObject({ status: 409, body: "10\n" });
  });

  it("finds a log that was rolled back, forked or rewritten by the holder of its key", async () => {
    const [files, fork] = [new MemoryFiles(), new MemoryFiles()];
    const young = await grown(files, 10);
    await submit(files, await grown(files, 30));
    await expect(submit(files, young)).rejects.toThrow(/rolled back/);
    await expect(submit(fork, await grown(fork, 30, "other"))).rejects.toThrow(/forked/);
    await expect(submit(fork, await grown(fork, 50, "other"))).rejects.toThrow(/was rewritten/);
  });

  it("stops where its memory was changed, and takes no key of a log", async () => {
    const files = new MemoryFiles();
    await submit(files, await grown(files, 5));
    const other = { origin: "example.org/other", size: 0, root: Buffer.alloc(32), extensions: [] };
    writeFileSync(
      join(folder, `${hash("sha256", "example.org/log")}.checkpoint`),
      renderNote({ text: `${other.origin}\n0\n${other.root.toString("base64")}\n`, signatures: [{ ...log, bytes: Buffer.alloc(64) }] }),
    );
    await expect(submit(files, await grown(files, 6))).rejects.toThrow(/restore it/);
    expect(() => new Witness({ keys: [log], logs: [], memory: witnessFolder(folder), clock: () => new Date() })).toThrow(
      /cosignature keys/,
    );
  });

  it("speaks HTTP", async () => {
    const files = new MemoryFiles();
    const failures: unknown[] = [];
    const server = witnessServer(witness(), (error) => failures.push(error));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    try {
      const checkpoint = await grown(files, 300);
      expect(await cosignatures(askOverHttp(`${url}/`), (path) => files.read(path), checkpoint)).toHaveLength(2);
      expect(await cosignatures(askOverHttp(url), (path) => files.read(path), await grown(files, 301))).toHaveLength(2);
      const latest = await fetch(`${url}/${hash("sha256", "example.org/log")}/checkpoint`);
      expect(await latest.text()).toContain("\n301\n");
      expect((await fetch(`${url}/${"0".repeat(64)}/checkpoint`)).status).toBe(404);
      expect((await fetch(`${url}/else`)).status).toBe(404);
      expect((await fetch(`${url}/add-checkpoint`, { method: "POST", body: "x".repeat(1 << 19) })).status).toBe(413);
      writeFileSync(join(folder, `${hash("sha256", "example.org/log")}.checkpoint`), "junk");
      await expect(cosignatures(askOverHttp(url), (path) => files.read(path), checkpoint)).rejects.toThrow(/answers 500/);
      expect(failures).toHaveLength(1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    await expect(cosignatures(askOverHttp(url, 2000), (path) => files.read(path), await grown(files, 302))).rejects.toThrow(
      /did not answer/,
    );
    const answers = (status: number, body: string) =>
      cosignatures(
        async () => ({ status, body }),
        () => undefined,
        parseCheckpoint("c", files.read("checkpoint") ?? new Uint8Array()),
      );
    await expect(answers(409, "no number")).rejects.toThrow(/without a size/);
    await expect(answers(200, "no lines")).rejects.toThrow(/no cosignature/);
    await expect(answers(503, "down")).rejects.toThrow(/answers 503/);
  });
});
