import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { cacheFolder } from "./cache-folder.ts";
import { COMMANDS } from "./command.ts";
import { run } from "./program.ts";
import { targetsOf } from "./scan-options.ts";
import { writeFileWhole } from "./write-file.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "castellan-cli-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function castellan(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: "", error: "" };
  const code = await run(words, {
    out: { write: (text) => (written.out += text) },
    error: { write: (text) => (written.error += text) },
    environment: { XDG_CACHE_HOME: folder() },
    signal: new AbortController().signal,
    clock: () => new Date("2026-11-22T00:00:00Z"),
  });
  return { code, ...written };
}

describe("run", () => {
  it("prints help with three examples and under forty lines of flags for the short commands", async () => {
    for (const { name } of COMMANDS) {
      const { code, out } = await castellan(...name.split(" "), "--help");
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:/);
    }
    expect((await castellan("--help")).out.split("\n").length).toBeLessThan(40);
  });

  it.each([
    ["no-such-command"],
    ["scan", "--no-such-flag"],
    ["scan", "/no/such/target"],
    ["completion", "csh"],
    ["rules", "show"],
    ["diff", "a"],
  ])("answers 2 to %j, in words", async (...words) => {
    const { code, out, error } = await castellan(...words.flat());

    expect(code).toBe(2);
    expect(out).toBe("");
    expect(error).not.toBe("");
  });

  it("names in the help of a command the forms that it writes, and refuses the others before any work", async () => {
    for (const { name, arguments: wanted, flags, formats } of COMMANDS.filter(({ name }) => name !== "scan")) {
      if (!flags.includes("format")) continue;
      expect((await castellan(...name.split(" "), "--help")).out).toContain(`  --format: ${formats?.join(", ")}\n`);
      const given = wanted === "" ? [] : name === "diff" ? ["a", "b"] : ["a"];
      const { code, error } = await castellan(...name.split(" "), ...given, "--format", "sarif");
      expect({ code, error }).toEqual({
        code: 2,
        error: expect.stringContaining(`castellan ${name} writes ${formats?.join(", ")}, not sarif`),
      });
    }
    expect((await castellan("scan", "--help")).out).toContain("cyclonedx-1.6");
  });

  it("lists rules and schemas, as text and as JSON", async () => {
    expect((await castellan("rules", "list")).code).toBe(0);
    expect(JSON.parse((await castellan("rules", "list", "--format", "json")).out)).toMatchObject({ schema: "castellan/rules/1" });
    for (const name of (await castellan("schema")).out.trim().split("\n"))
      expect(JSON.parse((await castellan("schema", name)).out)).toHaveProperty("title");
  });
});

describe("targetsOf", () => {
  it("takes words, a list with comments, or the working folder", () => {
    const list = join(folder(), "targets");
    writeFileSync(list, "# ours\na\n\n b \n");

    expect(targetsOf([], undefined)).toEqual(["."]);
    expect(targetsOf(["x"], list)).toEqual(["x", "a", "b"]);
    expect(() => targetsOf([], join(list, "nowhere"))).toThrow(/cannot be read/);
  });
});

describe("cacheFolder", () => {
  it("is private, and not taken from a relative or foreign place", () => {
    const base = folder();
    mkdirSync(join(base, "open/castellan"), { recursive: true, mode: 0o777 });

    expect(cacheFolder({ XDG_CACHE_HOME: base })).toBe(join(base, "castellan"));
    expect(cacheFolder({ XDG_CACHE_HOME: "relative" })).not.toMatch(/^relative/);
  });
});

it("writeFileWhole makes folders and says where it cannot", () => {
  const base = folder();
  writeFileWhole(join(base, "a/b.txt"), "x");

  expect(() => writeFileWhole(join(base, "a/b.txt/c"), "x")).toThrow(/cannot be written/);
});
