import { describe, expect, it } from "vitest";
import { APP, castellan, project, scanJson } from "./castellan.ts";

const DEEP = 3000;
const NOTEBOOK = 'resource "aws_sagemaker_notebook_instance" "n" {\n  name = "n"\n  direct_internet_access = "Enabled"\n}\n';

/** Aliases that would grow to ten thousand million members. */
const BOMB = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"]
  .map((name, index) => `  ${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcdefghi"[index] ?? "a"}`).join(",")}]`)
  .join("\n")}\n`;

/** Configuration as nobody should write it, beside one resource that must be judged. */
const FILES: { readonly [path: string]: string | Uint8Array } = {
  "app.py": APP,
  "good/main.tf": NOTEBOOK,
  // Invalid and cut off.
  "broken/a.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "x\n',
  "broken/b.tf": "}}}} = {{{{ ${${${",
  "broken/c.tf": Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256),
  "broken/latin.tf": Uint8Array.from([...Buffer.from('variable "x" {\n  default = "'), 0xe9, 0xff, 0xfe, ...Buffer.from('"\n}\n')]),
  "broken/plan.json":
    '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{"address":"aws_s3_buc',
  "broken/template.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: {Type: AWS::S3::Bucket, Properties: {Ref: [",
  "broken/main.bicep": "resource x 'Microsoft.Storage/storageAccounts@2023' = { name: '${",
  // Deep and large expressions.
  "deep/a.tf": `locals {\n  x = ${"(".repeat(DEEP)}1${")".repeat(DEEP)}\n  y = ${"[".repeat(DEEP)}${"]".repeat(DEEP)}\n}\n`,
  "deep/b.tf": `locals {\n  z = ${Array.from({ length: 20_000 }, (_, index) => `"${index}"`).join(" == ")}\n}\n`,
  "deep/c.yaml": `kind: Pod\napiVersion: v1\nspec: ${"{a: ".repeat(DEEP)}1${"}".repeat(DEEP)}\n`,
  // Names that double with every step.
  "grow/main.tf": `locals {\n  a0 = "xxxxxxxxxx"\n${Array.from({ length: 60 }, (_, index) => `  a${index + 1} = "\${local.a${index}}\${local.a${index}}"`).join("\n")}\n}\n`,
  // Circles.
  "circle/a/main.tf": 'module "b" {\n  source = "../b"\n}\nlocals {\n  x = local.y\n  y = local.x\n}\n',
  "circle/b/main.tf": `module "a" {\n  source = "../a"\n}\n${NOTEBOOK.replace('"n"', '"circled"')}`,
  "circle/k/kustomization.yaml": "resources: [../l]\n",
  "circle/l/kustomization.yaml": "resources: [../k]\n",
  "circle/n.yaml":
    "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Own:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./n.yaml}\n",
  "chart/Chart.yaml": "name: c\ndependencies: [{name: c}]\n",
  "chart/charts/c/Chart.yaml": "name: c\ndependencies: [{name: c}]\n",
  "chart/templates/_helpers.tpl": '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}',
  "chart/templates/circle.yaml": 'apiVersion: v1\nkind: Service\nmetadata: {name: {{ include "a" . }}}\n',
  "chart/templates/unknown.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: {{ frobnicate . }}}\n",
  "chart/templates/grows.yaml": "a: {{ range until 9999 }}{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}{{ end }}\n",
  "chart/templates/fine.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: fine\n",
  // Two of one name, keys that stand twice.
  "twice/a.tf": `variable "v" { default = 1 }\n${NOTEBOOK}`,
  "twice/b.tf": `variable "v" { default = 2 }\n${NOTEBOOK}`,
  "twice/pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: []\n  containers: [{name: a, image: b}]\n",
  "bomb.yaml": BOMB,
  "loop.yaml": "apiVersion: v1\nkind: Pod\nspec: &s\n  containers: [*s]\n",
  "hostile.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata: {name: __proto__}\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n",
};

describe("configuration as nobody should write it", () => {
  it("is reported and bounded; the rest is judged", () => {
    const folder = project(FILES);
    const outcome = castellan(["scan", folder, "--format", "json", "--fail-on", "none"]);
    const result = scanJson(outcome);
    const addresses = result.inventory.resources.map(({ file, address }) => `${file} ${address}`);
    const reasons = result.coverage.unresolved.map(({ file, what }) => `${file} ${what}`).join("\n");

    expect([0, 3]).toContain(outcome.code);
    expect(outcome.error).not.toContain("    at ");
    expect(addresses).toContain("good/main.tf aws_sagemaker_notebook_instance.n");
    expect(addresses).toContain("twice/a.tf aws_sagemaker_notebook_instance.n");
    expect(addresses.some((address) => address.startsWith("circle/b/main.tf"))).toBe(true);
    expect(addresses).toContain("chart/templates/fine.yaml Service/fine");
    expect(result.findings.map(({ location }) => location.file)).toContain("good/main.tf");
    expect(reasons).toMatch(/twice\/b\.tf resource aws_sagemaker_notebook_instance\.n is declared twice/);
    expect(reasons).toMatch(/chart\/templates\/circle\.yaml template: .*call each other/);
    expect(reasons).toMatch(/chart\/templates\/unknown\.yaml template: the function "frobnicate" is not known/);
    expect(reasons).toMatch(/chart\/templates\/grows\.yaml template: the template takes more than/);
    expect(reasons).toMatch(/circle\/[kl]\/kustomization\.yaml kustomization: the kustomization takes itself in/);
    expect(result.coverage.skipped.map(({ file }) => file)).toEqual(expect.arrayContaining(["bomb.yaml"]));
  });

  it("is the same on a second run", () => {
    const folder = project(FILES);
    const run = (): string => castellan(["scan", folder, "--format", "json", "--fail-on", "none", "--reproducible", "--no-cache"]).out;

    expect(run()).toBe(run());
  });

  it("of fifty megabytes is passed over and said; the rest is judged", () => {
    const item = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n";
    const folder = project({ "good/main.tf": NOTEBOOK, "large.yaml": item.repeat(Math.ceil((50 * 1024 * 1024) / item.length)) });
    const outcome = castellan(["scan", folder, "--format", "json", "--fail-on", "none"]);
    const result = scanJson(outcome);

    expect(outcome.code).toBe(3);
    expect(result.coverage.skipped).toContainEqual(expect.objectContaining({ file: "large.yaml", required: true }));
    expect(result.inventory.resources.map(({ address }) => address)).toContain("aws_sagemaker_notebook_instance.n");
  });

  it.each([
    ["an own rule that is wrong", { ".castellan/rules/a.yaml": "rules:\n  - id: [x]\n" }, [], /a\.yaml:2: /],
    ["an environment that nobody knows", {}, ["--env", "prdo"], /--env prdo/],
  ])("%s ends a scan with exit 2 and a sentence", (_name, files, flags, message) => {
    const outcome = castellan(["scan", project({ "good/main.tf": NOTEBOOK, ...files }), ...flags]);

    expect(outcome.code).toBe(2);
    expect(outcome.error).toMatch(message);
    expect(outcome.error).not.toContain("    at ");
  });

  it("cannot bring in rules where the target's configuration is left out", () => {
    const folder = project({ "good/main.tf": NOTEBOOK, ".castellan/rules/a.yaml": "rules: [" });

    expect(castellan(["scan", folder, "--no-target-config", "--fail-on", "none"]).code).toBe(0);
  });
});
