import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { APP, castellan, project, scanJson } from "./castellan.ts";

/** Everything that people find in the trees they scan. */
function badTree(): string {
  const folder = project({
    "app.py": APP,
    "broken.py": "def f(:\n  return ((((\nclass",
    "broken.ts": "export const = {{{ `${`",
    "junk.py": Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
    "junk.json": Uint8Array.from({ length: 5000 }, (_, index) => (index * 104729) % 251),
    "deep.json": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    "deep.yaml": `a: ${"{a: ".repeat(5000)}1${"}".repeat(5000)}`,
    "deep.py": `x = ${"(".repeat(20_000)}1${")".repeat(20_000)}\n`,
    "bomb.yaml": `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghi"[index]}`).join(",")}]`)
      .join("\n")}\n`,
    "notebook.ipynb": "this is not JSON",
    "empty.py": "",
    "with\nnewline.py": APP,
    "tab\t and \u202e bidi.txt": "x",
    "weights.pt": Uint8Array.from([0x80, 0x02, 0x63, 0x6f, 0x73]),
  });
  symlinkSync(".", join(folder, "loop"));
  symlinkSync("/etc", join(folder, "out"));
  symlinkSync("nowhere", join(folder, "dangling"));
  return folder;
}

describe("bad input", () => {
  it("goes on, says what it skipped, and still finds what is there", () => {
    const outcome = castellan(["scan", badTree(), "--format", "json", "--fail-on", "none"]);
    const result = scanJson(outcome);
    const files = result.inventory.assets.flatMap(({ occurrences }) => occurrences.map(({ file }) => file));

    expect([0, 3]).toContain(outcome.code);
    expect(outcome.code).toBe(result.summary.complete ? 0 : 3);
    expect(files).toContain("app.py");
    expect(files).toContain("with\nnewline.py");
    expect(result.coverage.skipped.map(({ file }) => file)).toEqual(expect.arrayContaining(["loop", "out", "dangling", "notebook.ipynb"]));
    expect(files.some((file) => file?.startsWith("out/"))).toBe(false);
  });

  it("prints no control or direction character of a file name", () => {
    const outcome = castellan(["scan", badTree(), "--all", "--fail-on", "none"]);

    expect(outcome.out).not.toMatch(/[\u202e\u001b]/);
  });

  it("survives a JSON file of 100 MB in one line", () => {
    const folder = project({ "app.py": APP });
    writeFileSync(join(folder, "large.json"), `{"key": "${"abcdefghij".repeat(10 * 1024 * 1024)}"}`);
    const outcome = castellan(["scan", folder, "--format", "json"]);

    expect(outcome.code).toBe(3);
    expect(scanJson(outcome).coverage.skipped).toContainEqual(expect.objectContaining({ file: "large.json", required: true }));
    expect(scanJson(outcome).inventory.assets.length).toBeGreaterThan(0);
  });

  // Nobody can be kept from reading when the tests run as root.
  it.skipIf(process.getuid?.() === 0)("reports folders and files that it may not read", () => {
    const folder = project({ "app.py": APP, "closed/a.py": APP, "secret.py": APP });
    chmodSync(join(folder, "closed"), 0);
    chmodSync(join(folder, "secret.py"), 0);
    const outcome = castellan(["scan", folder, "--format", "json"]);
    chmodSync(join(folder, "closed"), 0o700);

    expect(outcome.code).toBe(3);
    expect(scanJson(outcome).coverage.skipped).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ file: "closed", required: true }),
        expect.objectContaining({ file: "secret.py", required: true }),
      ]),
    );
  });

  it("does not wait on a pipe and does not open a folder with a file's name", () => {
    const folder = project({ "app.py": APP });
    mkdirSync(join(folder, "folder.py"));
    const outcome = castellan(["scan", folder, "--format", "json"]);

    expect(outcome.code).toBe(0);
  });
});
