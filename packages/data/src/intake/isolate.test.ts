import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnalysisRequest } from "./analysis.ts";
import { isolatedAnalysis } from "./isolate.ts";
import { readPolicy } from "./policy.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-isolate-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const data = join(folder, "data");
mkdirSync(data);
writeFileSync(join(data, "a.csv"), "x,y\n1,2\n3,4\n");
writeFileSync(join(folder, "secret.txt"), "not for you");

const request = (limits = "{}"): Omit<AnalysisRequest, "scratch"> => ({
  folder: data,
  policy: readPolicy(`limits: ${limits}`, "p"),
  version: "0",
  seed: 1,
  peers: [],
});
const ROOT = join(import.meta.dirname, "../../../..");
const modules = join(ROOT, "node_modules");
const packages = dirname(dirname(fileURLToPath(import.meta.resolve("@duckdb/node-api"))));
const real = isolatedAnalysis({
  worker: join(import.meta.dirname, "worker.ts"),
  code: [join(ROOT, "packages"), join(ROOT, "package.json"), modules, join(packages, "../../..", "node_modules")].filter((path) =>
    existsSync(path),
  ),
});

function program(text: string): ReturnType<typeof isolatedAnalysis> {
  const worker = join(folder, `worker-${Math.abs(text.length)}.mjs`);
  writeFileSync(worker, text);
  return isolatedAnalysis({ worker, code: [worker] });
}

/** Tries what it must not do and reports what happened. */
const HOSTILE = `
import fs from "node:fs";
import net from "node:net";
import { spawnSync } from "node:child_process";
const tried = {};
const attempt = async (name, act) => { try { await act(); tried[name] = "done"; } catch (error) { tried[name] = String(error.code ?? error.cause?.code ?? error.message); } };
await attempt("write", () => fs.writeFileSync(${JSON.stringify(join(folder, "written"))}, "x"));
await attempt("write data", () => fs.writeFileSync(${JSON.stringify(join(data, "a.csv"))}, "x"));
await attempt("read", () => fs.readFileSync(${JSON.stringify(join(folder, "secret.txt"))}));
await attempt("read data", () => fs.readFileSync(${JSON.stringify(join(data, "a.csv"))}));
await attempt("run", () => { const { error } = spawnSync("true"); if (error) throw error; });
await attempt("net", () => new Promise((resolve, reject) => net.connect(9, "127.0.0.1").on("connect", resolve).on("error", reject)));
tried.environment = Object.keys(process.env).length;
process.stdout.write(JSON.stringify({ findings: [], analyses: [{ id: "tried", version: "1", status: "done", facts: tried }], comparisons: [], disagreements: [], checks: [], permissions: { network: process.permission?.has("net") ?? true, writes: process.permission?.has("fs.write", "/") ?? true } }));
`;

describe("isolatedAnalysis", () => {
  it("reads tables in a process that cannot write or reach the network", async () => {
    const { report, isolation } = await real(request());
    expect(report.analyses.find(({ id }) => id === "table")?.facts).toEqual({ "a.csv": { rows: 2, columns: 2 } });
    expect(isolation.writes).toBe("scratch");
    expect(report.analyses.find(({ id }) => id === "profile")?.status).toBe("done");
    expect(isolation.network).not.toBe("none");
  });

  it("refuses a hostile program everything but the data", async () => {
    const { report } = await program(HOSTILE)(request());
    const facts = report.analyses[0]?.facts ?? {};
    for (const name of ["write", "write data", "read", "run"]) expect(facts[name], name).toBe("ERR_ACCESS_DENIED");
    expect(facts["read data"]).toBe("done");
    expect(facts["net"]).not.toBe("done");
    expect(facts["environment"]).toBe(0);
    expect(existsSync(join(folder, "written"))).toBe(false);
  });

  it("ends what takes too long, needs too much memory, talks too much, dies or answers nonsense", async () => {
    await expect(program("for (;;);")(request("{seconds: 1}"))).rejects.toThrow(/longer than 1 s/);
    const hungry = "const kept = []; setInterval(() => kept.push(Buffer.alloc(5e7, 1)), 5);";
    await expect(program(hungry)(request("{memory-megabytes: 128, seconds: 60}"))).rejects.toThrow(/more than 128 MB/);
    await expect(program("process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 1e4);")(request())).rejects.toThrow(
      /crashed|no answer/,
    );
    await expect(program("console.log('{}');   ")(request())).rejects.toThrow(/no answer/);
    await expect(program("throw new Error('no such luck');")(request())).rejects.toThrow(/no such luck/);
    const aborted = new AbortController();
    setTimeout(() => aborted.abort(), 200);
    await expect(program("setInterval(() => {}, 1000);  ")(request(), aborted.signal)).rejects.toThrow(/interrupted/);
  });
});
