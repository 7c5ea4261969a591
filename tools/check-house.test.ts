import { describe, expect, it } from "vitest";
import { faultOf, importsOf } from "./check-house.ts";

describe("importsOf", () => {
  it("sees static, dynamic, type and re-exporting imports with their lines", () => {
    const text =
      'import { a } from "./a.ts";\nimport type {\n  B,\n} from "@castellan/graph";\nexport * from "./c.ts";\nconst d = await import("./d.ts");\n';

    expect(importsOf(text)).toEqual([
      { specifier: "./a.ts", line: 1 },
      { specifier: "@castellan/graph", line: 4 },
      { specifier: "./c.ts", line: 5 },
      { specifier: "./d.ts", line: 6 },
    ]);
  });
});

describe("faultOf", () => {
  it.each([
    ["scan", "@castellan/graph", "packages/scan/src/a.ts"],
    ["formats", "@castellan/graph", "packages/formats/src/a.ts"],
    ["cli", "@castellan/scan/version", "apps/cli/src/a.ts"],
    ["scan", "./b.ts", "packages/scan/src/a.ts"],
    ["scan", "../knowledge/x.ts", "packages/scan/src/a.ts"],
    ["scan", "node:fs", "packages/scan/src/a.ts"],
    ["formats", "node:fs", "packages/formats/src/a.test.ts"],
  ])("%s may import %s", (room, specifier, path) => expect(faultOf(room, specifier, path)).toBeUndefined());

  it.each([
    ["graph", "@castellan/formats", "packages/graph/src/a.ts", /floor/],
    ["scan", "@castellan/data", "packages/scan/src/a.ts", /floor/],
    ["scan", "@castellan/server", "packages/scan/src/a.ts", /floor/],
    ["web", "@castellan/server", "apps/web/src/a.ts", /leaves server alone/],
    ["scan", "../../graph/src/index.ts", "packages/scan/src/a.ts", /leaves its room/],
    ["scan", "./b", "packages/scan/src/a.ts", /ends in .ts/],
    ["formats", "node:fs", "packages/formats/src/a.ts", /no input or output/],
    ["scan", "@castellan/attic", "packages/scan/src/a.ts", /no room attic/],
  ])("%s may not import %s", (room, specifier, path, fault) => expect(faultOf(room, specifier, path)).toMatch(fault));
});
