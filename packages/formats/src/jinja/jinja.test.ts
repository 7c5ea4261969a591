import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JinjaExpression, JinjaStatement } from "./nodes.ts";
import { readJinja } from "./parser.ts";
import { decodeString } from "./strings.ts";

/** An expression as text, with brackets that show what belongs together. */
function shown(expression: JinjaExpression | undefined): string {
  if (expression === undefined) return "";
  const list = (items: readonly (JinjaExpression | undefined)[]): string => items.map(shown).join(",");
  const called = (parts: Extract<JinjaExpression, { kind: "call" | "filter" | "test" }>["arguments"]): string =>
    [
      ...parts.positional.map(shown),
      ...parts.keywords.map(({ name, value }) => `${name}=${shown(value)}`),
      ...parts.spread.map((value) => `*${shown(value)}`),
    ].join(",");
  switch (expression.kind) {
    case "name":
      return expression.name;
    case "text":
      return JSON.stringify(expression.value);
    case "number":
    case "constant":
      return String(expression.value);
    case "list":
      return `[${list(expression.items)}]`;
    case "tuple":
      return `(${list(expression.items)},)`;
    case "dict":
      return `{${expression.entries.map(([key, value]) => `${shown(key)}:${shown(value)}`).join(",")}}`;
    case "attribute":
      return `${shown(expression.object)}.${expression.name}`;
    case "item":
      return `${shown(expression.object)}[${shown(expression.index)}]`;
    case "slice":
      return expression.parts.map(shown).join(":");
    case "call":
      return `${shown(expression.callee)}(${called(expression.arguments)})`;
    case "filter":
      return `${shown(expression.operand)}|${expression.name}(${called(expression.arguments)})`;
    case "test":
      return `<${shown(expression.operand)} is ${expression.name}(${called(expression.arguments)})>`;
    case "operation":
      return `<${expression.operator} ${expression.operands.map(shown).join(" ")}>`;
    case "condition":
      return `<${shown(expression.test)} ? ${shown(expression.whenTrue)} : ${shown(expression.otherwise)}>`;
  }
}
function template(text: string): readonly JinjaStatement[] {
  const reading = readJinja(text);
  if ("problem" in reading) throw new Error(`${reading.problem.message} at ${reading.problem.offset}`);
  return reading.template;
}
function expression(text: string): string {
  const [statement] = template(`{{ ${text} }}`);
  return statement?.kind === "output" ? shown(statement.value) : "";
}
const problem = (text: string) => {
  const reading = readJinja(text);
  return "problem" in reading ? reading.problem : undefined;
};

describe("expressions of Jinja", () => {
  // Each as jinja2.Environment().parse() of version 3.1 has it.
  it.each([
    ["a", "a"],
    ["a.b['c'][0].d()", 'a.b["c"][0].d()'],
    ["a.0.1", "a[0][1]"],
    ["a[1:2]", "a[1:2]"],
    ["a[::-1]", "a[::<- 1>]"],
    ["a[:, 1]", "a[(::,1,)]".replace("(::,", "(:,")],
    ["a[1, 2]", "a[(1,2,)]"],
    ["()", "(,)"],
    ["(1)", "1"],
    ["(1,)", "(1,)"],
    ["1, 2", "(1,2,)"],
    ["[1, 2,]", "[1,2]"],
    ["{'a': 1, b: 2}", '{"a":1,b:2}'],
    ["'a' 'b'", '"ab"'],
    ["'it''s'", '"its"'],
    ["true and False or none", "<or <and true false> null>"],
    ["not a in b", "<not <in a b>>"],
    ["a not in b", "<in a b>"],
    ["a == b != c", "<!= a b c>"],
    ["1 + 2 * 3 ** 2 ~ 'x'", '<+ 1 <~ <* 2 <** 3 2>> "x">>'],
    ["a ~ b ~ c", "<~ a b c>"],
    ["a - b + c", "<+ <- a b> c>"],
    ["-a.b|c", "<- a.b>|c()"],
    ["-1 ** 2", "<** <- 1> 2>"],
    ["2 ** 3 ** 2", "<** 2 3 2>"],
    ["a|b(1, c=2)|d", "a|b(1,c=2)|d()"],
    ["a|b.c", "a|b.c()"],
    ["a is b", "<a is b()>"],
    ["a is not divisibleby 3", "<not <a is divisibleby(3)>>"],
    ["a is sameas(b) and c", "<and <a is sameas(b)> c>"],
    ["a is defined and b", "<and <a is defined()> b>"],
    ["a if b else c if d else e", "<b ? a : <d ? c : e>>"],
    ["a if b", "<b ? a : >"],
    ["f(*a, **b)", "f(*a,*b)"],
    ["f(a, b=c,)", "f(a,b=c)"],
    ["a|f(x)(y)", "a|f(x)(y)"],
    ["1_000.5e-3", "1.0005"],
    ["0x1F", "31"],
    ["'\\x5f\\137\\u005f\\N{LOW LINE}'", '"____"'],
    ['"a\nb"', '"a\\nb"'],
    ["{'a': {'b': 1}}", '{"a":{"b":1}}'],
    ["'}}'", '"}}"'],
  ])("%s", (text, expected) => expect(expression(text)).toBe(expected));

  it.each([
    "{{ }}",
    "{{ a",
    "{{ a }",
    "{{ (a }}",
    "{{ a) }}",
    "{{ a. }}",
    "{{ a[] b }}",
    "{{ 'a }}",
    "{{ 'a\\' }}",
    "{{ '\\xZZ' }}",
    "{{ a b }}",
    "{{ f(a b) }}",
    "{{ {a} }}",
    "{{ a | }}",
    "{{ a is }}",
    "{{ $ }}",
    "{{ a ? b : c }}",
    "{# a",
    "{% raw %}a",
    "{% %}",
    "{% if %}{% endif %}",
    "{% if a %}",
    "{% endif %}",
    "{% else %}",
    "{% for a %}{% endfor %}",
    "{% for 1 in a %}{% endfor %}",
    "{% set 'a' = 1 %}",
    "{% set a %}",
    "{% macro f %}{% endmacro %}",
    "{% if a %}{% for b in c %}{% endif %}{% endfor %}",
    "{% with a %}{% endwith %}",
  ])("%s breaks the syntax", (text) => expect(problem(text)?.kind).toBe("syntax"));

  it("tells limits and foreign tags from broken syntax", () => {
    expect(problem("{% trans %}a{% endtrans %}")?.kind).toBe("unknown-tag");
    expect(problem(`{{ ${"(".repeat(1000)} }}`)?.kind).toBe("syntax");
    expect(problem(`{{ ${"(".repeat(1000)}1${")".repeat(1000)} }}`)?.kind).toBe("limit");
    expect(problem(`{{ ${"not ".repeat(1000)}a }}`)?.kind).toBe("limit");
    expect(problem("{% if a %}".repeat(200) + "{% endif %}".repeat(200))?.kind).toBe("limit");
    expect(problem("{{ a }}".repeat(100_000))?.kind).toBe("limit");
  });
});

