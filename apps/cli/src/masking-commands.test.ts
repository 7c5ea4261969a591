import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "./program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-masking-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

async function castellan(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: "", error: "" };
  const code = await run(words, {
    out: { write: (text) => (written.out += text) },
    error: { write: (text) => (written.error += text) },
    environment: { XDG_DATA_HOME: at("state") },
    signal: new AbortController().signal,
    clock: () => new Date("2026-11-22T00:00:00Z"),
  });
  return { code, ...written };
}

describe("castellan data mask and unmask", () => {
  beforeEach(() => {
    writeFileSync(at("in.csv"), "name,card\nAnna,4111111111111111\n");
    writeFileSync(
      at("mask.yaml"),
      "dataset: people\ncolumns:\n  name: {mask: token, reversible: true}\n  card: {mask: format, luhn: keep}\n",
    );
    writeFileSync(at("mask.key"), Buffer.alloc(32, 1));
    writeFileSync(at("other.key"), Buffer.alloc(32, 2));
  });
  const mask = (...more: string[]) => castellan("data", "mask", at("in.csv"), "--policy", at("mask.yaml"), "--to", at("out.csv"), ...more);
  const unmask = (...more: string[]) =>
    castellan("data", "unmask", at("out.csv"), "--policy", at("mask.yaml"), "--to", at("back.csv"), ...more);

  it("gives values back with the key and a reason only, and keeps who asked", async () => {
    expect((await mask("--key", at("mask.key"))).code).toBe(0);
    expect(readFileSync(at("out.csv"), "utf8")).not.toMatch(/Anna|4111111111111111/);
    for (const [more, why] of [
      [["--key", at("mask.key")], /--reason/],
      [["--reason", " ", "--key", at("mask.key")], /--reason/],
      [["--reason", "case"], /--key/],
      [["--reason", "case", "--key", at("other.key")], /another key/],
    ] as const) {
      const { code, error } = await unmask(...more);
      expect(code).toBe(2);
      expect(error).toMatch(why);
      expect(existsSync(at("back.csv"))).toBe(false);
    }
    const { code, out } = await unmask("--reason", "case 7", "--key", at("mask.key"));
    expect(code).toBe(0);
    expect(out).not.toContain("Anna");
    expect(readFileSync(at("back.csv"), "utf8")).toBe("name,card\nAnna,4111111111111111\n");
    const [vault = ""] = readdirSync(at("state/castellan/vaults"));
    expect(readFileSync(join(at("state/castellan/vaults"), vault, "lookups.jsonl"), "utf8")).toMatch(
      /^\{"time":"2026-11-22.*"reason":"case 7","what":"out\.csv: card, name"/,
    );
  });

  it("says what is missing", async () => {
    expect((await mask()).error).toMatch(/--key FILE/);
    expect((await castellan("data", "mask", at("in.csv"), "--to", at("x.csv"))).error).toMatch(/--policy/);
    writeFileSync(at("mask.key"), "short");
    expect((await mask("--key", at("mask.key"))).error).toMatch(/no masking key/);
    expect((await mask("--key", at("none.key"))).error).toMatch(/cannot be read/);
  });
});

describe("castellan privacy", () => {
  const ask = (...more: string[]) =>
    castellan("privacy", "query", at("pay.csv"), "--person", "who", "--max-rows", "2", "--purpose", "test", ...more);
  beforeEach(() => {
    const rows = Array.from({ length: 400 }, (_, row) => `p${row % 200},${row % 2 === 0 ? "n" : "s"},${row % 50}`);
    writeFileSync(at("pay.csv"), `who,where,pay\n${rows.join("\n")}\n`);
  });
  const open = () => castellan("privacy", "budget", "pay.csv", "--open", "--person", "who", "--epsilon", "1", "--delta", "1e-6");

  it("answers within the budget, and refuses what goes beyond it, for good", async () => {
    expect((await open()).code).toBe(0);
    const { code, out } = await ask("--count", "--epsilon", "0.6", "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: "castellan/privacy-answer/1",
      answers: [{ group: "all", values: [expect.any(Number)] }],
      budget: { epsilon: 1, spent: 0.6 },
    });
    const refused = await ask("--count", "--epsilon", "0.5");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toMatch(/0\.6000 is spent/);
    expect((await open()).error).toMatch(/already/);
    expect((await ask("--count", "--epsilon", "0.4")).code).toBe(0);
    expect((await ask("--count", "--epsilon", "1e-9")).code).toBe(1);
    expect((await castellan("privacy", "budget")).out).toMatch(/epsilon 1 of 1 spent.*2 answers/);
  });

  it("sums, means, quantiles and groups", async () => {
    await castellan("privacy", "budget", "pay.csv", "--open", "--person", "who", "--epsilon", "5", "--delta", "1e-6");
    const bounds = ["--lower", "0", "--upper", "50"];
    expect((await ask("--mean", "pay", ...bounds, "--epsilon", "0.1")).out).toMatch(
      /mean of pay from 0 to 50, with discrete Laplace noise\n {2}[\d.]+ ±/,
    );
    expect(
      (await ask("--sum", "pay", ...bounds, "--by", "where", "--groups", "n,s,x", "--max-groups", "1", "--epsilon", "0.1")).out,
    ).toMatch(/ n: .*\n.* s: .*\n.* x: /);
    expect((await ask("--quantile", "pay", "--ranks", "0.25,0.75", ...bounds, "--rho", "0.001")).out).toMatch(
      /Gaussian noise\n {2}[\d.]+, [\d.]+\n/,
    );
    expect((await ask("--count", "--by", "where", "--max-groups", "1", "--delta", "1e-7", "--rho", "0.05")).out).toMatch(/ n: .*\n.* s: /);
  });

  it.each([
    [["--epsilon", "0.1"], /Ask one thing/],
    [["--count", "--sum", "pay", "--epsilon", "0.1"], /Ask one thing/],
    [["--count"], /--epsilon E/],
    [["--count", "--epsilon", "0.1", "--rho", "1"], /one of them/],
    [["--sum", "pay", "--epsilon", "0.1"], /--lower/],
    [["--sum", "pay", "--epsilon", "0.1", "--lower", "0", "--upper", "x"], /--upper/],
    [["--count", "--by", "where", "--epsilon", "0.1"], /--delta/],
    [["--count", "--by", "where", "--delta", "1e-7", "--epsilon", "0.1"], /--max-groups/],
    [["--count", "--epsilon", "-1"], /above zero/],
    [["--count", "--epsilon", "lots"], /no number/],
    [["--sum", "where", "--lower", "0", "--upper", "1", "--epsilon", "0.1"], /not one of numbers/],
    [["--sum", "none", "--lower", "0", "--upper", "1", "--epsilon", "0.1"], /no column none/],
  ])("refuses %j, and charges nothing", async (more, why) => {
    await open();
    const { code, out, error } = await ask(...more);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(why);
    expect((await castellan("privacy", "budget", "pay.csv")).out).toMatch(/0 answers/);
  });

  it("needs a budget for the same kind of person", async () => {
    expect((await ask("--count", "--epsilon", "0.1")).error).toMatch(/has no privacy budget/);
    await castellan("privacy", "budget", "pay.csv", "--open", "--person", "where", "--epsilon", "1");
    expect((await ask("--count", "--epsilon", "0.1")).error).toMatch(/not of each who/);
  });
});

