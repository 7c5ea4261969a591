import { describe, expect, it } from "vitest";
import { TextError } from "../errors.ts";
import { formLength, formPrefix, formSource, parseForm } from "./form.ts";

describe("forms", () => {
  it("become bounded patterns", () => {
    expect(formSource("sk-{A:4}")).toBe("sk\\-[A-Za-z0-9]{4}");
    expect(formSource("{=live|test}_{h:2,3}")).toBe("(?:live|test)_[a-f0-9]{2,3}");
    expect(new RegExp(`^${formSource("a.{d:1}$")}$`).test("a.1$")).toBe(true);
    expect(new RegExp(`^${formSource("a.{d:1}$")}$`).test("ab1$")).toBe(false);
  });

  it("know their prefix and greatest length", () => {
    expect(formPrefix("sk-proj-{w:40,200}")).toBe("sk-proj-");
    expect(formPrefix("{d:8}:AA")).toBe("");
    expect(formLength("sk-{A:40,200}{pad}")).toBe(205);
    expect(formLength("{uuid}")).toBe(36);
    expect(parseForm("{pad}")).toEqual([{ kind: "run", set: "=", min: 0, max: 2 }]);
  });

  it("refuse what they do not know", () => {
    expect(() => parseForm("{Y:3}")).toThrow(TextError);
    expect(() => parseForm("{A:99999}")).toThrow(/known alphabet/);
  });
});
