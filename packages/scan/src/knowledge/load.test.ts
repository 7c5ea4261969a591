import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allKnowledge, loadKnowledge, parseKnowledge } from "./load.ts";

const FOLDER = new URL("../../knowledge/code/", import.meta.url);

describe("shipped files", () => {
  test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")))("%s is valid and teaches something", (name) => {
    const libraries = parseKnowledge(readFileSync(new URL(name, FOLDER), "utf8"), name);
    expect(libraries.length).toBeGreaterThan(0);
    // A library without calls lends its types to others.
    for (const library of libraries) expect(library.calls.length + Object.keys(library.types).length).toBeGreaterThan(0);
  });

  test("no call is empty: each says what it means", () => {
    const silent = loadKnowledge().flatMap((library) =>
      library.calls
        .filter(
          (entry) =>
            entry.on === "call" &&
            entry.emit.length === 0 &&
            entry.relate.length === 0 &&
            entry.holds.length === 0 &&
            [
              entry.act,
              entry.returns,
              entry.fluent,
              entry.same,
              entry.gives,
              entry.registers,
              entry.sequence,
              entry.outputs,
              entry.stands,
            ].every((said) => said === undefined),
        )
        .map((entry) => `${library.id}: ${entry.at.join(", ")}`),
    );
    expect(silent).toEqual([]);
  });
});

const library = (more: string): string => `libraries:\n  - id: x\n    languages: [python]\n    modules: [x]\n${more}`;

describe("a file that is wrong gets one sentence with its name and the place", () => {
  test.each([
    ["no YAML", "libraries: [", /^own\.yaml is no YAML: /],
    ["nothing", "", /^own\.yaml: the file: /],
    ["another file", "services: {}", /^own\.yaml: (?:libraries|the file): /],
    ["a key that does not exist", library("    call: []"), /^own\.yaml: libraries\.0: .*call/],
    ["a language that does not exist", library("").replace("python", "cobol"), /^own\.yaml: libraries\.0\.languages\.0: /],
    ["no module", library("").replace("[x]", "[]"), /^own\.yaml: libraries\.0\.modules: /],
    [
      "a kind that does not exist",
      library("    calls: [{ at: f(), emit: [{ kind: robot }] }]"),
      /^own\.yaml: libraries\.0\.calls\.0\.emit\.0\.kind: /,
    ],
    [
      "a relation that does not exist",
      library("    calls: [{ at: f(), emit: [{ kind: agent, link: { likes: model } }] }]"),
      /^own\.yaml: libraries\.0\.calls\.0\.emit\.0\.link/,
    ],
    [
      "a selector that is none",
      library('    calls: [{ at: f(), emit: [{ kind: agent, name: "a b" }] }]'),
      /^own\.yaml: libraries\.0\.calls\.0\.emit\.0\.name/,
    ],
    ["code", library("    calls: [{ at: f(), run: !!js/function 'x' }]"), /^own\.yaml: /],
  ])("%s", (_title, text, message) => {
    expect(() => parseKnowledge(text, "own.yaml")).toThrow(message);
    expect(() => parseKnowledge(text, "own.yaml")).toThrow(expect.objectContaining({ code: "BAD_CONFIGURATION" }));
  });

  test("aliases that grow without end are refused", () => {
    const lines = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
      ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(", ")}]`),
    ];
    expect(() => parseKnowledge(lines.join("\n"), "own.yaml")).toThrow(/^own\.yaml/);
  });
});

describe("own files beside the shipped ones", () => {
  test("are added", () => {
    expect(allKnowledge([{ name: "own.yaml", text: library("") }]).map(({ id }) => id)).toEqual([
      ...loadKnowledge().map(({ id }) => id),
      "x",
    ]);
  });

  test.each([
    ["of what is shipped", [library("").replace("id: x", "id: openai")]],
    ["of another own file", [library(""), library("")]],
  ])("do not take the place %s", (_title, texts) => {
    expect(() => allKnowledge(texts.map((text, at) => ({ name: `own${at}.yaml`, text })))).toThrow(
      /^own\d\.yaml: the library id \w+ is taken; give yours another one/,
    );
  });

  test("may bear the name of a library of another language", () => {
    expect(() =>
      allKnowledge([{ name: "own.yaml", text: library("").replace("id: x", "id: vertexai").replace("python", "csharp") }]),
    ).not.toThrow();
  });
});
