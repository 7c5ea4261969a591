import { fork } from "node:child_process";
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { concentratedCost, pureCost } from "../accounting/cost.ts";
import { decimal, exactly, rational } from "../rational.ts";
import { BudgetStore } from "./store.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-budget-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const clock = () => new Date("2026-11-23T00:00:00Z");
const open = () => new BudgetStore(folder, clock);
const file = () => join(folder, readdirSync(folder).find((name) => name.endsWith(".jsonl")) ?? "");
const tenth = pureCost(rational(1n, 10n));

describe("BudgetStore", () => {
  it("charges to the last tenth, then refuses, and forgets nothing", () => {
    open().open("patients", "patient_id", decimal("1"), decimal("0"));
    for (let index = 0; index < 10; index++) open().charge("patients", tenth, "research", "count");
    expect(open().state("patients")).toMatchObject({ unit: "patient_id", epsilon: 1, answers: 10 });
    expect(open().state("patients").spent).toBeCloseTo(1, 12);
    expect(() => open().charge("patients", tenth, "research", "count")).toThrow(/more than the budget of 1/);
    expect(() => open().charge("patients", pureCost(rational(1n, 10n ** 30n)), "research", "count")).toThrow(/BUDGET|budget/);
    expect(open().state("patients").answers).toBe(10);
    expect(open().datasets()).toEqual(["patients"]);
  });

  it("does not tell purposes apart: what was told was told", () => {
    open().open("d", "id", decimal("0.2"), decimal("0"));
    open().charge("d", tenth, "research", "count");
    open().charge("d", tenth, "marketing", "count");
    expect(() => open().charge("d", tenth, "anything", "count")).toThrow(/budget/);
  });

  it("adds Gaussian answers up as concentrated privacy, and refuses them without a delta", () => {
    open().open("d", "id", decimal("1"), decimal("1e-6"));
    const cost = concentratedCost(exactly(0.002));
    let answers = 0;
    expect(() => {
      for (; answers < 100; answers++) open().charge("d", cost, "p", "mean");
    }).toThrow(/budget/);
    expect(answers).toBe(12);
    open().open("pure", "id", decimal("1"), decimal("0"));
    expect(() => open().charge("pure", cost, "p", "mean")).toThrow(/without bound/);
  });

  it.each([
    ["nothing", pureCost(rational(0n))],
    ["a negative epsilon", pureCost(rational(-1n))],
    ["a negative rho", concentratedCost(rational(-1n, 1000n))],
    ["a negative delta", { ...tenth, delta: rational(-1n) }],
  ])("refuses answers that cost %s", (_, cost) => {
    open().open("d", "id", decimal("1"), decimal("1e-6"));
    expect(() => open().charge("d", cost, "p", "count")).toThrow(/above zero/);
    expect(open().state("d").answers).toBe(0);
  });

  it("is opened once, with numbers that are a budget", () => {
    open().open("d", "id", decimal("1"), decimal("0"));
    expect(() => open().open("d", "id", decimal("100"), decimal("0"))).toThrow(/has a privacy budget already/);
    for (const [epsilon, delta] of [
      ["0", "0"],
      ["-1", "0"],
      ["1", "1"],
      ["1", "-0.1"],
    ] as const)
      expect(() => open().open("x", "id", decimal(epsilon), decimal(delta))).toThrow(/epsilon above 0/);
    expect(() => open().charge("unknown", tenth, "p", "count")).toThrow(/has no privacy budget/);
    open().open("__proto__", "id", decimal("0.1"), decimal("0"));
    open().charge("__proto__", tenth, "p", "count");
    expect(() => open().charge("__proto__", tenth, "p", "count")).toThrow(/budget/);
  });

  it("answers nothing once its record was changed, shortened or taken away", () => {
    const attacks: readonly [string, (path: string) => void][] = [
      ["cheaper", (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"1/10"', '"1/90"'))],
      ["larger", (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"epsilon":"1/1"', '"epsilon":"9/1"'))],
      ["shorter", (path) => writeFileSync(path, readFileSync(path, "utf8").split("\n").slice(0, 2).join("\n").concat("\n"))],
      [
        "reordered",
        (path) =>
          writeFileSync(
            path,
            readFileSync(path, "utf8")
              .split("\n")
              .map((_, i, all) => all[[0, 2, 1, 3][i] ?? i])
              .join("\n"),
          ),
      ],
      ["empty", (path) => truncateSync(path, 0)],
      ["gone", (path) => rmSync(path)],
      ["garbage", (path) => appendFileSync(path, "{}\n")],
    ];
    for (const [name, attack] of attacks) {
      open().open(name, "id", decimal("1"), decimal("0"));
      const path = file();
      for (let index = 0; index < 2; index++) open().charge(name, tenth, "p", "count");
      attack(path);
      expect(() => open().charge(name, tenth, "p", "count"), name).toThrow(/changed|gone|taken away|does not|no JSON|no charge/);
      rmSync(folder, { recursive: true });
    }
    folder = mkdtempSync(join(tmpdir(), "castellan-budget-"));
  });

  it("answers nothing without the register", () => {
    open().open("d", "id", decimal("1"), decimal("0"));
    open().charge("d", tenth, "p", "count");
    rmSync(join(folder, "register.json"));
    expect(() => open().charge("d", tenth, "p", "count")).toThrow(/taken away or changed/);
    writeFileSync(join(folder, "register.json"), "{");
    expect(() => open().charge("d", tenth, "p", "count")).toThrow(/not what castellan wrote/);
  });

  it("drops a torn line that a crash left, for which no answer was given", () => {
    open().open("d", "id", decimal("1"), decimal("0"));
    open().charge("d", tenth, "p", "count");
    appendFileSync(file(), '{"sequence":2,"tim');
    expect(open().charge("d", tenth, "p", "count").answers).toBe(2);
    expect(readFileSync(file(), "utf8").split("\n")).toHaveLength(4);
  });

  it("counts a line that was written right before a crash", () => {
    open().open("d", "id", decimal("0.2"), decimal("0"));
    open().charge("d", tenth, "p", "count");
    const register = readFileSync(join(folder, "register.json"));
    open().charge("d", tenth, "p", "count");
    writeFileSync(join(folder, "register.json"), register);
    expect(() => open().charge("d", tenth, "p", "count")).toThrow(/budget/);
  });

  it("keeps others out of its folder, and does not care for clocks that go back", () => {
    open().open("d", "id", decimal("1"), decimal("0"));
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    new BudgetStore(folder, () => new Date("1999-01-01T00:00:00Z")).charge("d", tenth, "p", "count");
    expect(open().state("d").answers).toBe(1);
  });

  it("lets processes at once take no more than there is", async () => {
    open().open("d", "id", decimal("1"), decimal("0"));
    const script = join(folder, "spend.ts");
    const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
    writeFileSync(
      script,
      `import { BudgetStore } from ${url("./store.ts")};
       import { pureCost } from ${url("../accounting/cost.ts")};
       let taken = 0;
       const end = Date.now() + 20_000;
       for (let tries = 0; tries < 6 && Date.now() < end; ) {
         try { new BudgetStore(${JSON.stringify(folder)}, () => new Date(0)).charge("d", pureCost({ numerator: 1n, denominator: 10n }), "p", "count"); taken++; tries++; }
         catch (error) { if (error.code === "BUDGET_SPENT") tries++; else if (error.code !== "STORE_LOCKED") throw error; }
       }
       process.send?.(taken);`,
    );
    const taken = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<number>((resolve, reject) =>
            fork(script)
              .on("message", (count) => resolve(Number(count)))
              .on("error", reject),
          ),
      ),
    );
    expect(taken.reduce((total, count) => total + count, 0)).toBe(10);
    expect(open().state("d").answers).toBe(10);
  });
});
