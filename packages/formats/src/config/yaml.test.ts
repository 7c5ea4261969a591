import { describe, expect, it } from "vitest";
import { at, entry, text } from "./node.ts";
import { readYaml } from "./yaml.ts";

const first = (source: string) => readYaml(source).documents[0];

describe("readYaml", () => {
  it("reads documents with lines of keys and values", () => {
    const { documents, errors } = readYaml("# head\n---\na: 1\nb:\n  - x\n  - y: z\n---\nc: true\n");
    expect(errors).toEqual([]);
    expect(documents).toHaveLength(2);
    expect(entry(documents[0], "b")?.line).toBe(4);
    expect(at(documents[0], "b", 1, "y")).toEqual({ kind: "scalar", value: "z", line: 6, endLine: 6 });
    expect(at(documents[1], "c")).toMatchObject({ value: true, line: 8 });
  });

  it("keeps unknown tags", () => {
    const document = first("a: !Ref Bucket\nb: !Sub ['x', {k: v}]\nc: !vault |\n  $ANSIBLE\n");
    expect(at(document, "a")).toMatchObject({ tag: "!Ref", value: "Bucket" });
    expect(at(document, "b")).toMatchObject({ kind: "list", tag: "!Sub" });
    expect(at(document, "c")).toMatchObject({ tag: "!vault" });
  });

  it("puts in aliases and merge keys; own keys win", () => {
    const document = first("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n");
    expect(text(at(document, "use", "x"))).toBe("1");
    expect(text(at(document, "use", "y"))).toBe("3");
  });

  it("keeps duplicate keys, leading zeros and what is no JSON number", () => {
    const document = first("a: 1\na: 2\nid: 012345678901\nn: .nan\nbig: 12345678901234567890\nv: 1.5");
    expect(document?.kind === "map" && document.entries.map(({ key }) => key)).toEqual(["a", "a", "id", "n", "big", "v"]);
    expect(text(at(document, "id"))).toBe("012345678901");
    expect(at(document, "n")).toMatchObject({ value: ".nan" });
    expect(at(document, "big")).toMatchObject({ value: "12345678901234567890" });
    expect(at(document, "v")).toMatchObject({ value: 1.5 });
  });

  it("bounds alias bombs and self references", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghijk"
      .split("")
      .map(
        (name, index, all) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${index === 0 ? "a" : all[index - 1]}`)
            .join(",")}]`,
      )
      .join("\n")}`;
    expect(() => readYaml(bomb)).toThrow(expect.objectContaining({ code: "BUDGET_NODES" }));
    expect(at(first("a: &a [*a]"), "a", 0)).toMatchObject({ value: null });
  });

  it("refuses depth and size", () => {
    expect(() => readYaml("[".repeat(5000))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => readYaml("- ".repeat(3000))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => readYaml("a".repeat(7_000_000))).toThrow(expect.objectContaining({ code: "BUDGET_BYTES" }));
  });

  it("reads Helm templates with actions masked", () => {
    const document = first(
      [
        "{{- if .Values.on }}",
        "apiVersion: v1",
        "metadata:",
        '  name: {{ include "x" . }}-web',
        "  labels:",
        "    {{- toYaml .Values.labels | nindent 4 }}",
        "spec:",
        '  image: "{{ .Values.image.repository }}:{{ .Values.tag | default "v1" }}"',
        "  {{ .Values.key }}: 1",
        "{{- end }}",
      ].join("\n"),
    );
    expect(text(at(document, "metadata", "name"))).toBe('{{ include "x" . }}-web');
    expect(text(at(document, "spec", "image"))).toBe('{{ .Values.image.repository }}:{{ .Values.tag | default "v1" }}');
    expect(entry(at(document, "spec"), "{{ .Values.key }}")?.line).toBe(9);
  });

  it("leaves templates inside of proper YAML alone", () => {
    expect(text(at(first("prompt: |\n  Hello\n  {{ name }}\n  bye\n"), "prompt"))).toBe("Hello\n{{ name }}\nbye\n");
    expect(text(at(first("run: echo ${{ secrets.X }}"), "run"))).toBe("echo ${{ secrets.X }}");
  });

  it("reads on after an error and says where it was", () => {
    const { documents, errors } = readYaml("a: 1\nb: [1, 2\nc: 3\n---\nd: 4\n");
    expect(errors[0]?.line).toBeGreaterThan(1);
    expect(text(at(documents.at(-1), "d"))).toBe("4");
  });

  it("skips the bodies of custom resource definitions", () => {
    const body = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: x\nspec:\n${"  a: b\n".repeat(5000)}`;
    const document = first(body);
    expect(text(at(document, "metadata", "name"))).toBe("x");
    expect(at(document, "spec")).toBeUndefined();
  });

  it("has nothing for nothing", () => {
    expect(readYaml("").documents).toEqual([]);
    expect(readYaml("---\n# only a comment\n").documents).toEqual([]);
  });
});

it("an alias may be a key", () => {
  const { documents } = readYaml("k: &k name\n*k : value\n&j other: 1\n*j : 2\n*none : 3\n");
  const [root] = documents;
  expect(root?.kind === "map" ? root.entries.map(({ key }) => key) : []).toEqual(["k", "name", "other", "other", ""]);
});
