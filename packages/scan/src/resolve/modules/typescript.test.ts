import { describe, expect, test } from "vitest";
import { testShown } from "../testing/shown.ts";
import { splitPackage } from "./typescript.ts";

describe("imports of TypeScript and JavaScript", () => {
  testShown([
    [
      "relative paths, with .js for .ts",
      {
        "src/config.ts": 'export const MODEL = "m";\nexport const other = `x-${MODEL}`;\nexport default { name: "n" };',
        "src/a.ts": `
        import { MODEL, other as o } from "./config.js";
        import conf from "./config";
        import * as all from "./config";
        show(MODEL);
        show(o);
        show(conf.name);
        show(all.MODEL);`,
      },
      ['"m"', '"x-m"', '"n"', '"m"'],
    ],
    [
      "barrels",
      {
        "src/index.ts": 'export * from "./a";\nexport { B as C } from "./b";\nexport { default as D } from "./d";',
        "src/a.ts": 'export const A = "a";',
        "src/b.ts": 'export const B = "b";',
        "src/d.ts": 'export default "d";',
        "main.ts": `
        import { A, C, D } from "./src";
        show(A);
        show(C);
        show(D);`,
      },
      ['"a"', '"b"', '"d"'],
    ],
    [
      "paths of tsconfig, and the usual aliases without one",
      {
        "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"@lib/*": ["packages/lib/*"], "exact": ["packages/one.ts"]}}}',
        "packages/lib/x.ts": 'export const X = "x";',
        "packages/one.ts": "export const ONE = 1;",
        "src/y.ts": 'export const Y = "y";',
        "app/main.ts": `
        import { X } from "@lib/x";
        import { ONE } from "exact";
        import { Y } from "@/y";
        show(X);
        show(ONE);
        show(Y);`,
      },
      ['"x"', "1", '"y"'],
    ],
    [
      "packages of the workspace, by their source",
      {
        "packages/core/package.json": '{"name": "@acme/core", "main": "dist/index.js"}',
        "packages/core/src/index.ts": 'export const X = "x";',
        "packages/core/src/deep.ts": 'export const Y = "y";',
        "apps/web/main.ts": `
        import { X } from "@acme/core";
        import { Y } from "@acme/core/deep";
        show(X);
        show(Y);`,
      },
      ['"x"', '"y"'],
    ],
    [
      "CommonJS",
      {
        "b.js": 'const X = "x";\nmodule.exports = { X, Y: "y" };',
        "a.js": `
        const { X, Y: z } = require("./b");
        const b = require("./b");
        show(X);
        show(z);
        show(b.X);`,
      },
      ['"x"', '"y"', '"x"'],
    ],
    [
      "barrels in a circle",
      {
        "a.ts": 'export * from "./b";',
        "b.ts": 'export * from "./a";',
        "main.ts": 'import { X } from "./a";\nshow(X);',
      },
      ["?X"],
    ],
    [
      "packages from outside",
      { "a.ts": 'import OpenAI from "openai";\nimport { z } from "zod/v4";\nshow(new OpenAI());\nshow(z.object);' },
      ["openai.default()", "zod/v4.z.object"],
    ],
  ]);

  test.each([
    ["react", ["react", ""]],
    ["zod/v4/core", ["zod", "v4/core"]],
    ["@a/b", ["@a/b", ""]],
    ["@a/b/c/d", ["@a/b", "c/d"]],
  ])("%s is a package and a path", (specifier, parts) => {
    expect(splitPackage(specifier)).toEqual(parts);
  });
});
