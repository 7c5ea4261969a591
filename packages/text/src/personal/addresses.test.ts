import { describe, expect, it } from "vitest";
import { linkAround, mailAround } from "./addresses.ts";
import { hasCallingCode, isInternationalNumber, isNationalNumber, isTrunkNumber } from "./phone/number.ts";

const mail = (text: string): string | undefined => {
  const place = mailAround(text, text.indexOf("@"));
  return place === undefined ? undefined : text.slice(place.start, place.end);
};
const link = (text: string, mark = "://"): string | undefined => {
  const place = linkAround(text, text.indexOf(mark));
  return place === undefined ? undefined : text.slice(place.start, place.end);
};

describe("mailAround", () => {
  it.each([
    ["to <ana.souza+x@big-bank.co.uk>, now", "ana.souza+x@big-bank.co.uk"],
    ["jürgen@müller.de", "jürgen@müller.de"],
    ["x@y.io.", "x@y.io"],
    ["logo@2x.png", undefined],
    ["a..b@c.io", undefined],
    ["a @ b.io", undefined],
    ["a@b", undefined],
    ["@app.get", undefined],
    ["a@-b.io", undefined],
  ])("%j", (text, expected) => {
    expect(mail(text)).toBe(expected);
  });
});

describe("linkAround", () => {
  it.each([
    ["see https://people.bank.com/u/42?x=1.", "https://people.bank.com/u/42?x=1"],
    ["(http://localhost:8080/x)", "http://localhost:8080/x"],
    ["s3://bucket/key", undefined],
    ["http:// x", undefined],
  ])("%j", (text, expected) => {
    expect(link(text)).toBe(expected);
  });

  it("reads addresses without a scheme", () => {
    expect(link("go to www.bank.com/a, now", ".")).toBe("www.bank.com/a");
    expect(link("xwww.bank.com", ".")).toBeUndefined();
  });
});

describe("numbering plans", () => {
  it.each(["442079460958", "12128675309", "4930901820", "85294727916", "390698806"])("%s is international", (digits) => {
    expect(isInternationalNumber(digits)).toBe(true);
  });

  it.each(["99912345678", "1112345678", "44", ""])("%s is not", (digits) => {
    expect(isInternationalNumber(digits)).toBe(false);
  });

  it("knows national forms", () => {
    expect(isTrunkNumber("02079460958")).toBe(true);
    expect(isTrunkNumber("2079460958")).toBe(false);
    expect(isNationalNumber("2128675309")).toBe(true);
    expect(isNationalNumber("12")).toBe(false);
    expect(hasCallingCode("49123")).toBe(true);
    expect(hasCallingCode("999")).toBe(false);
  });
});
