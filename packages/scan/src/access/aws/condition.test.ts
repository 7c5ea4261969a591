import { describe, expect, it } from "vitest";
import { conditionOutcome, type Outcome } from "./condition.ts";
import type { ContextValue } from "./request-context.ts";

const ask = (operator: string, values: readonly string[], value: ContextValue): Outcome =>
  conditionOutcome({ operator, key: "k", values }, { k: value });
const one = (value: string): ContextValue => ({ values: [value] });

describe("conditionOutcome", () => {
  it.each([
    ["StringEquals", ["a", "b"], "b", "true"],
    ["StringEquals", ["a*"], "ab", "false"],
    ["StringNotEquals", ["a", "b"], "b", "false"],
    ["StringEqualsIgnoreCase", ["AB"], "ab", "true"],
    ["StringLike", ["a*"], "ab", "true"],
    ["StringNotLike", ["a?"], "ab", "false"],
    ["NumericLessThanEquals", ["10"], "10.0", "true"],
    ["NumericGreaterThan", ["ten"], "11", "false"],
    ["NumericNotEquals", ["1e1"], "10", "false"],
    ["DateLessThan", ["2026-06-01T00:00:00Z"], "1780000000", "true"],
    ["DateGreaterThanEquals", ["not a date"], "2026-06-01T00:00:00Z", "false"],
    ["Bool", ["TRUE"], "true", "true"],
    ["BinaryEquals", ["QQ=="], "QQ==", "true"],
    ["IpAddress", ["10.0.0.0/8"], "10.1.1.1", "true"],
    ["NotIpAddress", ["10.0.0.0/8"], "10.1.1.1", "false"],
    ["ArnLike", ["arn:aws:lambda:*:1:function:f*"], "arn:aws:lambda:eu-west-1:1:function:fit", "true"],
    // A wildcard stays in its part.
    ["ArnEquals", ["arn:aws:*:1:function:f"], "arn:aws:lambda:eu-west-1:1:function:f", "false"],
  ] as const)("%s %j of %s is %s", (operator, values, value, expected) => expect(ask(operator, values, one(value))).toBe(expected));

  it("fails what asks for a key that is absent, and passes what forbids one", () => {
    expect(ask("StringEquals", ["a"], "absent")).toBe("false");
    expect(ask("StringNotEquals", ["a"], "absent")).toBe("true");
    expect(ask("StringEqualsIfExists", ["a"], "absent")).toBe("true");
    expect(ask("ForAllValues:StringEquals", ["a"], "absent")).toBe("true");
    expect(ask("ForAnyValue:StringNotEquals", ["a"], "absent")).toBe("false");
    expect(ask("Null", ["true"], "absent")).toBe("true");
    expect(ask("Null", ["false"], "absent")).toBe("false");
  });

  it("looks at all values, or at any", () => {
    const both: ContextValue = { values: ["a", "b"] };
    expect(ask("ForAllValues:StringEquals", ["a", "b", "c"], both)).toBe("true");
    expect(ask("ForAllValues:StringEquals", ["a"], both)).toBe("false");
    expect(ask("ForAnyValue:StringEquals", ["a"], both)).toBe("true");
    expect(ask("ForAnyValue:StringNotEquals", ["a"], both)).toBe("true");
    expect(ask("ForAllValues:StringNotEquals", ["c"], both)).toBe("true");
  });

  it("takes spellings of one value for one, and says what may still be right", () => {
    const arns: ContextValue = { values: ["${aws_iam_role.x.arn}", "arn:aws:iam::000000000000:role/x"], aliases: true };
    expect(ask("ArnEquals", ["arn:aws:iam::123456789012:role/x"], arns)).toBe("true");
    expect(ask("ArnNotEquals", ["${aws_iam_role.x.arn}"], arns)).toBe("false");
    expect(ask("StringEquals", ["123456789012"], { values: ["000000000000"], aliases: true, open: true })).toBe("unknown");
  });

  it("lets the caller choose, and does not decide what it does not know", () => {
    expect(ask("StringEquals", ["a"], "free")).toBe("choice");
    expect(ask("StringEquals", [], "free")).toBe("false");
    expect(ask("StringEquals", ["a"], "unknown")).toBe("unknown");
    expect(ask("StringSounds", ["a"], one("a"))).toBe("unknown");
    expect(ask("Null", ["true"], "unknown")).toBe("unknown");
  });

  it("replaces policy variables by text: a star in them is a star", () => {
    const context = { k: one("a*"), "aws:username": one("a*"), other: one("ab") };
    const outcome = (key: string, values: readonly string[]): Outcome => conditionOutcome({ operator: "StringLike", key, values }, context);
    expect(outcome("k", ["${aws:username}"])).toBe("true");
    expect(outcome("other", ["${aws:username}"])).toBe("false");
    expect(outcome("other", ["${aws:PrincipalTag/x, 'a'}b"])).toBe("unknown");
    expect(
      conditionOutcome(
        { operator: "StringLike", key: "other", values: ["${aws:PrincipalTag/x, 'a'}b"] },
        { ...context, "aws:principaltag/x": "absent" },
      ),
    ).toBe("true");
    expect(
      conditionOutcome(
        { operator: "StringNotLike", key: "other", values: ["${aws:PrincipalTag/x}"] },
        { ...context, "aws:principaltag/x": "absent" },
      ),
    ).toBe("true");
  });
});
