import { canonicalJson } from "@castellan/graph";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACT_SCHEMA, ActInput, renderAct } from "./act.ts";
import { isPlainAct } from "./plain-act.ts";

const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "a.b", "x".repeat(1000), "x".repeat(1001), "\ud800", '"\\\n\u2028'),
);
const name = fc.oneof(fc.stringMatching(/^[a-z][A-Za-z0-9.-]{0,20}$/), fc.constantFrom("a", "Z", "", "toString", "x".repeat(101), "a\n"));
const digest = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{32,128}$/),
  fc.constantFrom("xyz", "ab".repeat(15), "ab".repeat(65), `${"ab".repeat(32)}\n`),
);
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom("x".repeat(4001), -0, 1e21, Number.NaN));
/** Mostly right, now and then something else. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: odd });
const record = (member: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => mostly(fc.dictionary(name, mostly(member), { maxKeys: 5 }));
const act = fc.record(
  {
    act: mostly(fc.oneof({ weight: 8, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,5}(?:\.[a-z][a-z0-9-]{0,5}){1,2}$/) }, text)),
    actor: mostly(
      fc.record({ kind: mostly(fc.constantFrom("person", "service", "agent", "job")), name: mostly(text) }, { requiredKeys: ["kind"] }),
    ),
    subjects: mostly(fc.array(mostly(fc.record({ name: mostly(text), digests: record(digest) }, { requiredKeys: [] })), { maxLength: 4 })),
    outcome: mostly(fc.constantFrom("done", "denied", "failed")),
    details: record(scalar),
    personal: record(text),
    more: odd,
  },
  { requiredKeys: ["act", "actor"] },
);
const usual = fc.record(
  {
    act: fc.constantFrom("data.read", "key.destroy", "a-b.c.d1"),
    actor: fc.record({ kind: fc.constantFrom("person", "job"), name: fc.string({ minLength: 1 }) }, { requiredKeys: ["kind"] }),
    subjects: fc.array(
      fc.record(
        {
          name: fc.string({ unit: "binary", minLength: 1, maxLength: 100 }),
          digests: fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9.-]{0,9}$/), fc.stringMatching(/^[0-9a-f]{64}$/)),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 4 },
    ),
    outcome: fc.constantFrom("done", "denied", "failed"),
    details: fc.dictionary(
      fc.stringMatching(/^[a-z][A-Za-z0-9.-]{0,9}$/),
      fc.oneof(fc.string({ unit: "binary", maxLength: 100 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    ),
  },
  { requiredKeys: ["act", "actor"] },
);

describe("isPlainAct", () => {
  it("says yes to nothing that the schema refuses or would change", () => {
    fc.assert(
      fc.property(act, (value) => {
        if (!isPlainAct(value)) return;
        const parsed = ActInput.safeParse(value);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toEqual(value);
      }),
      { numRuns: 3000, seed: 6 },
    );
  });

  it("says yes to what is usual, and so does the schema", () => {
    fc.assert(
      fc.property(usual, (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect([isPlainAct(plain), ActInput.safeParse(plain).success]).toEqual([true, true]);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it.each([
    ["a member by symbol", { [Symbol("x")]: 1 }],
    ["a record by symbol", { details: { [Symbol("x")]: 1 } }],
    ["a class of its own", { details: new (class Other {})() }],
    ["a holey array", { subjects: new Array(3) }],
    ["too many subjects", { subjects: Array.from({ length: 10_001 }, () => ({})) }],
    ["something personal", { personal: { a: "b" } }],
    ["a prototype as a member", JSON.parse('{"__proto__":1}')],
  ])("leaves %s to the schema", (_what, more) => {
    const whole = Object.defineProperties({ act: "a.b", actor: { kind: "job" } }, Object.getOwnPropertyDescriptors(more));
    expect(isPlainAct(whole)).toBe(false);
  });

  it.each([null, undefined, 1, "a.b", [], new Map()])("says nothing of %o", (value) => expect(isPlainAct(value)).toBe(false));
});

describe("renderAct", () => {
  it("spells what canonical JSON spells", () => {
    fc.assert(
      fc.property(usual, (value) => {
        const parsed = ActInput.parse(JSON.parse(JSON.stringify(value)));
        const whole = { schema: ACT_SCHEMA, ...parsed, time: "2026-11-23T10:00:00.000Z", personal: undefined } as const;
        expect(renderAct(whole).toString()).toBe(canonicalJson(JSON.parse(JSON.stringify(whole))));
      }),
      { numRuns: 1000, seed: 6 },
    );
  });
});
