import { describe, expect, it } from "vitest";
import { judgeExpression, type Truth } from "./expression.ts";

const parts: { readonly [part: string]: Truth } = { t: true, f: false };
const judge = (text: string) => judgeExpression(text, (part) => parts[part]);

describe("judgeExpression", () => {
  it.each([
    ["t && t", true, []],
    ["t && f", false, []],
    ["u && f", false, []],
    ["u && t", undefined, ["u"]],
    ["u || t", true, []],
    ["u || f", undefined, ["u"]],
    ["!t || f && t", false, []],
    ["!(t && f)", true, []],
    ["!u", undefined, ["not u"]],
    ["NOT f AND (t OR f)", true, []],
    ["f or not f", true, []],
    ["call(a, 'x && y') || t", true, []],
    ["call(a, 'x && y')", undefined, ["call(a, 'x && y')"]],
    ["@Resource[a/b:name] StringEquals 'rows (1)'", undefined, ["@Resource[a/b:name] StringEquals 'rows (1)'"]],
    ["a.android != 'x'", undefined, ["a.android != 'x'"]],
  ])("%s", (text, truth, open) => expect(judge(text)).toEqual({ truth, open }));

  it.each(["", "(t", "t)", "t &&", "'open", "call(a", "t t || ) (", `${"(".repeat(200)}t${")".repeat(200)}`, "a".repeat(30_000)])(
    "does not guess what is broken: %.20s",
    (text) => expect(judge(text).truth).toBeUndefined(),
  );
});
