import { describe, expect, it } from "vitest";
import { missingEntries, platformOf } from "./complete-lock.ts";

describe("platformOf", () => {
  it.each([
    ["@biomejs/cli-win32-x64", { os: ["win32"], cpu: ["x64"] }],
    ["@biomejs/cli-linux-arm64-musl", { os: ["linux"], cpu: ["arm64"], libc: ["musl"] }],
    ["@oxc-parser/binding-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
    ["@oxc-parser/binding-android-arm-eabi", { os: ["android"], cpu: ["arm"] }],
    ["left-pad", undefined],
  ])("%s", (name, expected) => expect(platformOf(name)).toEqual(expected));
});

it("adds what a parent names and the lock lacks, and nothing else", () => {
  const added = missingEntries({
    packages: {
      "node_modules/a": {
        version: "1.0.0",
        dev: true,
        optionalDependencies: { "a-win32-x64": "1.0.0", "a-linux-x64": "1.0.0", fsevents: "2.3.3" },
      },
      "node_modules/a-linux-x64": { version: "1.0.0" },
    },
  });

  expect(Object.fromEntries(added)).toEqual({
    "node_modules/a-win32-x64": { version: "1.0.0", cpu: ["x64"], dev: true, optional: true, os: ["win32"] },
  });
});
