import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discardLeftParts } from "./left-parts.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-left-parts-"));
  for (const name of ["x", `x.${process.pid}.part`, "x.999999999.part", "y.999999999.part", "x.part", "x.abc.part"])
    writeFileSync(join(folder, name), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("discardLeftParts", () => {
  it("takes away what a dead process left of this file, and nothing else", () => {
    expect(discardLeftParts(join(folder, "x"))).toEqual(["x.999999999.part"]);
    expect(readdirSync(folder).sort()).toEqual(["x", "x.abc.part", "x.part", `x.${process.pid}.part`, "y.999999999.part"].sort());
  });

  it("takes away what is left in a folder", () => {
    expect(discardLeftParts(`${folder}/`)).toEqual(["x.999999999.part", "y.999999999.part"]);
    expect(discardLeftParts(join(folder, "none/x"))).toEqual([]);
  });
});