describe("castellan federated aggregate", () => {
  beforeEach(() => {
    mkdirSync(at("round"));
    for (let client = 0; client < 9; client++)
      writeFileSync(
        at(`round/c${client}.json`),
        JSON.stringify({
          w: [
            [1 + client / 100, 2],
            [3, 4],
          ],
          b: client === 4 ? 900 : 0.5,
        }),
      );
  });
  const aggregate = (...more: string[]) => castellan("federated", "aggregate", at("round"), "--hostile", "2", ...more);

  it("leaves the odd client out, says so, and writes what it made", async () => {
    const { code, out } = await aggregate("--to", at("out.safetensors"), "--trust", at("trust.json"), "--format", "json");
    expect(code).toBe(1);
    const report: unknown = JSON.parse(out);
    expect(report).toMatchObject({ schema: "castellan/federated-aggregate/1", parameters: 5 });
    expect(out).toMatch(/"client": "c4",\s+"used": false/);
    expect(readFileSync(at("out.safetensors"), "latin1")).toContain('"w":{"dtype":"F32","shape":[2,2]');
    expect(readFileSync(at("trust.json"), "utf8")).toContain("castellan/federated-trust/1");
    expect((await aggregate("--to", at("out.safetensors"))).error).toMatch(/is there already/);
  });

  it.each([
    ['{"w": [[1, 2], [3]]}', /different lengths/],
    ['{"w": [[1, 2], [3, "4"]], "b": 1}', /no number/],
    ['{"w": [[1, 2, 3], [3, 4, 5]], "b": 1}', /different models/],
    ["[1]", /no object/],
    ["{", /c3\.json/],
  ])("refuses the update %s", async (text, why) => {
    writeFileSync(at("round/c3.json"), text);
    const { code, error } = await aggregate();
    expect(code).toBe(2);
    expect(error).toMatch(why);
  });

  it("refuses no clients, too few, and an unknown number of hostile ones", async () => {
    expect((await castellan("federated", "aggregate", at("round"))).error).toMatch(/--hostile N/);
    expect((await aggregate("--method", "bulyan")).error).toMatch(/11 or more/);
    expect((await aggregate("--method", "best")).error).toMatch(/one of/);
    expect((await castellan("federated", "aggregate", at("none"), "--hostile", "1")).error).toMatch(/no folder/);
  });
});
