import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HclExpression } from "../facts.ts";
import { readHcl } from "./index.ts";

const value = (source: string): HclExpression | undefined => readHcl(`x = ${source}\n`).attributes[0]?.value;

/** Writes an expression of the kinds that the generator makes. */
function print(expression: HclExpression): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value).replace(/[$%](?=\{)/g, "$&$&");
    case "list":
      return `[${expression.items.map(print).join(", ")}]`;
    case "object":
      return `{\n${expression.entries.map(({ key, value: item }) => `${print(key)} = ${print(item)}`).join("\n")}\n}`;
    case "call":
      return `${expression.name}(${expression.arguments.map(print).join(", ")})`;
    case "conditional":
      return `(${print(expression.test)} ? ${print(expression.yes)} : ${print(expression.no)})`;
    case "binary":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case "reference":
      return expression.path
        .map((step, index) => (typeof step === "string" ? (index === 0 ? step : `.${step}`) : `[${print(step)}]`))
        .join("");
    case "template":
      return `"${expression.parts.map((part) => `\${${print(part)}}`).join("")}"`;
    default:
      throw new Error(expression.kind);
  }
}

const line = 1;
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).filter((word) => !["true", "false", "null", "for", "in", "if"].includes(word));
const { expression } = fc.letrec<{ expression: HclExpression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: "hcl" },
    fc
      .oneof(fc.string({ unit: "grapheme-ascii" }), fc.nat(), fc.boolean(), fc.constant(null))
      .map((literal): HclExpression => ({ kind: "literal", value: literal, line })),
    fc.array(name, { minLength: 2, maxLength: 4 }).map((path): HclExpression => ({ kind: "reference", path, line })),
    fc.array(tie("expression"), { maxLength: 3 }).map((items): HclExpression => ({ kind: "list", items, line })),
    fc.array(fc.tuple(name, tie("expression")), { maxLength: 3 }).map(
      (pairs): HclExpression => ({
        kind: "object",
        entries: pairs.map(([key, item]) => ({ key: { kind: "literal", value: key, line }, value: item })),
        line,
      }),
    ),
    fc
      .tuple(name, fc.array(tie("expression"), { maxLength: 3 }))
      .map(([called, items]): HclExpression => ({ kind: "call", name: called, arguments: items, line })),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([test, yes, no]): HclExpression => ({ kind: "conditional", test, yes, no, line })),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "==", "&&", "||", "<="), tie("expression"), tie("expression"))
      .map(([operator, left, right]): HclExpression => ({ kind: "binary", operator, left, right, line })),
    fc
      .tuple(fc.array(name, { minLength: 2, maxLength: 3 }), tie("expression"))
      .map(([path, item]): HclExpression => ({ kind: "template", parts: [{ kind: "reference", path, line }, item], line })),
  ),
}));

function withoutLines(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json, (key, item: unknown) => (key === "line" ? undefined : item)));
}

