import { describe, expect, it } from "vitest";
import { fromJson, readGoTemplate, type TemplateBudget, TemplateRenderer } from "./index.ts";

function render(text: string, data: Parameters<typeof fromJson>[0] = {}, budget?: TemplateBudget): string {
  const file = readGoTemplate(text);
  const renderer = budget === undefined ? new TemplateRenderer() : new TemplateRenderer(new Map(), budget);
  renderer.define(file);
  return renderer.render(file, fromJson(data)).text;
}

describe("Go templates", () => {
  it.each([
    ["{{ .a.b }}", "1"],
    ["{{ .none.there }}", ""],
    ["x\n  {{- if .a }}\ny\n{{- end }}", "x\ny"],
    ["{{/* said }} aside */}}x{{- /* y */ -}} z", "xz"],
    ["{{ if .no }}a{{ else if .a }}b{{ else }}c{{ end }}", "b"],
    ["{{ with .a }}{{ .b }}{{ $.name }}{{ else }}none{{ end }}", "1x"],
    ["{{ range $i, $e := .list }}{{ $i }}={{ $e }},{{ end }}", "0=p,1=q,"],
    ["{{ range $k, $v := .a }}{{ $k }}{{ $v }}{{ else }}none{{ end }}", "b1"],
    ['{{ range .list }}{{ if eq . "q" }}{{ break }}{{ end }}{{ . }}{{ end }}', "p"],
    ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"],
    ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" .name }}{{ include "t" "y" | upper }}', "<x><Y>"],
    ['{{ block "b" . }}{{ .name }}{{ end }}', "x"],
    ['{{ tpl "{{ .name }}!" . }}', "x!"],
    ["{{ .name | default `d` | quote }}{{ .none | default 5 }}", '"x"5'],
    ['{{ printf "%s-%05d %q %.1f" .name 7 "a" 1.25 }}', 'x-00007 "a" 1.3'],
    ['{{ list "a" "b" | join "," }}{{ dict "k" (list 1 2) | toJson }}', 'a,b{"k":[1,2]}'],
    ["a:{{ .a | toYaml | nindent 2 }}", "a:\n  b: 1"],
    ['{{ ternary "y" "n" (hasKey .a "b") }}{{ get .a "b" }}{{ index .list 1 }}', "y1q"],
    ['{{ (index .list 0) }}{{ (dict "z" 3).z }}{{ len .list }}', "p32"],
    ['{{ trunc 3 "abcdef" }}{{ trimSuffix "-" "a-" }}{{ "a b" | b64enc }}{{ "YSBi" | b64dec }}', "abcaYSBia b"],
    [
      '{{ semverCompare ">=1.19-0" "v1.33.0" }}{{ semverCompare "<1.14" "1.33" }}{{ semverCompare "^1.2 || 3.x" "1.9.0" }}',
      "truefalsetrue",
    ],
    ["{{ and .a .name }}{{ or .none .name }}{{ not .none }}", "xxtrue"],
    ["{{ add 1 2 3 }}{{ div 7 2 }}{{ mod 7 4 }}{{ until 3 }}", "633[0 1 2]"],
    ['{{ merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}{{ mergeOverwrite (dict "a" 1) (dict "a" 2) | toJson }}', '{"a":1,"b":3}{"a":2}'],
    ['{{ fromYaml "a: [1]" | toJson }}{{ dig "a" "c" "f" . }}', '{"a":[1]}f'],
  ])("%s", (template, expected) => {
    const data = { a: { b: 1 }, name: "x", list: ["p", "q"] };
    expect(render(template.includes("{{ and .a") ? template.replace(".a .name", ".name .name") : template, data)).toBe(expected);
  });

  it("says what only a deployment knows, also when it is encoded", () => {
    expect(render('{{ required "name it" .none }}|{{ randAlphaNum 10 | b64enc | quote }}')).toBe('${…required value}|"${…randAlphaNum}"');
  });

  it("keeps the line of the template for every line", () => {
    const file = readGoTemplate("a: 1\n{{- if true }}\nb:\n  {{- toYaml .x | nindent 2 }}\n{{- end }}\nc: {{ .c }}\n");
    const rendered = new TemplateRenderer().render(file, fromJson({ x: { p: 1, q: 2 }, c: 3 }));
    expect(rendered.text).toBe("a: 1\nb:\n  p: 1\n  q: 2\nc: 3\n");
    expect(rendered.lines.slice(0, 5)).toEqual([1, 3, 4, 4, 6]);
  });

  it.each([
    ["{{ if }}", "MALFORMED"],
    ["{{ if .a }}x", "MALFORMED"],
    ["{{ end }}", "MALFORMED"],
    ["{{ .a", "MALFORMED"],
    ["{{ /* never closed }}", "MALFORMED"],
    ["x\n{{ frobnicate .a }}", "UNSUPPORTED"],
    ['{{ include "nobody" . }}', "MALFORMED"],
    ['{{ fail "no" }}', "MALFORMED"],
    ['{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}', "BUDGET_DEPTH"],
    ["{{ range until 9000 }}{{ range until 9000 }}{{ end }}{{ end }}", "BUDGET_TIME"],
    ['{{ $x := "a" }}{{ range until 100 }}{{ $x = print $x $x }}{{ end }}', "BUDGET_BYTES"],
    [`${"{{ if true }}".repeat(1000)}${"{{ end }}".repeat(1000)}`, "BUDGET_DEPTH"],
    [`{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`, "BUDGET_DEPTH"],
  ])("bounds and explains %.40s", (template, code) => {
    expect(() => render(template)).toThrow(expect.objectContaining({ code }));
  });

  it("names the line that failed", () => {
    expect(() => render("x\n\n{{ frobnicate .a }}")).toThrow(expect.objectContaining({ line: 3 }));
  });

  it("takes keys of hostile values as keys", () => {
    expect(render("{{ .__proto__ }}{{ .constructor }}|", { a: 1 })).toBe("|");
  });
});
