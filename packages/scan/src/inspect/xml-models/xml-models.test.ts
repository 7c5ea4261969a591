import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const verdict = async (text: string, name = "model.pmml", options: Parameters<typeof inspectBytes>[2] = {}) => {
  const { verdict: found, findings, formats } = await inspectBytes(latin1(text), name, options);
  return { verdict: found, rules: findings.map(({ rule }) => rule), formats };
};
const pmml = (inner = "", doctype = ""): string =>
  `<?xml version="1.0"?>${doctype}<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"><Header/><DataDictionary/>${inner}</PMML>`;
const openvino = (layer: string): string => `<?xml version="1.0"?><net name="m" version="11"><layers>${layer}</layers><edges/></net>`;

describe("PMML", () => {
  it("is harmless without entities and scripts", async () => {
    expect(await verdict(pmml('<TreeModel><Apply function="log10"/></TreeModel>'))).toEqual({
      verdict: "benign",
      rules: [],
      formats: ["pmml"],
    });
    expect(await verdict(pmml("<!-- <!DOCTYPE x [<!ENTITY a 'b'>]> -->"))).toMatchObject({ verdict: "benign" });
  });

  it("is malicious with any entity or definition from elsewhere", async () => {
    for (const doctype of [
      '<!DOCTYPE PMML [<!ENTITY a "b">]>',
      '<!DOCTYPE PMML [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE PMML [<!ENTITY % p SYSTEM "http://h/">%p;]>',
      '<!DOCTYPE PMML SYSTEM "http://h/evil.dtd">',
      '<!DOCTYPE PMML PUBLIC "x" "http://h/evil.dtd">',
    ])
      expect(await verdict(pmml("", doctype)), doctype).toMatchObject({
        verdict: "malicious",
        rules: expect.arrayContaining(["xml-entity"]),
      });
  });

  it("is suspicious with a definition that is published", async () => {
    const doctype = '<!DOCTYPE PMML PUBLIC "PMML 3.0" "http://www.dmg.org/v3-0/pmml-3-0.dtd">';
    expect(await verdict(pmml("", doctype))).toMatchObject({ verdict: "suspicious", rules: ["xml-doctype"] });
  });

  it("tells inclusion, style sheets, scripts and functions of Java", async () => {
    expect(await verdict(pmml('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'))).toMatchObject({
      verdict: "malicious",
    });
    expect(await verdict(`<?xml-stylesheet href="http://h/x.xsl"?>${pmml().slice(21)}`)).toMatchObject({
      verdict: "suspicious",
      rules: ["xml-inclusion"],
    });
    expect(await verdict(pmml("<Extension><script>alert(1)</script></Extension>"))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(pmml('<Extension value="Runtime.getRuntime().exec(1)"/>'))).toMatchObject({
      verdict: "suspicious",
      rules: ["pmml-script"],
    });
    expect(await verdict(pmml('<Apply function="com.acme.Score"/>'))).toMatchObject({
      verdict: "suspicious",
      rules: ["pmml-java-function"],
    });
    expect(await verdict(pmml('<Apply function="java.lang.Runtime.exec"/>'))).toMatchObject({ verdict: "malicious" });
    expect(await verdict(pmml('<DefineFunction name="a.b"/><Apply function="a.b"/>'))).toMatchObject({ verdict: "benign" });
  });

  it("is suspicious where it is broken, and where its encoding is not read", async () => {
    expect(await verdict(pmml().slice(0, 80))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict('<?xml version="1.0" encoding="UTF-7"?><PMML/>')).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(pmml("<a>".repeat(5000)))).toMatchObject({ verdict: "suspicious" });
  });
});

describe("OpenVINO", () => {
  const constant = (offset: string, size: string): string =>
    openvino(
      `<layer id="0" name="w" type="Const" version="opset1"><data element_type="f32" shape="1" offset="${offset}" size="${size}"/></layer>`,
    );
  it("is harmless with layers of shipped sets", async () => {
    expect(await verdict(constant("0", "4"), "model.xml")).toEqual({ verdict: "benign", rules: [], formats: ["openvino"] });
  });

  it("looks up constants in the weights beside it", async () => {
    const sibling = (path: string) => (path === "model.bin" ? bytesSource(new Uint8Array(8)) : undefined);
    expect(await verdict(constant("4", "4"), "model.xml", { sibling })).toMatchObject({ verdict: "benign" });
    expect(await verdict(constant("4", "8"), "model.xml", { sibling })).toMatchObject({
      verdict: "suspicious",
      rules: ["openvino-weights-outside"],
    });
  });

  it("tells custom layers, and offsets that overflow", async () => {
    for (const set of ["extension", "custom_opset", ""])
      expect(await verdict(openvino(`<layer id="0" name="x" type="Mine" version="${set}"/>`), "model.xml")).toMatchObject({
        verdict: "suspicious",
        rules: ["openvino-custom-layer"],
      });
    expect(await verdict(constant("18446744073709551615", "8"), "model.xml")).toMatchObject({
      verdict: "malicious",
      rules: ["impossible-length"],
    });
    expect(await verdict(constant("-8", "8"), "model.xml")).toMatchObject({ verdict: "malicious" });
  });
});

describe("other XML", () => {
  it("is no model and harmless, unless it hurts a parser", async () => {
    expect(await verdict("<svg><g/></svg>", "x.svg")).toEqual({ verdict: "benign", rules: [], formats: [] });
    expect(await verdict('<!DOCTYPE svg [<!ENTITY ns "http://x">]><svg/>', "x.svg")).toMatchObject({ verdict: "benign" });
    expect(await verdict('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "x.xml")).toMatchObject({
      verdict: "malicious",
    });
    const laughs = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY l${level} "${level === 0 ? "lol" : `&l${level - 1};`.repeat(10)}">`,
    ).join("");
    expect(await verdict(`<!DOCTYPE a [${laughs}]><a>&l8;</a>`, "x.xml")).toMatchObject({ verdict: "malicious" });
    expect(
      await verdict(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:rt="http://xml.apache.org/xalan/java/java.lang.Runtime"/>',
        "x.xsl",
      ),
    ).toMatchObject({
      verdict: "suspicious",
      rules: ["xml-transform-code"],
    });
  });
});
