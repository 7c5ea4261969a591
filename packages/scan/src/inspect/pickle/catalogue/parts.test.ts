import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { readParts, writeParts } from "./parts.ts";

it("gives back every part by its name, and nothing for another name", () => {
  const folder = mkdtempSync(join(tmpdir(), "castellan-parts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "parts.json");
  writeFileSync(
    file,
    writeParts(
      new Map<string, unknown>([
        ["a", { text: "ä\n€" }],
        ["b:c", [1, 2]],
        ["", null],
      ]),
    ),
  );
  const parts = readParts(pathToFileURL(file));
  expect(parts.names).toEqual(["a", "b:c", ""]);
  expect(parts.read("b:c")).toEqual([1, 2]);
  expect(parts.read("a")).toEqual({ text: "ä\n€" });
  expect(parts.read("")).toBeNull();
  expect(parts.read("toString")).toBeUndefined();
});
