import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { normaliseRemote, remoteOf, repositoryAround } from "./repository.ts";

it.each([
  ["https://github.com/acme/app.git", "https://github.com/acme/app"],
  ["git@github.com:acme/app.git", "https://github.com/acme/app"],
  ["ssh://git@github.com/acme/app", "https://github.com/acme/app"],
  ["https://user:secret@gitlab.example.com/group/sub/app.git/", "https://gitlab.example.com/group/sub/app"],
  ["git://example.com/app.git", "https://example.com/app"],
  ["/srv/git/app.git", "/srv/git/app"],
])("%s names %s", (remote, url) => expect(normaliseRemote(remote)).toBe(url));

it.each([
  ["git@github.com:acme/app.git", "https://github.com/acme/app"],
  ["/srv/git/app.git", undefined],
  ["../app", undefined],
  ["file:///srv/git/app.git", undefined],
])("a clone of %s is named %s", (url, name) => {
  const folder = mkdtempSync(join(tmpdir(), "castellan-remote-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, ".git/HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(folder, ".git/config"), `[remote "origin"]\n\turl = ${url}\n`);
  const repository = repositoryAround(folder);

  expect(repository).toBeDefined();
  expect(repository === undefined ? undefined : remoteOf(repository)).toBe(name);
});
