import fc from "fast-check";
import { expect, test } from "vitest";
import { type PolicyFile, policySetOf } from "../policy-set.ts";
import type { Decision } from "./authorize.ts";
import { type RequestJson, requestOf } from "./request.ts";

const BASE: RequestJson = {
  principal: { type: "User", id: "a" },
  action: { type: "Action", id: "read" },
  resource: { type: "Doc", id: "d" },
  context: {},
  entities: [],
};

function file(text: string): PolicyFile {
  return { name: "test.cedar", text };
}

function decide(text: string, request: Partial<RequestJson> = {}): Decision {
  return policySetOf([file(text)]).evaluator.decide(requestOf({ ...BASE, ...request }));
}

function when(condition: string, request: Partial<RequestJson> = {}): boolean | "error" {
  const { allowed, errors } = decide(`permit(principal, action, resource) when { ${condition} };`, request);
  return errors.length > 0 ? "error" : allowed;
}

test("without a permit nothing is allowed, and a forbid stands above every permit", () => {
  expect(decide("")).toEqual({ allowed: false, determining: [], errors: [] });
  const both = '@id("p") permit(principal, action, resource); @id("f") forbid(principal, action, resource);';
  expect(decide(both)).toEqual({ allowed: false, determining: ["f"], errors: [] });
});

test("a policy that errs counts for nothing and is named", () => {
  const { allowed, determining, errors } = decide(
    '@id("p") permit(principal, action, resource); @id("f") forbid(principal, action, resource) when { context.x };',
  );
  expect([allowed, determining]).toEqual([true, ["p"]]);
  expect(errors).toEqual([{ id: "f", message: "record does not have the attribute `x`" }]);
});

test.each([
  ["9223372036854775807 + 1 > 0", "error"],
  ["-9223372036854775808 == -9223372036854775807 - 1", true],
  ["9007199254740993 == 9007199254740992", false],
  ["9007199254740992 * 1 + 1 == 9007199254740993", true],
  ["-(-9223372036854775808) > 0", "error"],
  ["3037000500 * 3037000500 > 0", "error"],
  ["0 * -1 == 0", true],
  ["true || 1", true],
  ["false || 1", "error"],
  ["1 && true", "error"],
  ['1 == "1"', false],
  ['1 < "a"', "error"],
  ["[1, 1, 2] == [2, 1]", true],
  ["[[1], [1, 1]] == [[1]]", true],
  ['["1"].contains(1)', false],
  ["{a: 1} == {a: 1, b: 2}", false],
  ["principal in [principal, 1]", "error"],
  ['principal in User::"a"', true],
  ["principal.x", "error"],
  ["principal has x", false],
  ["principal.hasTag(1)", "error"],
  ["principal is Doc in 1", false],
  ['"a*b" like "a\\*b"', true],
  ['"ab" like "a*b*b"', false],
  ['"😀" like "*"', true],
  ['decimal("1.0") == decimal("1.00")', true],
  ['decimal("1.23456") == 1', "error"],
  ['decimal("-0.5").lessThan(decimal("0.0"))', true],
  ['ip("10.1.2.3").isInRange(ip("10.0.0.0/8"))', true],
  ['ip("10.0.0.1").isInRange(ip("::/0"))', false],
  ['ip("127.0.0.1/7").isLoopback()', false],
  ['ip("::ffff:1.2.3.4") == 1', "error"],
  ['datetime("2024-02-30") == 1', "error"],
  ['datetime("0099-12-31") < datetime("0100-01-01")', true],
  ['datetime("2024-01-01T00:00:00+0100") == datetime("2023-12-31T23:00:00Z")', true],
  ['datetime("1969-12-31T23:00:00Z").toTime() == duration("23h")', true],
  ['duration("-1d1h").toHours() == -25', true],
  ['duration("1h1d") == 1', "error"],
  ['duration("106751991168d") == 1', "error"],
])("%s is %s", (condition, expected) => {
  expect(when(condition)).toBe(expected);
});

test("groups are followed through entities, also those of which nothing else is known", () => {
  const entities = [
    { uid: { type: "User", id: "a" }, attrs: {}, parents: [{ type: "Team", id: "t" }] },
    { uid: { type: "Team", id: "t" }, attrs: {}, parents: [{ type: "Team", id: "all" }] },
  ];
  expect(when('principal in Team::"all"', { entities })).toBe(true);
  expect(when('principal in [Team::"other", Team::"t"]', { entities })).toBe(true);
  expect(when('Team::"all" in principal', { entities })).toBe(false);
});

test.each([
  [{ context: { a: null } }, "context.a"],
  [{ context: { a: 1.5 } }, "context.a"],
  [{ context: { a: 2 ** 60 } }, "context.a"],
  [{ context: [] }, "context"],
  [{ context: { a: { __extn: { fn: "ip", arg: "1" } } } }, "context.a"],
  [{ context: { a: "\ud800" } }, "context.a"],
  [{ principal: "User::a" }, "principal"],
  [{ principal: { type: "a b", id: "c" } }, "principal"],
  [{ entities: {} }, "entities"],
  [{ entities: [{ uid: BASE.principal, attrs: {}, parents: [BASE.principal] }] }, "entities"],
  [
    {
      entities: [
        { uid: BASE.principal, attrs: {}, parents: [] },
        { uid: BASE.principal, attrs: {}, parents: [] },
      ],
    },
    "entities[1]",
  ],
])("a request that Cedar refuses is refused: %j", (request, where) => {
  expect(() => decide("", request)).toThrow(expect.objectContaining({ code: "FORMAT_INVALID", message: expect.stringContaining(where) }));
});

const condition = fc.constantFrom("true", "false", "context.a > 1", "context.b", "1", 'principal in Team::"t"');
const policy = fc
  .tuple(fc.constantFrom("permit", "forbid"), condition)
  .map(([effect, body]) => `${effect}(principal, action, resource) when { ${body} };`);

test("a further forbid never allows more, a further permit never allows less", () => {
  fc.assert(
    fc.property(
      fc.array(policy, { maxLength: 5 }),
      condition,
      fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.boolean() }),
      (texts, body, context) => {
        const before = decide(texts.join("\n"), { context }).allowed;
        const forbidden = decide([...texts, `forbid(principal, action, resource) when { ${body} };`].join("\n"), { context }).allowed;
        const permitted = decide([...texts, `permit(principal, action, resource) when { ${body} };`].join("\n"), { context }).allowed;
        expect(forbidden && !before).toBe(false);
        expect(before && !permitted).toBe(false);
      },
    ),
    { numRuns: 100 },
  );
});