describe("statements of Jinja", () => {
  const kinds = (text: string): readonly string[] => template(text).map(({ kind }) => kind);
  it("finds tags where Jinja finds them", () => {
    expect(template("a{{ b }}c{# {{ d }} #}{%- raw -%}{{ e }}{% endraw %}{ {").map((s) => (s.kind === "data" ? s.text : s.kind))).toEqual([
      "a",
      "output",
      "c",
      "{{ e }}",
      "{ {",
    ]);
    expect(kinds("{#{{ a }}#}{{ b }}{# #}")).toEqual(["output"]);
    expect(kinds("{{- a -}} {%+ if a +%}{%- endif %}")).toEqual(["output", "data", "if"]);
  });
  it("reads every tag", () => {
    const text = `{% set a = 1, 2 %}{% set a.b = 1 %}{% set a, b = c %}{% set a | trim %}x{% endset %}
      {% for a, b in c.items() if a recursive %}x{% else %}y{% endfor %}{% if a %}{% elif b, c %}{% else %}{% endif %}
      {% macro f(a, b=1) %}{{ caller() }}{% endmacro %}{% call(x) f(1) %}{% endcall %}{% call f() %}{% endcall %}
      {% filter upper | trim %}{% endfilter %}{% with a = 1, b = 2 %}{% endwith %}{% with %}{% endwith %}
      {% include 'a' ignore missing with context %}{% import 'a' as b %}{% from 'a' import b as c, d %}{% extends 'a' %}
      {% block a scoped %}{% endblock a %}{% autoescape true %}{% endautoescape %}{% generation %}{% endgeneration %}
      {% do a.append(1) %}{% print a, b %}{% break %}{% continue %}`;
    expect(new Set(kinds(text))).toEqual(
      new Set(["set", "data", "for", "if", "macro", "call-block", "filter-block", "with", "import", "block", "do", "output", "tag"]),
    );
  });
  it("keeps places", () => {
    const [, output] = template("ab{{ cd.ef }}");
    expect(output).toMatchObject({ offset: 2, value: { offset: 7, object: { offset: 5 } } });
  });
  it("reads long chains without depth", () => {
    for (const unit of [" + 1", " ~ a", ".a", "|e", "[0]", " and a"])
      expect(problem(`{{ a${unit.repeat(20_000)} }}`), unit).toBeUndefined();
    expect(problem(`{% if a %}${"{% elif a %}".repeat(5000)}{% endif %}`)).toBeUndefined();
  });
  it("never throws, and takes linear time", () => {
    const piece = fc.constantFrom(
      ..."{{ }} {% %} {# #} ( ) [ ] { } | . , : ' \" \\ if else endif for in endfor set endset is not and raw endraw a 1 ~ + - * ** = == \n".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readJinja(pieces.join(" "));
        readJinja(pieces.join(""));
      }),
      { seed: 1, numRuns: 3000 },
    );
    for (const unit of ["{", "{{", "{% raw %}", "{{ '", "{#", "{%  ", "\\", "{{ a }}", "{% if a %}"]) {
      const start = performance.now();
      readJinja(unit.repeat(Math.floor(250_000 / unit.length)));
      expect(performance.now() - start, unit).toBeLessThan(3000);
    }
  });
});

describe("decodeString", () => {
  it.each<[string, string | undefined]>([
    ["plain", "plain"],
    ["\\n\\t\\\\\\'", "\n\t\\'"],
    ["\\x41\\u00e9\\U0001f600\\101\\0", "Aé😀A\0"],
    ["\\N{low line}\\N{DIGIT ONE}", "_\ufffd"],
    ["\\q", "\\q"],
    ["a\\\nb", "ab"],
    ["\\x4", undefined],
    ["\\u12", undefined],
    ["\\U00110000", undefined],
    ["\\N{", undefined],
    ["\\", undefined],
  ])("%j", (raw, decoded) => expect(decodeString(raw)).toBe(decoded));
});
