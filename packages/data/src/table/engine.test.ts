import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { openEngine } from "./engine.ts";

afterEach(() => {
  vi.doUnmock("@duckdb/node-api");
});

describe("the engine that reads tables", () => {
  it("opens and answers", async () => {
    const engine = await openEngine({ megabytes: 64, threads: 1 });
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
    await expect(openEngine()).rejects.toMatchObject({
      code: "ENGINE_MISSING",
      message: expect.stringContaining(`npm install ${named} where castellan is installed, or npx -p castellan -p ${named} castellan data`),
    });
  });
});
