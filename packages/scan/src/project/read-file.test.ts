import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { readFacts } from "./read-file.ts";

const TOKEN = `ghp_${"R7kQ2mX9vB4nL6tJ8wZ3cF5hD1sG0pYaEuWi"}`;
const read = (path: string, content: string | Uint8Array, options = {}) => readFacts(path, bytesSource(Buffer.from(content)), options);

describe("readFacts", () => {
  it.each([
    ["a.py", `TOKEN = "${TOKEN}"\n`],
    ["a.ts", `export const token = "${TOKEN}";\n`],
    [".env", `TOKEN=${TOKEN}\n`],
    ["a.yaml", `token: ${TOKEN}\n`],
    ["a.json", `{"token": "${TOKEN}"}\n`],
    ["a.tf", `variable "t" {\n  default = "${TOKEN}"\n}\n`],
    ["Dockerfile", `FROM scratch\nENV TOKEN=${TOKEN}\n`],
    ["a.sh", `export TOKEN=${TOKEN}\n`],
    [
      "a.ipynb",
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [{ cell_type: "code", source: [`TOKEN = "${TOKEN}"\n`], outputs: [{ output_type: "stream", text: [TOKEN] }], metadata: {} }],
      }),
    ],
    ["data.csv", `name,token\na,${TOKEN}\nb,${TOKEN}\n`],
  ])("finds the secret of %s and keeps it out of all facts", async (path, content) => {
    const facts = await read(path, content);

    expect(facts.sensitive.length).toBeGreaterThan(0);
    expect(JSON.stringify(facts)).not.toContain(TOKEN.slice(6));
  });

  it("says in which cell, and whether it is output", async () => {
    const cells = [
      { cell_type: "code", source: "x = 1", outputs: [], metadata: {} },
      { cell_type: "code", source: `t = "${TOKEN}"`, outputs: [{ output_type: "stream", text: TOKEN }], metadata: {} },
    ];
    const facts = await read("a.ipynb", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));

    expect(facts.sensitive.map(({ cell, output }) => [cell, output])).toEqual([
      [2, undefined],
      [2, true],
    ]);
    expect(facts.notebook?.texts).toEqual([]);
    expect(facts.notebook?.module).toBeDefined();
  });

  it("records a reader that fails; the hash and the others stand", async () => {
    const facts = await read("a.ipynb", "not JSON");

    expect(facts.problems).toMatchObject([{ reader: "notebook" }]);
    expect(facts.sha256).toHaveLength(64);
  });

  it("knows the source of a Databricks notebook by its first line", async () => {
    expect((await read("a.py", "# Databricks notebook source\nimport mlflow\n")).sourceNotebook).toBe(true);
    expect((await read("b.py", "import mlflow\n# Databricks notebook source\n")).sourceNotebook).toBeUndefined();
  });

  it("parses no source where it cannot matter, and searches it all the same", async () => {
    const facts = await read("a.py", `TOKEN = "${TOKEN}"  # castellan-ignore: some-rule known\n`, { source: false });

    expect(facts.source).toBeUndefined();
    expect(facts.sensitive).toHaveLength(1);
    expect(facts.ignores).toEqual([{ line: 1, rule: "some-rule", reason: "known" }]);
  });

  it("does not take binaries for text", async () => {
    const facts = await read("a.py", Uint8Array.from([0x70, 0, 1, 2, 3]));

    expect(facts.source).toBeUndefined();
    expect(facts.lines).toBeUndefined();
  });

  it("classifies tables and drops their values", async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `${index},person${index}@acme-mail.org,${index * 3}`);
    const facts = await read("data/people.csv", `id,email,amount\n${rows.join("\n")}\n`);

    expect(facts.table?.classification).toMatchObject({ class: "personal", columns: [{ name: "email", types: ["EMAIL_ADDRESS"] }] });
    expect(JSON.stringify(facts)).not.toContain("person3@");
  });
});
