import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonalData, maskShape } from "./find.ts";

const typesIn = (text: string): string[] => findPersonalData(text).map((match) => match.type);

describe("findPersonalData", () => {
  it.each([
    ["EMAIL_ADDRESS", "write to ana.souza@bigbank.io today"],
    ["CREDIT_CARD", "card 5454 5454 5454 5454"],
    ["IBAN_CODE", "IBAN GB33BUKB20201555555555"],
    ["US_SSN", "SSN: 536-22-1234"],
    ["US_SSN", "social security number 536221234"],
    ["PHONE_NUMBER", "call +44 20 7946 0958"],
    ["PHONE_NUMBER", "phone (212) 867-5309"],
    ["PHONE_NUMBER", "Tel. 030 1234 5679"],
    ["IP_ADDRESS", "login from 93.184.216.34"],
    ["IP_ADDRESS", "ip 2606:2800:220:1:248:1893:25c8:1946"],
    ["URL", "see https://people.bank.com/u/42?x=1."],
    ["DATE_OF_BIRTH", "born on 12/03/1985"],
    ["DATE_OF_BIRTH", "date of birth: March 3, 1985"],
    ["MAC_ADDRESS", "device 00:1A:2B:3C:4D:5E"],
    ["GB_NHS", "NHS number 401 023 2137"],
    ["GB_NINO", "national insurance AB 12 34 56 C"],
    ["ES_NIF", "DNI 87654321X"],
    ["IT_FISCAL_CODE", "MRTMTT91D08F205J"],
    ["PL_PESEL", "PESEL 02070803628"],
    ["FI_PERSONAL_IDENTITY_CODE", "010190-9123"],
    ["IN_AADHAAR", "Aadhaar 2341 2341 2346"],
    ["IN_PAN", "PAN ABCPK1234L"],
    ["AU_TFN", "TFN 876 543 210"],
    ["BR_CPF", "CPF 529.982.247-25"],
    ["SG_NRIC_FIN", "S7654321F"],
    ["DE_TAX_ID", "Steuer-ID 86 095 742 719"],
    ["FR_INSEE", "255081416802538"],
    ["NL_BSN", "BSN 111222333"],
    ["CA_SIN", "SIN 130 692 544"],
    ["US_PASSPORT", "passport 123456789"],
    ["CRYPTO", "btc 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"],
    ["CRYPTO", "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb1"],
  ])("finds %s", (type, text) => {
    expect(typesIn(text)).toEqual([type]);
  });

  it.each([
    "version 1.2.3.4567",
    "rows 123-45-67890",
    "550e8400-e29b-41d4-a716-446655440000",
    "x = 4111111111111112",
    "sha 9f86d081884c7d659a2feaa0c55ad015",
    "@property",
    "decorator @app.get",
    "3.14159265358979",
    "np.array([1234567890123])",
    "GB82WEST12345698765433",
    "logo@2x.png",
    "id 123456789",
  ])("nothing in: %s", (text) => {
    expect(typesIn(text)).toEqual([]);
  });

  it.each([
    "john@example.com",
    "card 4111 1111 1111 1111",
    "call (212) 555-0199",
    "192.168.1.10",
    "noreply@bank.com",
    "http://localhost:8080/x",
  ])("marks example data: %s", (text) => {
    expect(findPersonalData(text)[0]?.example).toBe(true);
  });

  it("gives offsets in UTF-16 code units and shapes instead of values", () => {
    const text = "\u{1F600} bob@corp.io";
    expect(findPersonalData(text)).toEqual([
      { type: "EMAIL_ADDRESS", class: "contact", start: 3, end: 14, score: 0.9, rule: "personal-e-mail-address", masked: "xxx@xxxx.xx" },
    ]);
    expect(maskShape("Zoë 12/34 x".repeat(4))).toHaveLength(24);
  });

  it.each(["2024-01-15", "12:30:45", "on Tuesday", "3 March 2021", "in 1999"])("%s is a time, which is no identifier", (text) => {
    expect(findPersonalData(text).map((match) => [match.type, match.class])).toEqual([["DATE_TIME", "time"]]);
  });

  it("leaves dates and times out when told", () => {
    const text = "paid 2024-01-15 at 10:30 on Tuesday, 3 March 2021";
    expect(findPersonalData(text, { times: false })).toEqual([]);
    expect(findPersonalData("born on 12/03/1985", { times: false })).toHaveLength(1);
  });

  it("runs rules of other countries when asked", () => {
    expect(typesIn("OIB 85151999553")).toEqual([]);
    expect(findPersonalData("OIB 85151999553", { locales: ["HR"] }).map(({ type }) => type)).toEqual(["HR_OIB"]);
    expect(findPersonalData("OIB 85151999553", { locales: "all" }).map(({ type }) => type)).toEqual(["HR_OIB"]);
  });

  it("looks only for the types asked for", () => {
    expect(findPersonalData("bob@corp.io 93.184.216.34", { types: ["IP_ADDRESS"] }).map(({ type }) => type)).toEqual(["IP_ADDRESS"]);
    expect(findPersonalData("93.184.216.34", { minimumScore: 0.8 })).toEqual([]);
  });

  it("is sorted, free of overlap, deterministic and silent about values", () => {
    const piece = fc.constantFrom(
      "4111111111111111",
      " ",
      "a@b.co",
      "+44 20 7946 0958",
      "ssn ",
      "536-22-1234",
      "1",
      ".",
      "-",
      ":",
      "://",
      "é",
      "GB82",
      "x",
      "\n",
      "@",
      "0x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const matches = findPersonalData(text);
        expect(findPersonalData(text)).toEqual(matches);
        matches.forEach((match, i) => {
          expect(match.start).toBeGreaterThanOrEqual(matches[i - 1]?.end ?? 0);
          expect(match.end).toBeLessThanOrEqual(text.length);
          expect(JSON.stringify(match)).not.toContain(text.slice(match.start, match.end));
        });
      }),
    );
  });

  it.each(["1", "1 ", "1.", "a.a@a.", "GB82 ", "+1 2", "http://a.", "00:", "(1"])("ends on 200 KB of %j", (piece) => {
    expect(findPersonalData(piece.repeat(200_000 / piece.length)).length).toBeLessThan(200_000);
  });
});
