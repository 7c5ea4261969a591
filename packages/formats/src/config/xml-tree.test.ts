import { describe, expect, it } from "vitest";
import { at, entries, text } from "./node.ts";
import { readXmlConfig } from "./xml-tree.ts";

describe("readXmlConfig", () => {
  it("reads elements as maps and their text as values, with lines", () => {
    const { documents, errors } = readXmlConfig(
      "<?xml version='1.0'?>\n<clickhouse>\n  <users>\n    <default>\n      <password></password>\n      <networks><ip>::1</ip><ip>10.0.0.0/8</ip></networks>\n    </default>\n  </users>\n</clickhouse>\n",
    );
    expect(errors).toEqual([]);
    const user = at(documents[0], "clickhouse", "users", "default");
    expect(text(at(user, "password"))).toBe("");
    expect(entries(at(user, "networks")).map(({ value, line }) => [text(value), line])).toEqual([
      ["::1", 6],
      ["10.0.0.0/8", 6],
    ]);
  });

  it("takes in text in pieces and CDATA, and does not expand entities of its own", () => {
    const { documents } = readXmlConfig('<!DOCTYPE a [<!ENTITY x "boom">]><a><b>one <![CDATA[& two]]></b><c>&x;</c></a>');
    expect(text(at(documents[0], "a", "b"))).toBe("one & two");
    expect(text(at(documents[0], "a", "c"))).not.toContain("boom");
  });

  it.each(["", "not xml", "<a><b>", "</a>", "<a></b>"])("survives %j", (input) => {
    expect(() => readXmlConfig(input)).not.toThrow();
  });

  it("stops at its budgets", () => {
    const deep = "<a>".repeat(60) + "</a>".repeat(60);
    expect(() => readXmlConfig(deep, { bytes: 1000, depth: 20, nodes: 100 })).toThrow(/deeper|depth/i);
    expect(() => readXmlConfig(`<a>${"<b/>".repeat(60)}</a>`, { bytes: 1000, depth: 20, nodes: 10 })).toThrow();
    expect(() => readXmlConfig("<a/>", { bytes: 2, depth: 20, nodes: 10 })).toThrow(/over the limit/);
  });
});
