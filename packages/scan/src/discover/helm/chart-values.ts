import { type ConfigNode, entry, text } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";

const ACTION = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;

/** Folder of the chart that a template or values file belongs to, or undefined. */
export function chartFolder(project: Project, file: Pick<ProjectFile, "target" | "path">): string | undefined {
  const parts = file.path.split("/").slice(0, -1);
  for (let length = parts.length; length >= 0; length -= 1) {
    const folder = parts.slice(0, length).join("/");
    if (project.file(file.target, join(folder, "Chart.yaml")) !== undefined) return folder;
  }
  return undefined;
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/**
 * A templated value with the chart's own values put in, or undefined where an action is more than
 * `.Values.a.b` with `default`, `quote`, `toString`, `trim`, `int`, `lower`, `upper`.
 */
export function chartValue(project: Project, file: Pick<ProjectFile, "target" | "path">, template: string): string | undefined {
  const folder = chartFolder(project, file);
  if (folder === undefined) return undefined;
  const root = project.file(file.target, join(folder, "values.yaml"))?.facts.config?.documents[0];
  const chart = project.file(file.target, join(folder, "Chart.yaml"))?.facts.config?.documents[0];
  let complete = true;
  const value = template.replace(ACTION, (_whole, action: string) => {
    const result = evaluated(action, root, chart);
    complete &&= result !== undefined;
    return result ?? "";
  });
  return complete && !value.includes("{{") ? value : undefined;
}

function evaluated(action: string, values: ConfigNode | undefined, chart: ConfigNode | undefined): string | undefined {
  const [head = "", ...pipes] = action.split("|").map((part) => part.trim());
  let value = operand(head.replace(/^(?:quote|squote|toString|tpl)\s+/, "").replace(/\s+[.$]$/, ""), values, chart);
  for (const pipe of pipes) {
    const fallback = /^default\s+(.+)$/.exec(pipe);
    if (fallback?.[1] !== undefined) value = value === undefined || value === "" ? operand(fallback[1], values, chart) : value;
    else if (pipe === "lower") value = value?.toLowerCase();
    else if (pipe === "upper") value = value?.toUpperCase();
    else if (!/^(?:quote|squote|toString|trim|int|int64|toYaml)$/.test(pipe)) return undefined;
  }
  return value;
}

function operand(written: string, values: ConfigNode | undefined, chart: ConfigNode | undefined): string | undefined {
  const literal = /^"([^"]*)"$|^(\d+)$/.exec(written);
  if (literal !== null) return literal[1] ?? literal[2];
  const fallback = /^default\s+(\S+|"[^"]*")\s+(\S+)$/.exec(written);
  if (fallback?.[1] !== undefined && fallback[2] !== undefined)
    return operand(fallback[2], values, chart) ?? operand(fallback[1], values, chart);
  const path = /^\(?\$?\.(Values|Chart)((?:\.[\w-]+)+)\)?$/.exec(written);
  if (path?.[2] === undefined) return undefined;
  let node = path[1] === "Values" ? values : chart;
  for (const step of path[2].slice(1).split(".")) {
    // Chart.yaml writes its keys in lower case: .Chart.AppVersion is appVersion.
    node = entry(node, step)?.value ?? (path[1] === "Chart" ? entry(node, step.charAt(0).toLowerCase() + step.slice(1))?.value : undefined);
  }
  return text(node);
}
