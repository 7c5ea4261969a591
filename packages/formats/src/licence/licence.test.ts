import { describe, expect, it } from "vitest";
import { isCodeOwnersPath, readCodeOwners } from "../code-owners/index.ts";
import { isLicencePath, readLicence } from "./index.ts";

describe("readLicence", () => {
  it.each([
    [
      "MIT License\n\nCopyright (c) 2024\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this\nsoftware…\nThe above copyright notice and this permission notice shall be included",
      "MIT",
    ],
    ["                                 Apache License\n                           Version 2.0, January 2004", "Apache-2.0"],
    ["GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007", "GPL-3.0-only"],
    ["GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007", "AGPL-3.0-only"],
    ["Redistribution and use in source and binary forms, with or without\nmodification… Neither the name of", "BSD-3-Clause"],
    ["Attribution-NonCommercial 4.0 International\nCreative Commons", "CC-BY-NC-4.0"],
    ["Attribution 4.0 International", "CC-BY-4.0"],
  ])("%#", (text, spdx) => expect(readLicence(text).spdx).toBe(spdx));
  it("names model licences that SPDX does not list", () =>
    expect(readLicence("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n…")).toEqual({ title: "Llama 3.1 Community License" }));
  it("says nothing of other text", () => expect(readLicence("All rights reserved by me.").spdx).toBeUndefined());
  it("knows the file names", () => {
    for (const path of ["LICENSE", "sub/LICENCE.md", "COPYING", "LICENSE-MIT", "UNLICENSE"]) expect(isLicencePath(path), path).toBe(true);
    for (const path of ["src/license.ts", "licenses/a.txt", "license.json"]) expect(isLicencePath(path), path).toBe(false);
  });
});

describe("readCodeOwners", () => {
  it("reads patterns, sections and comments", () => {
    expect(readCodeOwners("# top\n* @org/all\n/docs/ a@b.org # why\n[Data][2] @org/data\n*.csv\n/x\\ y @me\n/none\n")).toEqual([
      { pattern: "*", owners: ["@org/all"], line: 2 },
      { pattern: "/docs/", owners: ["a@b.org"], line: 3 },
      { pattern: "*.csv", owners: ["@org/data"], line: 5 },
      { pattern: "/x y", owners: ["@me"], line: 6 },
      { pattern: "/none", owners: ["@org/data"], line: 7 },
    ]);
    expect(isCodeOwnersPath(".github/CODEOWNERS")).toBe(true);
    expect(isCodeOwnersPath("src/CODEOWNERS")).toBe(false);
  });
});
