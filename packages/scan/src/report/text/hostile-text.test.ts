import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { csvCell, escapeMarkdown, escapeMarkup, markdownCode, plainLines, plainText, shorten } from "./hostile-text.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const ESCAPE = String.fromCharCode(27);

describe("plainText", () => {
  it("takes out what moves the cursor or the reading direction", () => {
    expect(plainText(`a${ESCAPE}[31mred\u202Eevil\u2066x\u0007`)).toBe("a[31mredevilx");
  });
  it("makes one line of many", () => {
    expect(plainText(" a\r\n b\u2028c\t")).toBe("a b c");
  });
  it("takes out lone surrogates and tag characters", () => {
    expect(plainText("a\ud800b\u{e0041}c😀")).toBe("abc😀");
  });
  it("never leaves a control character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plainText(text)).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
        expect(plainLines(text)).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });
});

describe("shorten", () => {
  it("counts code points and marks the cut", () => {
    expect(shorten("😀😀😀", 3)).toBe("😀😀😀");
    expect(shorten("abcdef", 4)).toBe("abc…");
  });
});

describe("escapeMarkup", () => {
  it("leaves no markup", () => {
    expect(escapeMarkup(`<script a="b">&'`)).toBe("&lt;script a=&quot;b&quot;&gt;&amp;&#39;");
  });
});

describe("escapeMarkdown", () => {
  it.each([
    ["[x](javascript:alert(1))", "\\[x\\]\\(javascript:alert\\(1\\)\\)"],
    ["<!-- castellan -->", "&lt;\\!-- castellan --&gt;"],
    ["@team #12", "&#64;team &#35;12"],
    ["a|b", "a\\|b"],
    ["- item", "\\- item"],
    ["see https://x.y", "see https&#58;//x.y"],
  ])("escapes %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
  it("keeps code spans closed", () => {
    expect(markdownCode("a`b``c")).toBe("``` a`b``c ```");
    expect(markdownCode("plain")).toBe("`plain`");
    expect(markdownCode("")).toBe("` `");
  });
});

describe("csvCell", () => {
  it.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", `'  =1`],
    [`"=1"`, `"'""=1"""`],
    ["a,b", `"a,b"`],
    ["plain", "plain"],
  ])("guards %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
  it("leaves numbers alone", () => {
    expect(csvCell(-3)).toBe("-3");
    expect(csvCell(undefined)).toBe("");
  });
});
