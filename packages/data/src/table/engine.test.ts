import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { openEngine } from "./engine.ts";
import { sqlText } from "./sql.ts";

const folder = mkdtempSync(join(tmpdir(), "castellan-engine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("openEngine", () => {
  it("reads the named file, writes to the temporary folder, and nothing else", async () => {
    const [own, other] = [join(folder, "own.csv"), join(folder, "other.csv")];
    for (const path of [own, other]) writeFileSync(path, "x\n1\n");
    const spill = mkdtempSync(join(folder, "spill-"));
    const connection = await openEngine({ files: [own], temporary: spill });
    const rows = async (query: string): Promise<number> => (await connection.runAndReadAll(query)).getRows().length;
    expect(await rows(`SELECT * FROM read_csv(${sqlText(own)})`)).toBe(1);
    await connection.run(`COPY (SELECT 1) TO ${sqlText(join(spill, "x.csv"))}`);
    for (const query of [
      `SELECT * FROM read_csv(${sqlText(other)})`,
      `SELECT * FROM ${sqlText(other)}`,
      `SELECT * FROM read_csv(${sqlText(join(folder, "*.csv"))})`,
      `SELECT * FROM read_text('/etc/hostname')`,
      `SELECT * FROM glob('/etc/*')`,
      `COPY (SELECT 1) TO ${sqlText(other)}`,
      `ATTACH ${sqlText(join(folder, "new.db"))}`,
      "INSTALL httpfs",
      "SELECT * FROM read_csv('https://localhost/x.csv')",
      "SET enable_external_access=true",
      "SET allowed_directories=['/']",
    ])
      await expect(connection.runAndReadAll(query), query).rejects.toThrow(/disabled by configuration|locked|Permission|Cannot/);
    connection.closeSync();
  });

  it("counts more than fits into memory", async () => {
    const connection = await openEngine({ files: [], temporary: mkdtempSync(join(folder, "spill-")), megabytes: 60 });
    const counted = await connection.runAndReadAll("SELECT count(DISTINCT hash(i)::VARCHAR) FROM range(1000000) t(i)");
    expect(Number(counted.getRows()[0]?.[0])).toBe(1_000_000);
    connection.closeSync();
  });
});

afterEach(() => {
  vi.doUnmock("@duckdb/node-api");
});

describe("the engine that reads tables", () => {
  it("opens and answers", async () => {
    const engine = await openEngine({ files: [], megabytes: 64, threads: 1 });
    const answer = await engine.runAndReadAll("SELECT 6 * 7 AS n");
    expect(answer.getRows()).toEqual([[42]]);
    engine.closeSync();
  });

  it("names the two ways to get it, with the version that the command takes for its peer, where it is not installed", async () => {
    vi.doMock("@duckdb/node-api", () => {
      throw new Error("Cannot find package");
    });
    const command = z
      .object({ peerDependencies: z.object({ "@duckdb/node-api": z.string() }) })
      .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../../../apps/cli/package.json"), "utf8")));
    const named = `@duckdb/node-api@${command.peerDependencies["@duckdb/node-api"]}`;
    await expect(openEngine({ files: [] })).rejects.toMatchObject({
      code: "ENGINE_MISSING",
      message: expect.stringContaining(`npm install ${named} where castellan is installed, or npx -p castellan -p ${named} castellan data`),
    });
  });
});
