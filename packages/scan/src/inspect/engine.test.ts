import { bytesSource, FormatError } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import type { Interpreter } from "./interpreter.ts";
import { ENGINE_RULES } from "./rules.ts";
import { inspectBytes, latin1 } from "./testing/inspect-bytes.ts";

function reading(id: string, inspect: Interpreter["inspect"], accepts: Interpreter["accepts"] = () => true): Interpreter {
  return { id, accepts, inspect };
}

/** Unwraps `(…)`, one level a pair. */
const brackets = reading(
  "brackets",
  async ({ source }, visit) => {
    visit.format("brackets");
    visit.claim(0, source.size, "brackets");
    await visit.child("(inner)", bytesSource(source.read(1, source.size - 2)));
  },
  ({ head }) => head[0] === 0x28,
);

const rules = [
  ...ENGINE_RULES,
  { id: "bad", title: "bad", verdict: "malicious", severity: "critical", why: "", fix: "" },
  { id: "note", title: "note", verdict: "benign", severity: "info", why: "", fix: "" },
] as const;

function inspect(text: string, ...interpreters: readonly Interpreter[]) {
  return inspectBytes(latin1(text), "file", { interpreters, rules });
}

describe("inspectSource", () => {
  it("has no format and no finding where no reader accepts the bytes", async () => {
    expect(await inspect("hello")).toEqual({ formats: [], verdict: "benign", complete: true, facts: {}, findings: [], bytes: 5 });
  });

  it("follows every reading and takes the worst", async () => {
    const result = await inspect(
      "x",
      reading("a", (_subject, visit) => visit.finding({ rule: "note", message: "fine" })),
      reading("b", (_subject, visit) => visit.finding({ rule: "bad", message: "not fine", offset: 0 })),
    );
    expect(result.verdict).toBe("malicious");
    expect(result.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["bad", "critical"],
      ["note", "info"],
    ]);
  });

  it("inspects children with their path, and stops at the depth with a finding", async () => {
    const leaf = reading(
      "leaf",
      (_subject, visit) => visit.finding({ rule: "bad", message: "leaf" }),
      ({ head }) => head[0] === 0x78,
    );
    expect((await inspect("((x))", brackets, leaf)).findings).toMatchObject([{ rule: "bad", member: "(inner)/(inner)" }]);
    const deep = await inspect(`${"(".repeat(20)}x${")".repeat(20)}`, brackets, leaf);
    expect(deep).toMatchObject({ verdict: "suspicious", complete: false, findings: [{ rule: "budget-exceeded" }] });
    expect(deep.findings[0]?.message).toMatch(/depth/);
  });

  it("is suspicious, never benign, where a reader fails", async () => {
    const broken = await inspect(
      "x",
      reading("broken", () => {
        throw new TypeError("oops");
      }),
    );
    expect(broken).toMatchObject({ verdict: "suspicious", complete: false, findings: [{ rule: "reader-failed" }] });
    const malformed = await inspect(
      "x",
      reading("malformed", () => {
        throw new FormatError("MALFORMED", "The header is cut off.");
      }),
    );
    expect(malformed).toMatchObject({ verdict: "suspicious", findings: [{ rule: "malformed", message: "The header is cut off." }] });
  });

  it("names the budget that is spent, and a bomb as one", async () => {
    const busy = reading("busy", (_subject, visit) => {
      for (;;) visit.spend("operations", 1000);
    });
    expect((await inspect("x", busy)).findings[0]).toMatchObject({ rule: "budget-exceeded", verdict: "suspicious" });
    const bomb = reading("bomb", (_subject, visit) => {
      for (;;) visit.spend("decompressed", 1024 * 1024);
    });
    expect(await inspect("x", bomb)).toMatchObject({ verdict: "malicious", findings: [{ rule: "decompression-bomb" }] });
    let now = 0;
    const slow = await inspectBytes(latin1("x"), "file", { interpreters: [busy], rules, now: () => (now += 1000) });
    expect(slow.findings[0]?.message).toMatch(/time/);
  });

  it("reports bytes that a reading leaves over", async () => {
    const head = reading("head", (_subject, visit) => visit.claim(0, 4, "head"));
    expect((await inspect("headtail", head)).findings).toMatchObject([{ rule: "unclaimed-bytes", offset: 4 }]);
    expect((await inspect("head\0\0\0\0", head)).findings).toEqual([]);
  });

  it("tells one thing once, with its count, and a hundred at most", async () => {
    const repeated = reading("repeated", (_subject, visit) => {
      for (let at = 0; at < 5; at++) visit.finding({ rule: "bad", message: `at ${at}`, call: { callable: "os.system", arguments: [] } });
    });
    expect((await inspect("x", repeated)).findings).toMatchObject([{ message: "at 0", count: 5 }]);
    const many = reading("many", (_subject, visit) => {
      for (let at = 0; at < 1000; at++) visit.finding({ rule: "note", message: `at ${at}` });
    });
    expect((await inspect("x", many)).findings).toHaveLength(101);
  });
});