describe("readHcl", () => {
  it("reads back every expression that is printed", () => {
    fc.assert(
      fc.property(expression, (made) => {
        const file = readHcl(`x = ${print(made)}\n`);
        expect(file.errors).toEqual([]);
        expect(withoutLines(file.attributes[0]?.value)).toEqual(withoutLines(made));
      }),
      { numRuns: 300 },
    );
  });

  it("never throws anything but a format error on damaged text", () => {
    const source =
      'resource "a" "b" {\n  x = "${var.y}-%{ if z }q%{ endif }"\n  k = [for a in b : a if c]\n  h = <<-E\n    t ${v}\n  E\n}\n';
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(20), fc.string(), (at, cut, put) => {
        const file = readHcl(source.slice(0, at) + put + source.slice(at + cut));
        expect(Array.isArray(file.errors)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("reads blocks with labels and lines", () => {
    const { blocks, errors } = readHcl(
      '# c\nresource "aws_s3_bucket" "b" { # d\n  bucket = "x"\n  versioning {\n    enabled = true\n  }\n}\nlocals { a = 1 }\n',
    );
    expect(errors).toEqual([]);
    expect(blocks[0]).toMatchObject({ type: "resource", labels: ["aws_s3_bucket", "b"], line: 2, endLine: 7 });
    expect(blocks[0]?.blocks[0]).toMatchObject({ type: "versioning", line: 4, endLine: 6 });
    expect(blocks[1]?.attributes[0]).toMatchObject({ name: "a", line: 8 });
  });

  it.each([
    ["a.b[0].c", ["a", "b", { kind: "literal", value: 0, line: 1 }, "c"]],
    ["a.*.id", ["a", "*", "id"]],
    ["a[*].id", ["a", "*", "id"]],
    ['a["k"]', ["a", "k"]],
    ["a.0.b", ["a", { kind: "literal", value: 0, line: 1 }, "b"]],
  ])("reads the traversal %s", (source, path) => expect(value(source)).toEqual({ kind: "reference", path, line: 1 }));

  it("keeps precedence", () => {
    expect(value("1 + 2 * 3 == 7 || false")).toMatchObject({
      operator: "||",
      left: { operator: "==", left: { operator: "+", right: { operator: "*" } } },
    });
    expect(value("-1")).toMatchObject({ kind: "literal", value: -1 });
  });

  it("reads for expressions of both forms", () => {
    expect(value('{ for k, v in m : k => v if v != "" }')).toMatchObject({
      kind: "for",
      key: "k",
      value: "v",
      resultKey: { kind: "reference" },
      condition: { kind: "binary" },
    });
    expect(value("[for v in m : v.x...]")).toMatchObject({ kind: "for", value: "v" });
  });

  it("reads heredocs, with their margin taken off", () => {
    const { attributes, errors } = readHcl("a = <<-EOT\n    one ${x}\n      two\n  EOT\nb = <<E\n raw\nE\n");
    expect(errors).toEqual([]);
    expect(attributes[0]?.value).toMatchObject({
      kind: "template",
      parts: [{ value: "one " }, { kind: "reference" }, { value: "\n  two\n" }],
    });
    expect(attributes[1]).toMatchObject({ value: { kind: "literal", value: " raw\n" }, line: 5 });
  });

  it("reads directives and escapes", () => {
    expect(value('"%{ if a }x%{ else }y%{ endif }"')).toMatchObject({
      kind: "template",
      parts: [{ kind: "conditional", yes: { value: "x" }, no: { value: "y" } }],
    });
    expect(value('"$${a} \\n \\u00e9 %%{b}"')).toEqual({ kind: "literal", value: "${a} \n é %{b}", line: 1 });
    expect(value('"%{ for i in l }${i},%{ endfor }"')).toMatchObject({ parts: [{ kind: "call", name: "join" }] });
  });

  it("goes on at the next block after an error", () => {
    const { blocks, errors } = readHcl('resource "a" "b" {\n  x = = 1\n  y = 2\n}\n???\nresource "c" "d" {\n  z = 3\n');
    expect(blocks.map(({ labels }) => labels)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(blocks[0]?.attributes.map((attribute) => attribute.name)).toEqual(["y"]);
    expect(errors.map((error) => error.line)).toEqual([2, 5, 7]);
  });

  it("ends a block that was not closed where the next begins", () => {
    const { blocks, errors } = readHcl('resource "a" "b" {\n  x = 1\nresource "c" "d" {\n}\n');
    expect(blocks).toHaveLength(2);
    expect(errors).toHaveLength(1);
  });

  it.each(["[", "(", "{ a = ", "!", "x ? ", '"${'])("refuses the depth of %s", (opening) => {
    expect(() => readHcl(`a = ${opening.repeat(20_000)}`)).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });
});

describe("what HashiCorp's reader does (conformance/hcl)", () => {
  const text = (source: string): unknown => {
    const found = value(source);
    return found?.kind === "literal" ? found.value : found?.kind;
  };

  it("takes shared indentation from lines that say something, and leaves empty ones", () => {
    expect(text("<<-E\n    x\n\n  y\n  E")).toBe("  x\n\ny\n");
    expect(text("<<-E\n    x\n   \n    y\n  E")).toBe("x\n   \ny\n");
    expect(text("<<-E\n\t\n  \n  E")).toBe("\t\n  \n");
  });

  it("takes white space next to ~ away, in a heredoc up to the end of the line", () => {
    expect(value('"a ${~ x ~} b"')).toMatchObject({ parts: [{ value: "a" }, { kind: "reference" }, { value: "b" }] });
    expect(value("<<E\n%{ if a ~}\n  x\n%{ endif ~}\nE")).toMatchObject({ kind: "template", parts: [{ yes: { value: "  x\n" } }] });
  });

  it("tells f(list...) and k => v... from what they are without the dots", () => {
    expect(value("f(a, b...)")).toMatchObject({ kind: "call", expands: true });
    expect(value("f(a, b)")).not.toHaveProperty("expands");
    expect(value("{for k, v in m : v => k...}")).toMatchObject({ kind: "for", groups: true });
  });

  it("an index after .* is one of the list, after [*] one of each item; a name in brackets is a value", () => {
    expect(value("a.*.b[0]")).toMatchObject({ path: [{ path: ["a", "*", "b"] }, { value: 0 }] });
    expect(value("a[*].b[0]")).toMatchObject({ path: ["a", "*", "b", { value: 0 }] });
    expect(value("{ (b) = 1, b = 2 }")).toMatchObject({ entries: [{ key: { kind: "reference" } }, { key: { value: "b" } }] });
  });

  it("labels and texts hold the characters that their escapes stand for, in composed form", () => {
    expect(readHcl('block "a\\"b" {}\n').blocks[0]?.labels).toEqual(['a"b']);
    expect(text('"e\u0301"')).toBe("\u00e9");
    expect(text('"\\U0001F600\\uD800"')).toBe("😀\uFFFD");
  });

  it.each(['"%{ if a }x"', '"%{ endif }"', '"%{ else }x%{ endif }"', '"%{ for a in b }%{ endif }"', '"%{ while a }"', '"${a"'])(
    "reports a directive without its counterpart: %s",
    (source) => {
      const file = readHcl(`x = ${source}\n\nblock {}\n`);
      expect(file.errors).toHaveLength(1);
      expect(file.errors[0]?.line).toBe(1);
    },
  );

  it("directives in each other are bounded", () => {
    expect(() => readHcl(`x = "${"%{ if a }".repeat(500)}${"%{ endif }".repeat(500)}"\n`)).toThrow(/nested deeper/);
  });
});
