import { describe, expect, it } from "vitest";
import { recordOf } from "./record.ts";

const of = (text: string | undefined, field = "text") =>
  recordOf(text === undefined ? { number: 1, text, fault: "too-long" } : { number: 1, text }, field, 4);

describe("recordOf", () => {
  it("reads id and text; the row stands in for an id", () => {
    expect(of('{"id":"a","text":"hi"}')).toEqual({ id: "a", text: "hi" });
    expect(of('{"id":7,"text":""}')).toEqual({ id: 7, text: "" });
    expect(of('{"text":"hi"}')).toEqual({ id: 4, text: "hi" });
    expect(of('{"id":null,"body":"x"}', "body")).toEqual({ id: 4, text: "x" });
  });

  it.each([
    [undefined, /too long/],
    ["{", /not JSON/],
    ["[1]", /no JSON object/],
    ["null", /no JSON object/],
    ['"text"', /no JSON object/],
    ["{}", /no "text".*--field/],
    ['{"text":5}', /is a number/],
    ['{"text":null}', /is null/],
    ['{"text":["a"]}', /is a list/],
  ])("says why %j is none", (line, fault) => {
    expect(of(line).fault).toMatch(fault);
  });

  it("quotes nothing of a broken line: it may hold a secret", () => {
    expect(of('{"text": "hunter2-secret" oops').fault).not.toContain("hunter2");
    expect(of('{"__proto__":"x"}', "constructor").fault).toMatch(/no "constructor"/);
  });
});
