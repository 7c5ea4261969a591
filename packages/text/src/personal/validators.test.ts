import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhn, verhoeff } from "./checksums.ts";
import { type ValidatorName, validators } from "./validators.ts";

/** Published examples of the issuers and of the check-digit standards. */
const valid: readonly (readonly [ValidatorName, string])[] = [
  ["creditCard", "4111 1111 1111 1111"],
  ["creditCard", "378282246310005"],
  ["creditCard", "5555-5555-5555-4444"],
  ["creditCard", "3530111333300000"],
  ["iban", "GB82 WEST 1234 5698 7654 32"],
  ["iban", "DE89370400440532013000"],
  ["iban", "fr1420041010050500013m02606"],
  ["iban", "NO9386011117947"],
  ["gbNhs", "943 476 5919"],
  ["esNif", "12345678Z"],
  ["esNif", "X1234567L"],
  ["itFiscalCode", "RSSMRA85T10A562S"],
  ["plPesel", "44051401359"],
  ["fiHetu", "131052-308T"],
  ["inAadhaar", "2341 2341 2346"],
  ["auTfn", "123 456 782"],
  ["brCpf", "111.444.777-35"],
  ["sgNric", "S1234567D"],
  ["sgNric", "F1234567N"],
  ["deTaxId", "86095742719"],
  ["frInsee", "2 55 08 14 168 025 38"],
  ["nlBsn", "111222333"],
  ["caSin", "130-692-544"],
  ["sePersonnummer", "811228-9874"],
  ["usNpi", "1234567893"],
];

describe("validators", () => {
  it.each(valid)("%s confirms %s", (name, text) => {
    expect(validators[name](text)).toBe("confirmed");
  });

  it.each(valid)("%s refutes %s with one digit changed", (name, text) => {
    const at = text.search(/\d(?=\D*$)/);
    const changed = text.slice(0, at) + String((Number(text[at]) + 1) % 10) + text.slice(at + 1);
    expect(validators[name](changed)).toBe("refuted");
  });

  it.each([
    ["usSsn", "000-12-3456"],
    ["usSsn", "666-12-3456"],
    ["usSsn", "123-00-4567"],
    ["ipv4", "256.1.1.1"],
    ["ipv6", "1::2::3"],
    ["usPhone", "123-456-7890"],
    ["date", "31/02/1990"],
    ["internationalPhone", "+11111111111"],
    ["internationalPhone", "+99912345678"],
    ["trunkPhone", "01/02/2003"],
    ["usSsn", "078-05-1120"],
  ] as const)("%s refutes %s", (name, text) => {
    expect(validators[name](text)).toBe("refuted");
  });

  it("never throw", () => {
    for (const validate of Object.values(validators))
      fc.assert(
        fc.property(fc.string(), (text) => {
          expect(["refuted", "plausible", "confirmed"]).toContain(validate(text));
        }),
        { numRuns: 20 },
      );
  });

  it("one wrong digit breaks Luhn and Verhoeff", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 8, maxLength: 18 });
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, place, change) => {
        for (const check of [luhn, verhoeff]) {
          const closed = Array.from({ length: 10 }, (_, digit) => `${text}${digit}`).find(check);
          expect(closed).toBeDefined();
          const at = place % text.length;
          const wrong = text.slice(0, at) + String((Number(text[at]) + change) % 10) + text.slice(at + 1) + (closed ?? "").slice(-1);
          expect(check(wrong)).toBe(false);
        }
      }),
    );
  });
});
