import { type ConfigNode, entries, entry } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { localSource } from "../terraform/module.ts";
import { isOpen, known, type Value } from "../terraform/value.ts";
import type { BicepEvaluator, BicepInstance } from "./evaluate.ts";

/** What parameter files give a Bicep file: `main.parameters.json` beside it, `.bicepparam` files that use it. */
export function parameterValues(project: Project, file: ProjectFile, evaluator: BicepEvaluator): ReadonlyMap<string, () => Value> {
  return new Map([...bicepParameters(project, file, evaluator), ...jsonParameters(project, file)]);
}

/** azd writes `${VARIABLE=default}`; without a default nothing is known. */
function jsonParameters(project: Project, file: ProjectFile): readonly (readonly [string, () => Value])[] {
  const path = file.path.replace(/\.bicep$/, ".parameters.json");
  const document = project.file(file.target, path)?.facts.config?.documents[0];
  return entries(entry(document, "parameters")?.value).flatMap(({ key, value }) => {
    const node = entry(value, "value")?.value;
    const json = node === undefined ? undefined : jsonOf(node, 0);
    if (node === undefined || json === undefined || isOpen(json)) return [];
    const sample = node.kind === "scalar" && typeof node.value === "string" && node.value.includes("${");
    return [[key, () => ({ ...known(json, { file: path, line: node.line }), sample })] as const];
  });
}

function jsonOf(node: ConfigNode, depth: number): Json | undefined {
  if (depth > 20) return undefined;
  if (node.kind === "list") return node.items.map((item) => jsonOf(item, depth + 1) ?? null);
  if (node.kind === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonOf(value, depth + 1) ?? null]));
  const variable = typeof node.value === "string" ? /^\$\{(\w+)(?:=([^}]*))?\}$/.exec(node.value) : null;
  if (variable !== null && variable[2] === undefined) return depth === 0 ? undefined : `\${${variable[1] ?? ""}}`;
  const chosen = variable?.[2] ?? node.value;
  return chosen === "true" ? true : chosen === "false" ? false : chosen;
}

function bicepParameters(project: Project, file: ProjectFile, evaluator: BicepEvaluator): readonly (readonly [string, () => Value])[] {
  const sources = project.files.filter((other) => {
    const folder = other.path.slice(0, Math.max(0, other.path.lastIndexOf("/")));
    const using = other.facts.bicep?.using;
    return (
      other.target === file.target &&
      other.path.endsWith(".bicepparam") &&
      using !== undefined &&
      localSource(folder, using.startsWith(".") ? using : `./${using}`) === file.path
    );
  });
  // Several stand for several environments: production before others, then by name.
  const [first] = [...sources].sort((a, b) => Number(/prod/i.test(b.path)) - Number(/prod/i.test(a.path)));
  if (first === undefined) return [];
  const declarations = new Map((first.facts.bicep?.declarations ?? []).map((declaration) => [declaration.name, declaration]));
  const instance: BicepInstance = {
    file: first.path,
    declarations,
    given: new Map(),
    children: new Map(),
    loops: new Map(),
    addresses: new Map(),
  };
  return [...declarations.values()].flatMap((declaration) => {
    const { value } = declaration;
    return declaration.kind === "param" && value !== undefined
      ? [[declaration.name, () => ({ ...evaluator.value(value, instance), sample: true })] as const]
      : [];
  });
}
