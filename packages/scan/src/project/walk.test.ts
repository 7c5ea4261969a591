import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { repositoryAround, trackedBelow } from "./git/repository.ts";
import { type Walk, type WalkOptions, walkFolder } from "./walk.ts";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "castellan-walk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function git(folder: string, ...words: string[]): void {
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", ...words], {
    cwd: folder,
    stdio: "ignore",
  });
}

function walk(folder: string, options: Partial<WalkOptions> = {}): Walk {
  const repository = repositoryAround(folder);
  return walkFolder(
    folder,
    { trackedOnly: false, targetConfiguration: true, ...options },
    repository === undefined ? undefined : trackedBelow(repository, folder),
  );
}

const paths = ({ files }: Walk): string[] => files.map(({ path }) => path);

describe("walkFolder", () => {
  it("lists files sorted, dot-files too, and not .git", () => {
    const folder = folderWith({ "b.py": "", ".env.example": "", ".github/workflows/ci.yml": "", "a/z.py": "", "a.py": "" });
    git(folder, "init", "--quiet");

    expect(paths(walk(folder))).toEqual([".env.example", ".github/workflows/ci.yml", "a.py", "a/z.py", "b.py"]);
  });

  it("honours nested ignore files, negation and info/exclude", () => {
    const folder = folderWith({
      ".gitignore": "*.log\nbuild/\n",
      "a.log": "",
      "keep/.gitignore": "!important.log\n",
      "keep/important.log": "",
      "keep/b.log": "",
      "build/x.py": "",
      "scratch.txt": "",
      "src/a.py": "",
    });
    git(folder, "init", "--quiet");
    writeFileSync(join(folder, ".git/info/exclude"), "scratch.txt\n");

    expect(paths(walk(folder))).toEqual([".gitignore", "keep/.gitignore", "keep/important.log", "src/a.py"]);
  });

  it("does not take back inside an ignored folder", () => {
    expect(paths(walk(folderWith({ ".gitignore": "out/\n", "out/.gitignore": "!a.py\n", "out/a.py": "" })))).toEqual([".gitignore"]);
  });

  it("always reads what git tracks, ignored or in a build folder", () => {
    const folder = folderWith({
      ".gitignore": "dist/\n*.csv\n",
      "dist/kept.js": "",
      "dist/not.js": "",
      "notes.csv": "",
      "node_modules/x/index.js": "",
    });
    git(folder, "init", "--quiet");
    git(folder, "add", "--force", ".gitignore", "dist/kept.js", "notes.csv");

    const result = walk(folder);

    expect(result.files.map(({ path, lifecycle, vendored }) => [path, lifecycle, vendored])).toEqual([
      [".gitignore", "committed", false],
      ["dist/kept.js", "committed", true],
      ["notes.csv", "committed", false],
    ]);
    expect(result.skipped).toContainEqual({ file: "node_modules/", reason: "dependencies, caches or build output", required: false });
  });

  it("inventories ignored weights, data and secret files as local, unless tracked only", () => {
    const folder = folderWith({
      ".gitignore": "models/\ndata/\n.env\n*.tmp\n",
      "models/a.safetensors": "",
      "models/config.json": "",
      "models/notes.txt": "",
      "data/deep/x.parquet": "",
      ".env": "",
      "a.tmp": "",
      "app.py": "",
    });
    git(folder, "init", "--quiet");
    git(folder, "add", ".gitignore", "app.py");
    const all = walk(folder);

    expect(all.files.filter(({ lifecycle }) => lifecycle === "local").map(({ path }) => path)).toEqual([
      ".env",
      "data/deep/x.parquet",
      "models/a.safetensors",
      "models/config.json",
    ]);
    expect(all.skipped).toContainEqual({ file: "models", reason: "1 file that git ignores", required: false });
    expect(paths(walk(folder, { trackedOnly: true }))).toEqual([".gitignore", "app.py"]);
    expect(walk(folder, { trackedOnly: true }).skipped).toEqual([]);
  });

  it("is its own root: ignore files above do not apply", () => {
    const folder = folderWith({ ".gitignore": "inner/\n", "inner/a.py": "", "inner/b.py": "" });
    git(folder, "init", "--quiet");

    expect(paths(walk(join(folder, "inner")))).toEqual(["a.py", "b.py"]);
  });

  it("follows no link, out of the root or in a circle", () => {
    const folder = folderWith({ "a/b.py": "" });
    symlinkSync("..", join(folder, "a/loop"));
    symlinkSync("/etc/passwd", join(folder, "passwd"));

    const result = walk(folder);

    expect(paths(result)).toEqual(["a/b.py"]);
    expect(result.skipped.map(({ file, required }) => [file, required])).toEqual([
      ["a/loop", false],
      ["passwd", false],
    ]);
  });

  it("leaves out what .castellanignore names, unless the target's configuration is not honoured", () => {
    const folder = folderWith({
      ".castellanignore": "legacy/\n*.md\n!README.md\n",
      "legacy/a.py": "",
      "x.md": "",
      "README.md": "",
      "b.py": "",
    });

    expect(paths(walk(folder))).toEqual([".castellanignore", "README.md", "b.py"]);
    expect(walk(folder).leftOut).toEqual(["legacy/", "x.md"]);
    expect(paths(walk(folder, { targetConfiguration: false }))).toHaveLength(5);
  });

  it("takes names with line ends, and a worktree whose .git is a file", () => {
    const folder = folderWith({ "a\nb.py": "", "c.py": "" });
    git(folder, "init", "--quiet");
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "-m", "x");
    const linked = join(folderWith({}), "linked");
    git(folder, "worktree", "add", "--quiet", linked);

    expect(paths(walk(folder, { trackedOnly: true }))).toEqual(["a\nb.py", "c.py"]);
    expect(paths(walk(linked, { trackedOnly: true }))).toEqual(["a\nb.py", "c.py"]);
  });

  it("reads submodules by their own index", () => {
    const inner = folderWith({ "lib.py": "", "local.txt": "" });
    git(inner, "init", "--quiet");
    git(inner, "add", "lib.py");
    git(inner, "commit", "--quiet", "-m", "x");
    const outer = folderWith({ "app.py": "" });
    git(outer, "init", "--quiet");
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "vendor-lib");
    git(outer, "add", ".");

    expect(paths(walk(outer, { trackedOnly: true }))).toEqual([".gitmodules", "app.py", "vendor-lib/lib.py"]);
  });

  it("reads what the CDK synthesised, but not beside its source, where git ignores it, or its bundles", () => {
    const template = "cdk.out/Rag.template.json";
    const alone = { "cdk.json": "{}", [template]: "{}", "cdk.out/asset.1/index.js": "", "cdk.out/.cache/x.zip": "" };
    expect(paths(walk(folderWith(alone)))).toEqual(["cdk.json", template]);
    expect(paths(walk(folderWith({ ...alone, "bin/app.ts": "" })))).not.toContain(template);
    expect(paths(walk(folderWith({ ...alone, "app.py": "" })))).not.toContain(template);
    expect(paths(walk(folderWith({ "infra/cdk.out/Rag.template.json": "{}", "app.py": "" })))).toContain(`infra/${template}`);
    const ignored = folderWith({ ...alone, ".gitignore": "cdk.out\n" });
    git(ignored, "init", "--quiet");
    expect(paths(walk(ignored))).not.toContain(template);
  });

  it("prunes environments by their sign, not by the name alone", () => {
    const folder = folderWith({
      "env/pyvenv.cfg": "",
      "env/lib/x.py": "",
      "myenv/pyvenv.cfg": "",
      "myenv/y.py": "",
      "vendor/own.py": "",
      "target/data.csv": "",
    });

    expect(paths(walk(folder))).toEqual(["myenv/pyvenv.cfg", "myenv/y.py", "target/data.csv", "vendor/own.py"]);
  });
});
