import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { changesSince, headRevision } from "./git-changes.ts";
import { materialiseRevision } from "./git-revision.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "castellan-git-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function git(at: string, ...words: string[]): void {
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", ...words], {
    cwd: at,
    stdio: "ignore",
  });
}

const LONG = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join("");

function repository(): string {
  const path = folder();
  git(path, "init", "--quiet");
  mkdirSync(join(path, "sub"));
  for (const name of ["a.txt", "sub/b.txt", "sub/moved.txt"]) writeFileSync(join(path, name), `${name}\n${LONG}`);
  git(path, "add", ".");
  git(path, "commit", "--quiet", "-m", "one");
  return path;
}

it("names what changed, what is untracked, and what was renamed", async () => {
  const path = repository();
  renameSync(join(path, "sub/moved.txt"), join(path, "sub/there.txt"));
  writeFileSync(join(path, "a.txt"), "changed");
  git(path, "add", "-A");
  writeFileSync(join(path, "sub/new\nname.txt"), "untracked");
  const { changed, renames } = await changesSince(path, "HEAD");

  expect([...changed].sort()).toEqual(["a.txt", "sub/new\nname.txt", "sub/there.txt"]);
  expect([...renames]).toEqual([["sub/there.txt", "sub/moved.txt"]]);
  expect([...(await changesSince(join(path, "sub"), "HEAD")).changed].sort()).toEqual(["new\nname.txt", "there.txt"]);
});

it("refuses what is no revision, and what could be an option", async () => {
  const path = repository();

  await expect(changesSince(path, "no-such-branch")).rejects.toThrow(/no revision/);
  await expect(changesSince(path, "--output=/tmp/x")).rejects.toThrow(/no revision/);
  await expect(changesSince(folder(), "HEAD")).rejects.toThrow(/not in a git repository/);
  expect(await headRevision(path)).toMatch(/^[0-9a-f]{40}$/);
  expect(await headRevision(folder())).toBeUndefined();
});

it("writes the files of a revision and runs no filter of the repository", async () => {
  const path = repository();
  writeFileSync(join(path, ".gitattributes"), "*.txt filter=evil\n");
  symlinkSync("/etc/passwd", join(path, "link"));
  writeFileSync(join(path, "big.bin"), Buffer.alloc(3_000_000, 7));
  git(path, "add", ".");
  git(path, "commit", "--quiet", "-m", "two");
  git(path, "config", "filter.evil.smudge", `touch ${path}/touched`);
  writeFileSync(join(path, "a.txt"), "later");
  const into = folder();
  await materialiseRevision(path, "HEAD", into);

  expect(readdirSync(into).sort()).toEqual([".gitattributes", "a.txt", "big.bin", "sub"]);
  expect(readFileSync(join(into, "a.txt"), "utf8")).toBe(`a.txt\n${LONG}`);
  expect(readFileSync(join(into, "big.bin")).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
  expect(readdirSync(path)).not.toContain("touched");

  const inner = folder();
  await materialiseRevision(join(path, "sub"), "HEAD~1", inner);
  expect(readdirSync(inner).sort()).toEqual(["b.txt", "moved.txt"]);
});
