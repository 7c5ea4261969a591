import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { FactsCache } from "./facts-cache.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "castellan-cache-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return join(path, "facts");
}

const files = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it("gives back what it was given, for its owner only", () => {
  const path = folder();
  const cache = new FactsCache(path, "1");
  const key = cache.key("content", "a.py", true);
  cache.put(key, '{"a":"ü\\n"}');

  expect(cache.get(key)).toBe('{"a":"ü\\n"}');
  expect(statSync(files(path)[0] ?? "").mode & 0o077).toBe(0);
});

it("has one key for each version, content, path and way of reading", () => {
  const [one, two] = [new FactsCache("x", "1"), new FactsCache("x", "2")];

  expect(
    new Set([one.key("c", "p", true), one.key("c", "p", false), one.key("c", "q", true), one.key("d", "p", true), two.key("c", "p", true)])
      .size,
  ).toBe(5);
});

it.each([0, 10, 30])("takes an entry cut to %i bytes for none", (length) => {
  const path = folder();
  const cache = new FactsCache(path, "1");
  const key = cache.key("c", "p", true);
  cache.put(key, JSON.stringify({ some: "longer facts than that" }));
  for (const file of files(path)) writeFileSync(file, "x".repeat(length));

  expect(cache.get(key)).toBeUndefined();
});

it("does without a folder it cannot write", () => {
  const file = folder().replace(/facts$/, "file");
  writeFileSync(file, "");
  const cache = new FactsCache(join(file, "below"), "1");
  cache.put(cache.key("c", "p", true), "{}");

  expect(cache.get(cache.key("c", "p", true))).toBeUndefined();
});
