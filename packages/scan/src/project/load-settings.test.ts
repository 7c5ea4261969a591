import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadSettings, parseSettings } from "./load-settings.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "castellan-settings-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe("parseSettings", () => {
  it("fills in what is not said", () => {
    expect(parseSettings("castellan.yaml", "")).toMatchObject({ owners: [], ignore: [], environment: {} });
  });

  it.each([
    ["fail-on: never", /fail-on/],
    ["colour: blue", /colour/i],
    ["knowledge: [../other.yaml]", /inside the project/],
    ["knowledge: [/etc/passwd]", /inside the project/],
    ["ignore: [{ rule: x }]", /reason/],
    ["a: [", /castellan\.yaml/],
    ["owners: [{ path: x, owner: [] }]", /owners/],
  ])("refuses %j and says where", (text, message) => expect(() => parseSettings("castellan.yaml", text)).toThrow(message));

  it("does not blow up on aliases", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghi"[index] ?? "a"}`).join(",")}]`)
      .join("\n")}\n`;

    expect(() => parseSettings("castellan.yaml", bomb)).toThrow(/castellan\.yaml/);
  });
});

describe("loadSettings", () => {
  it("joins the settings of several roots and reads their knowledge files", () => {
    const [a, b] = [folder(), folder()];
    writeFileSync(join(a, "castellan.yaml"), "crown-jewels: [x]\nknowledge: [own.yaml]\n");
    writeFileSync(join(a, "own.yaml"), "libraries: []\n");
    writeFileSync(join(b, "castellan.yml"), "crown-jewels: [y]\nfail-on: low\n");

    const loaded = loadSettings([a, b], undefined);

    expect(loaded.settings).toMatchObject({ "crown-jewels": ["x", "y"], "fail-on": "low" });
    expect(loaded.knowledge).toEqual([{ name: "own.yaml", text: "libraries: []\n" }]);
    expect(loaded.files).toHaveLength(3);
  });

  it("does not follow a link out of the project", () => {
    const [inside, outside] = [folder(), folder()];
    writeFileSync(join(outside, "knowledge.yaml"), "libraries: []\n");
    symlinkSync(join(outside, "knowledge.yaml"), join(inside, "own.yaml"));
    writeFileSync(join(inside, "castellan.yaml"), "knowledge: [own.yaml]\n");

    expect(() => loadSettings([inside], undefined)).toThrow(/out of the project/);
  });
});
