import { type ConfigNode, entries, expandVariables, items, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { chartValue } from "../helm/chart-values.ts";
import { isKustomization } from "../kubernetes/settings.ts";
import type { SeenVariable } from "./index.ts";

/**
 * Keys under which environment variables are set: Compose, Kubernetes, Helm values, GitHub Actions, App
 * Engine, Lambda and SAM, serverless, devcontainer, Vercel, MCP clients, launch.json.
 */
const ENVIRONMENT_KEYS: ReadonlySet<string> = new Set([
  "env",
  "environment",
  "environmentvariables",
  "environment_variables",
  "env_variables",
  "env_vars",
  "envvars",
  "extraenv",
  "extraenvvars",
  "extraenvironment",
  "containerenv",
  "remoteenv",
  "variables",
  "runtime_env_vars",
  "appsettings",
  "app_settings",
]);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Under ambiguous keys and in ConfigMaps only names written as environment variables are. */
const UPPER_NAME = /^[A-Z][A-Z0-9_]*$/;

export function configurationVariables(project: Project, file: ProjectFile): readonly SeenVariable[] {
  const found: SeenVariable[] = [];
  for (const document of file.facts.config?.documents ?? []) {
    const kind = text(entries(document).find((entry) => entry.key === "kind")?.value);
    if (kind === "ConfigMap" || kind === "Secret") {
      for (const block of entries(document).filter((entry) => entry.key === "data" || entry.key === "stringData")) {
        if (kind === "Secret" && block.key === "data") continue;
        found.push(...fromMap(block.value, UPPER_NAME));
      }
    }
    if (isKustomization(file))
      for (const generator of items(entries(document).find((entry) => entry.key === "configMapGenerator")?.value))
        for (const item of items(entries(generator).find((entry) => entry.key === "literals")?.value)) {
          const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(text(item) ?? "") ?? [];
          if (name !== undefined && value !== undefined) found.push({ name, value, line: item.line, sample: false });
        }
    walk(document, found);
  }
  return found.flatMap((seen) => settled(project, file, seen));
}

function walk(root: ConfigNode, found: SeenVariable[]): void {
  const open: ConfigNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...items(node));
    for (const entry of entries(node)) {
      const key = entry.key.toLowerCase();
      if (ENVIRONMENT_KEYS.has(key)) found.push(...fromBlock(entry.value, key === "variables" ? UPPER_NAME : NAME));
      found.push(...azureDefaults(entry.value));
      open.push(entry.value);
    }
  }
}

function fromBlock(node: ConfigNode, pattern: RegExp): readonly SeenVariable[] {
  if (node.kind === "map") return fromMap(node, pattern);
  return items(node).flatMap((item): SeenVariable[] => {
    if (item.kind === "scalar") {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(String(item.value)) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value, line: item.line, sample: false }];
    }
    const name = text(entries(item).find((entry) => /^name$|^key$/i.test(entry.key))?.value);
    const value = entries(item).find((entry) => /^value$/i.test(entry.key));
    const written = text(value?.value);
    return name === undefined || value === undefined || written === undefined || !pattern.test(name)
      ? []
      : [{ name, value: written, line: value.line, sample: false }];
  });
}

function fromMap(node: ConfigNode, pattern: RegExp): readonly SeenVariable[] {
  return entries(node).flatMap((entry): SeenVariable[] => {
    const direct = text(entry.value);
    // Helm charts and Compose extensions also write NAME: { value: x }.
    const nested = direct ?? text(entries(entry.value).find((child) => child.key === "value")?.value);
    return nested === undefined || !pattern.test(entry.key) || entry.value.tag !== undefined
      ? []
      : [{ name: entry.key, value: nested, line: entry.line, sample: false }];
  });
}

/** Azure Developer CLI parameter files: `"value": "${AZURE_OPENAI_MODEL=gpt-4o}"` names a variable and its default. */
function azureDefaults(node: ConfigNode): readonly SeenVariable[] {
  if (node.kind !== "scalar" || typeof node.value !== "string") return [];
  const match = /^\$\{([A-Z][A-Z0-9_]*)=([^}]*)\}$/.exec(node.value);
  return match?.[1] === undefined || match[2] === undefined ? [] : [{ name: match[1], value: match[2], line: node.line, sample: true }];
}

/** Puts in Helm values and `${X:-default}`; what stays open says nothing. */
function settled(project: Project, file: ProjectFile, seen: SeenVariable): readonly SeenVariable[] {
  if (seen.value.includes("{{") && !seen.value.includes("${{")) {
    const value = chartValue(project, file, seen.value);
    return value === undefined ? [] : [{ ...seen, value, sample: true }];
  }
  if (!seen.value.includes("$")) return [seen];
  const expanded = expandVariables(seen.value, () => undefined);
  return expanded.complete ? [{ ...seen, value: expanded.value, sample: seen.sample || expanded.defaulted }] : [];
}
