import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { APP, castellan, LEAK, project, scanJson, temporaryFolder } from "./castellan.ts";

describe("exit codes", () => {
  it("is 0 for a project without AI, and says so", () => {
    const outcome = castellan(["scan", project({ "a.txt": "hello\n", "b.py": "print(1)\n" })]);

    expect(outcome.out).toMatch(/no AI in 2 files/);
    expect(outcome.code).toBe(0);
  });

  it("is 1 for a finding at or above the threshold, 0 with --fail-on none", () => {
    const folder = project({ "app.py": APP + LEAK });

    expect(castellan(["scan", folder, "--format", "json"]).code).toBe(1);
    expect(castellan(["scan", folder, "--format", "json", "--fail-on", "none"]).code).toBe(0);
  });

  it.each([
    [["scan", "/no/such/folder"]],
    [["scan", ".", "--format", "fax"]],
    [["scan", ".", "--jobs", "many"]],
    [["scan", ".", "--no-such-flag"]],
    [["scan", "s3://bucket/prefix"]],
    [["scan", "https://example.com/x.git", "--offline"]],
    [["conquer"]],
    [["model", "inspect", "x"]],
    [["rules", "show", "no-such-rule"]],
    [["schema", "no-such-schema"]],
    [["baseline", "burn"]],
    [["explain", "1"]],
    [[]],
  ])("is 2 for castellan %j", (words) => {
    const outcome = castellan(words, { cwd: temporaryFolder() });

    expect(outcome.code).toBe(2);
    expect(outcome.out).toBe("");
    expect(outcome.error).not.toMatch(/at .*\.js:\d+/);
  });

  it("is 2 for settings that are wrong, and names the key", () => {
    const outcome = castellan(["scan", project({ "a.py": APP, "castellan.yaml": "fail-on: sometimes\n" })]);

    expect(outcome.code).toBe(2);
    expect(outcome.error).toMatch(/fail-on/);
  });

  it("is 3 where no file matched, and 0 with --allow-partial", () => {
    const empty = temporaryFolder();

    expect(castellan(["scan", empty]).code).toBe(3);
    expect(castellan(["scan", empty, "--allow-partial"]).code).toBe(0);
  });

  it("is 3 where something had to be read and could not be finished; 1 goes before it", () => {
    const large = `{"rows": "${"x".repeat(21 * 1024 * 1024)}"}`;
    const unread = castellan(["scan", project({ "config.json": large, "app.py": APP }), "--format", "json"]);
    const both = castellan(["scan", project({ "config.json": large, "app.py": APP + LEAK }), "--format", "json"]);

    expect(unread.code).toBe(3);
    expect(scanJson(unread).summary.complete).toBe(false);
    expect(both.code).toBe(1);
    expect(scanJson(both).summary.complete).toBe(false);
  });

  it("is 0 for help and version", () => {
    expect(castellan(["--help"]).code).toBe(0);
    expect(castellan(["scan", "--help"]).out.split("\n").length).toBeLessThan(70);
    expect(castellan(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("outputs", () => {
  it("writes several formats at once and leaves no half file", () => {
    const folder = project({ "app.py": APP });
    const out = temporaryFolder();
    const outcome = castellan(["scan", folder, "--output", `json=${out}/a.json`, "--output", `csv=${out}/a.csv`, "--quiet"]);

    expect(outcome.code).toBe(0);
    expect(outcome.error).toBe("");
    expect(JSON.parse(readFileSync(join(out, "a.json"), "utf8"))).toMatchObject({ schema: "castellan/scan/1" });
    expect(existsSync(join(out, "a.csv"))).toBe(true);
  });

  it("takes the main format to a file and keeps standard output empty", () => {
    const out = join(temporaryFolder(), "deep/er/bom.json");
    const outcome = castellan(["scan", project({ "app.py": APP }), "-f", "json", "-o", out]);

    expect(outcome.out).toBe("");
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ schema: "castellan/scan/1" });
  });

  it("says where it cannot write", () => {
    const folder = project({ "app.py": APP, file: "" });
    writeFileSync(join(folder, "file"), "x");
    const outcome = castellan(["scan", folder, "--output", `json=${folder}/file/below.json`]);

    expect(outcome.code).toBe(2);
    expect(outcome.error).toMatch(/cannot be written/);
  });

  it("writes notes as JSON lines when asked", () => {
    const out = temporaryFolder();
    const { error } = castellan(["scan", project({ "app.py": APP }), "--log-format", "json", "-o", `json=${out}/a.json`]);

    for (const line of error.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
  });
});
