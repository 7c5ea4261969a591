import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { latin1 } from "../testing/byte-writer.ts";
import { looksLikeXml, readDoctype, readXml, XML_BUDGET } from "./index.ts";

function events(bytes: Uint8Array): { readonly seen: readonly string[]; readonly problems: number; readonly encoding: string } {
  const seen: string[] = [];
  const reading = readXml(bytesSource(bytes), {
    doctype: (text) => seen.push(`doctype ${text.trim()}`),
    instruction: (target, body) => seen.push(`? ${target} ${body}`),
    open: ({ name, local, attributes, line, depth }) => seen.push(`<${name} ${local} ${[...attributes].join()} ${line} ${depth}`),
    close: (name, depth) => seen.push(`/${name} ${depth}`),
    text: (text) => seen.push(`"${text.trim()}"`),
  });
  return { seen, problems: reading.problems.length, encoding: reading.encoding };
}

const utf16 = (text: string, big: boolean, mark: boolean): Uint8Array =>
  Uint8Array.from(
    [...(mark ? "\uFEFF" : ""), ...text].flatMap((char) =>
      big ? [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 255] : [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8],
    ),
  );

describe("readXml", () => {
  it("tells elements, attributes, text, instructions and lines", () => {
    expect(events(latin1('<?xml version="1.0"?>\n<a:b x="1">t<![CDATA[<c>]]>\n<d/></a:b>')).seen).toEqual([
      "<a:b b x,1 2 0",
      '"t"',
      '"<c>"',
      '""',
      "<d d  3 1",
      "/d 1",
      "/a:b 0",
    ]);
    expect(events(latin1('<?xml-stylesheet href="x"?><a/>')).seen[0]).toBe('? xml-stylesheet href="x"');
  });

  it("reads every encoding that parsers detect", () => {
    const text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>';
    for (const bytes of [utf16(text, false, true), utf16(text, true, true), utf16(text, false, false), utf16(text, true, false)]) {
      expect(looksLikeXml(bytes)).toBe(true);
      expect(events(bytes).seen[0]).toContain("<!ENTITY x");
    }
    expect(events(latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>')).seen[1]).toBe('"é"');
    expect(() => events(latin1('<?xml version="1.0" encoding="UTF-7"?><a/>'))).toThrow("UTF-7");
  });

  it("goes on over faults and names them", () => {
    const { seen, problems } = events(latin1("<a><b x></b>&unknown;<c/></a>"));
    expect(problems).toBeGreaterThan(0);
    expect(seen).toContain("<c c  1 1");
  });

  it("stays within its budget", () => {
    expect(() => readXml(bytesSource(latin1("<a>".repeat(5000))), {})).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => readXml(bytesSource(latin1("<a><b/><b/></a>")), {}, { ...XML_BUDGET, elements: 2 })).toThrow(
      expect.objectContaining({ code: "BUDGET_NODES" }),
    );
    expect(() => readXml(bytesSource(latin1("<a/>")), {}, { ...XML_BUDGET, bytes: 3 })).toThrow(
      expect.objectContaining({ code: "BUDGET_BYTES" }),
    );
  });

  it("knows XML from other text", () => {
    for (const text of ["<a/>", "  <?xml version='1.0'?>", "\xef\xbb\xbf<PMML>", "<!-- x --><a/>", "<!DOCTYPE a>"])
      expect(looksLikeXml(latin1(text)), text).toBe(true);
    for (const text of ["", "a < b", "<!DOCTYPE html><html>", "<html>", "< a>", "{}", "<1>"])
      expect(looksLikeXml(latin1(text)), text).toBe(false);
  });
});

describe("readDoctype", () => {
  it("reads what is fetched and what is declared", () => {
    expect(readDoctype(' PMML SYSTEM "http://h/x.dtd"')).toMatchObject({ root: "PMML", system: "http://h/x.dtd", entities: [] });
    expect(readDoctype(' PMML PUBLIC "PMML 3.0" "http://h/x.dtd"')).toMatchObject({ public: "PMML 3.0", system: "http://h/x.dtd" });
    expect(readDoctype(` a [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM "http://h/"><!ENTITY v "w">]`).entities).toEqual([
      { name: "x", parameter: false, system: "file:///etc/passwd" },
      { name: "p", parameter: true, system: "http://h/" },
      { name: "v", parameter: false, value: "w" },
    ]);
  });

  it("computes how far entities expand, without expanding them", () => {
    const laughs = Array.from(
      { length: 10 },
      (_, level) => `<!ENTITY l${level} "${level === 0 ? "lol" : `&l${level - 1};`.repeat(10)}">`,
    ).join("");
    expect(readDoctype(` a [${laughs}]`).expansion).toBeGreaterThan(3e9);
    expect(readDoctype(' a [<!ENTITY a "&b;"><!ENTITY b "&a;">]').expansion).toBe(Infinity);
    expect(readDoctype(' a [<!ENTITY a "xy">]').expansion).toBe(2);
  });

  it("reads a hundred thousand broken declarations in linear time", () => {
    const start = performance.now();
    readDoctype(` a [${"<!ENTITY ".repeat(100_000)}`);
    readDoctype(` a [${`<!ENTITY x SYSTEM "`.repeat(20_000)}`);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
