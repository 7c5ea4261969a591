import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, compareText } from "./canonical-json.ts";

test.each([
  ["keys are sorted, at every depth", { b: 1, a: { d: [{ z: 1, y: 2 }], c: null } }, '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}'],
  ["lists keep their order", [3, 1, 2], "[3,1,2]"],
  ["what is undefined is left out", { a: undefined, b: 1 }, '{"b":1}'],
  ["by code unit, not by locale", { ä: 1, z: 2, Z: 3, 10: 4, 9: 5 }, '{"9":5,"10":4,"Z":3,"z":2,"ä":1}'],
])("%s", (_title, value, text) => expect(canonicalJson(value)).toBe(text));

test("equal values give equal bytes, however they were built", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const turned = (item: unknown): unknown =>
        Array.isArray(item)
          ? item.map(turned)
          : typeof item === "object" && item !== null
            ? Object.fromEntries(
                Object.entries(item)
                  .reverse()
                  .map(([key, inner]) => [key, turned(inner)]),
              )
            : item;
      const [plain, other] = [value, turned(value)];
      if (typeof plain === "object" && plain !== null && typeof other === "object" && other !== null)
        expect(canonicalJson(other)).toBe(canonicalJson(plain));
    }),
    { seed: 1 },
  );
});

test("what is written is read back", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== "__proto__"),
        fc.jsonValue({ noUnicodeString: true }),
      ),
      (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      },
    ),
    { seed: 2 },
  );
});

test("texts have one order", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
      expect(compareText(a, b)).toBe(0 - compareText(b, a) || 0);
      expect(compareText(a, b) === 0).toBe(a === b);
      if (compareText(a, b) <= 0 && compareText(b, c) <= 0) expect(compareText(a, c)).toBeLessThanOrEqual(0);
    }),
    { seed: 3 },
  );
});
