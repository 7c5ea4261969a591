import { describe, expect, test } from "vitest";
import {
  decodeEscapes,
  decodeRawUnicodeEscapes,
  decodeStringLiteral,
  latin1,
  utf8,
  utf8Anyhow,
  utf8WithSurrogates,
} from "./decode-text.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

describe("bytes as text", () => {
  test("latin-1 of every length", () => {
    for (let length = 0; length < 60; length++) {
      const text = Array.from({ length }, (_, index) => String.fromCharCode((index * 37 + 200) % 256)).join("");
      expect(latin1(bytes(`..${text}..`), 2, 2 + length)).toBe(text);
    }
  });

  test.each(["", "a", "os.system", "naïve", "日本語", "\u{1f40d} in a text that is longer than sixteen bytes", "\ufffd"])(
    "UTF-8: %j",
    (text) => {
      const encoded = Buffer.from(text, "utf8");
      expect(utf8(encoded, 0, encoded.length)).toBe(text);
    },
  );

  test("surrogates pass, as the unpickler lets them", () => {
    expect(utf8(bytes("a\xed\xa0\x80"), 0, 4)).toBeUndefined();
    expect(
      utf8WithSurrogates(bytes("aé\xed\xa0\x80日\xf0\x9f\x90\x8d".replace("é", "\xc3\xa9").replace("日", "\xe6\x97\xa5")), 0, 13),
    ).toBe("aé\ud800日\u{1f40d}");
  });

  test.each([
    ["an invalid byte", "a\xff", "a\ufffd"],
    ["a cut sequence", "a\xe6\x97", "a\ufffd"],
    ["an overlong form", "\xc0\x80", "\ufffd\ufffd"],
    ["beyond the last code point", "\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"],
    ["an overlong form of three bytes", "\xe0\x80\x80", "\ufffd\ufffd\ufffd"],
  ])("%s is no UTF-8", (_, text, anyhow) => {
    const encoded = bytes(text);
    expect(utf8(encoded, 0, encoded.length)).toBeUndefined();
    expect(utf8WithSurrogates(encoded, 0, encoded.length)).toBeUndefined();
    expect(utf8Anyhow(encoded, 0, encoded.length)).toBe(anyhow);
  });
});

describe("STRING", () => {
  test.each([
    ["'os'", "os"],
    ['"os"', "os"],
    ["'a\\nb\\t\\\\\\'\\\"'", "a\nb\t\\'\""],
    ["'\\x6f\\163\\0'", "os\0"],
    ["'\\777'", "\xff"],
    ["'\\q'", "\\q"],
    ["''", ""],
  ])("%s", (line, text) => {
    expect(decodeStringLiteral(line)).toEqual({ text, valid: true });
  });

  test.each(["os", "'", "'os", "os'", "'os\"", "", " 'os' "])("%j is no literal", (line) => {
    expect(decodeStringLiteral(line).valid).toBe(false);
  });

  test.each(["\\x", "\\x4", "\\xgg", "a\\"])("%j is no escape", (text) => {
    expect(decodeEscapes(text).valid).toBe(false);
  });
});

describe("UNICODE", () => {
  test.each([
    ["os", "os"],
    ["\\u006fs", "os"],
    ["\\U0000006fs", "os"],
    ["\\\\u006fs", "\\\\u006fs"],
    ["\\\\\\u006fs", "\\\\os"],
    ["\\n", "\\n"],
    ["\xe9", "é"],
    ["\\ud83d\\udc0d", "\u{1f40d}"],
  ])("%s", (line, text) => {
    expect(decodeRawUnicodeEscapes(line)).toEqual({ text, valid: true });
  });

  test.each(["\\u", "\\u00", "\\uwxyz", "\\U0000", "\\U00110000"])("%j is no escape", (line) => {
    expect(decodeRawUnicodeEscapes(line).valid).toBe(false);
  });

  test("a long line takes no long time", () => {
    expect(decodeRawUnicodeEscapes("\\".repeat(65_000)).valid).toBe(true);
    expect(decodeEscapes("\\".repeat(65_000)).text).toHaveLength(32_500);
  });
});
