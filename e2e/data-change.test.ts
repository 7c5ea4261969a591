import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { castellan, project, temporaryFolder } from "./castellan.ts";

function table(rows: number, shift: number): string {
  return `key,amount,sex,y\n${Array.from({ length: rows }, (_, row) => `k${row},${((row * 7919) % 1009) / 100 + shift},${row % 2 === 0 ? "f" : "m"},${row % 2 === 0 && row % 3 > 0 ? "no" : "yes"}\n`).join("")}`;
}

function document(name: string, words: readonly string[]): { readonly code: number | null; readonly value: unknown } {
  const outcome = castellan([...words, "--format", "json"]);
  const value: unknown = JSON.parse(outcome.out);
  const schema = castellan(["schema", name]);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema.out) as object);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return { code: outcome.code, value };
}

const folder = (): string => project({ "a.csv": table(600, 0), "same.csv": table(500, 0), "moved.csv": table(500, 4) });

describe("castellan data", () => {
  it("drift compares files and sketches, with the exit code of the verdict", () => {
    const place = folder();
    const at = (name: string): string => join(place, name);
    expect(document("data-drift", ["data", "drift", at("a.csv"), at("same.csv"), "--id", "key"])).toMatchObject({
      code: 0,
      value: { verdict: "none" },
    });
    expect(document("data-drift", ["data", "drift", at("a.csv"), at("moved.csv"), "--id", "key"])).toMatchObject({
      code: 1,
      value: { verdict: "severe" },
    });
    expect(castellan(["data", "drift", "--save", at("a.sketch.json"), at("a.csv")]).code).toBe(0);
    expect(castellan(["data", "drift", "--save", at("a.sketch.json"), at("a.csv")])).toMatchObject({
      code: 2,
      error: expect.stringContaining("--force"),
    });
    const schema: unknown = JSON.parse(castellan(["schema", "data-sketch"]).out);
    expect(new Ajv2020({ strict: false }).compile(schema as object)(JSON.parse(readFileSync(at("a.sketch.json"), "utf8")))).toBe(true);
    const text = castellan(["data", "drift", at("a.sketch.json"), at("moved.csv")]);
    expect(text.out).toMatch(/the distribution moved/);
    const twice = [1, 2].map(() => castellan(["data", "drift", at("a.csv"), at("moved.csv"), "--format", "json"]).out);
    expect(twice[0]).toBe(twice[1]);
  });

  it("fairness judges groups and writes weights", () => {
    const place = folder();
    const weights = join(place, "w.csv");
    const judged = document("data-fairness", [
      "data",
      "fairness",
      join(place, "a.csv"),
      "--label",
      "y",
      "--group",
      "sex",
      "--favourable",
      "yes",
      "--id",
      "key",
      "--output",
      `weights=${weights}`,
    ]);
    expect(judged).toMatchObject({ code: 1, value: { verdict: "disparity" } });
    expect(readFileSync(weights, "utf8").split("\n")).toHaveLength(602);
    expect(castellan(["data", "fairness", join(place, "a.csv"), "--label", "y"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("--group"),
    });
    expect(castellan(["data", "fairness", join(place, "a.csv"), "--label", "z", "--group", "sex"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("there is no column z"),
    });
  });

  it("intake takes a file in by way of its isolated process, holds other bytes, and opens no socket offline", () => {
    const place = folder();
    const store = temporaryFolder();
    writeFileSync(join(place, "policy.yaml"), "require: [table, profile]\ncheck-rows: 0\nsigned-by: [Ada]\n");
    const words = (name: string): string[] => [
      "data",
      "intake",
      join(place, name),
      "--to",
      store,
      "--as",
      "bank",
      "--policy",
      join(place, "policy.yaml"),
      "--id",
      "key",
    ];
    expect(document("data-intake", words("a.csv"))).toMatchObject({
      code: 0,
      value: { status: "accepted", isolation: { process: true, writes: "scratch" } },
    });
    expect(document("data-intake", words("moved.csv"))).toMatchObject({ code: 1, value: { status: "held" } });
    expect(document("data-intake", [...words("moved.csv"), "--sign-off", "Ada"])).toMatchObject({ code: 0, value: { status: "accepted" } });
    expect(castellan([...words("a.csv"), "--sign-off", "Eve"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("does not let Eve sign"),
    });
    expect(castellan(["data", "intake", "https://127.0.0.1:9/a.csv", "--to", store, "--offline"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("--offline refuses"),
    });
  });

  it("clean writes the rows that are left and keeps the others apart", () => {
    const place = folder();
    writeFileSync(
      join(place, "check.json"),
      JSON.stringify({ schema: "castellan/data-check/1", quarantine: { rows: 2, ids: ["k1", "k5"] } }),
    );
    const output = join(place, "clean.csv");
    const words = ["data", "clean", join(place, "a.csv"), "--check", join(place, "check.json"), "--id", "key", "--output", output];
    expect(document("data-clean", words)).toMatchObject({ code: 0, value: { rows: { before: 600, kept: 598, leftOut: 2 } } });
    expect(readFileSync(join(place, "clean.quarantine.csv"), "utf8")).toMatch(/^key,amount,sex,y\nk1,.*\nk5,.*\n$/);
    expect(castellan(words)).toMatchObject({ code: 2, error: expect.stringContaining("--force") });
  });
});
