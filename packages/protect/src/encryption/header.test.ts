import { describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { isAuthentic, parseHeader, type Stanza, writeHeader } from "./header.ts";

const KEY = Buffer.alloc(16, 9);
const stanzas: readonly Stanza[] = [
  { args: ["X", "a", "b"], body: Buffer.alloc(48, 1) },
  { args: ["Y"], body: Buffer.alloc(0) },
  { args: ["Z", "~!"], body: Buffer.alloc(100, 2) },
];
const HEADER = writeHeader(stanzas, KEY);
const text = HEADER.toString("latin1");

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

describe("the header", () => {
  it("is read as it was written, and ends where the payload begins", () => {
    const read = parseHeader(Buffer.concat([HEADER, Buffer.from("payload")]));
    expect(read?.length).toBe(HEADER.length);
    expect(read?.stanzas.map(({ args, body }) => ({ args, body: Buffer.from(body) }))).toEqual(stanzas);
    expect(read === undefined ? false : isAuthentic(read, KEY)).toBe(true);
    expect(read === undefined ? true : isAuthentic(read, Buffer.alloc(16, 8))).toBe(false);
  });

  it("asks for more wherever it is cut off", () => {
    for (let length = 0; length < HEADER.length; length++) expect(parseHeader(HEADER.subarray(0, length))).toBeUndefined();
  });

  it("never authenticates after any single bit was changed", () => {
    for (let bit = 0; bit < HEADER.length * 8; bit++) {
      const changed = Buffer.from(HEADER);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      let accepted = false;
      try {
        const read = parseHeader(changed);
        accepted = read !== undefined && isAuthentic(read, KEY);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtectError);
      }
      expect(accepted).toBe(false);
    }
  });

  it.each([
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["another version", text.replace("/v1", "/v2")],
    ["a space too many", text.replace("X a", "X  a")],
    ["a space at the end", text.replace("X a b", "X a b ")],
    ["padding", text.replace(/--- (\S+)/, "--- $1=")],
    ["a short code", text.replace(/--- \S+/, "--- AAAA")],
    ["no stanza", `age-encryption.org/v1\n${text.slice(text.indexOf("---"))}`],
    ["a letter beyond ASCII", text.replace("~!", "\u00ff!")],
    ["no type", text.replace("-> Y\n", "->\n")],
  ])("refuses %s", (_, changed) => {
    expect(codeOf(() => parseHeader(Buffer.from(changed, "latin1")))).toBe("NOT_DECRYPTED");
  });

  it("tells what is no age file at all", () => {
    expect(codeOf(() => parseHeader(Buffer.from("PAR1")))).toBe("FORMAT_INVALID");
    expect(codeOf(() => parseHeader(Buffer.from(`age-encryption.org/${"x".repeat(200)}`)))).toBe("NOT_DECRYPTED");
  });

  it("writes nothing that it would not read", () => {
    expect(codeOf(() => writeHeader([], KEY))).toBe("OPTION_INVALID");
    expect(codeOf(() => writeHeader([{ args: ["a b"], body: KEY }], KEY))).toBe("OPTION_INVALID");
    expect(codeOf(() => writeHeader([{ args: [], body: KEY }], KEY))).toBe("OPTION_INVALID");
  });
});
