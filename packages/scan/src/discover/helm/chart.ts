import {
  at,
  type ConfigNode,
  entries,
  isMap,
  items,
  merged,
  type TemplateMap,
  type TemplateValue,
  templateValue,
  text,
} from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { belongsTo } from "../environment-name.ts";
import { folderOf } from "../file-place.ts";

/** A Helm chart with the charts that it brings along (helm.sh/docs/topics/charts). */
export interface Chart {
  readonly target: number;
  readonly folder: string;
  readonly name: string;
  /** Chart.yaml. */
  readonly about: ConfigNode | undefined;
  readonly values: TemplateValue;
  /** Files of `templates/`. */
  readonly templates: readonly ProjectFile[];
  readonly library: boolean;
  readonly children: readonly Chart[];
}

/** Charts in charts in each other. */
const DEPTH = 8;

/** Charts of a project that stand on their own. */
export function chartsOf(project: Project): readonly Chart[] {
  const folders = project.files
    .filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path))
    .map((file) => ({ file, folder: folderOf(file.path) }));
  const known = new Set(folders.map(({ file, folder }) => `${file.target}:${folder}`));
  const parentOf = (folder: string): string | undefined =>
    /^(?:(.*)\/)?charts\/[^/]+$/.exec(folder)?.[1] ?? (/^charts\/[^/]+$/.test(folder) ? "" : undefined);
  const belongs = (target: number, folder: string): boolean => {
    const parent = parentOf(folder);
    return parent !== undefined && known.has(`${target}:${parent}`);
  };
  const templates = new Map<string, ProjectFile[]>();
  for (const file of project.files) {
    const folder = file.facts.template === undefined && file.facts.config === undefined ? undefined : chartOf(file, known);
    if (folder === undefined) continue;
    const list = templates.get(folder) ?? [];
    list.push(file);
    templates.set(folder, list);
  }
  const chart = (file: ProjectFile, folder: string, depth: number): Chart => {
    const about = file.facts.config?.documents[0];
    const path = (name: string): string => (folder === "" ? name : `${folder}/${name}`);
    const values = project.file(file.target, path("values.yaml")) ?? project.file(file.target, path("values.yml"));
    const { environment } = project;
    // Values of the environment lie over the chart's own.
    const over =
      environment === undefined
        ? []
        : project.files.filter(
            (other) =>
              other.target === file.target &&
              /\.ya?ml$/.test(other.path) &&
              !other.path.includes("/templates/") &&
              belongsTo(environment, folder, other.path),
          );
    return {
      target: file.target,
      folder,
      name: text(at(about, "name")) ?? (folder.split("/").at(-1) || "chart"),
      about,
      values: overlaid(templateValue(values?.facts.config?.documents[0]), over),
      templates: templates.get(`${file.target}:${folder}`) ?? [],
      library: text(at(about, "type")) === "library",
      children:
        depth >= DEPTH
          ? []
          : folders
              .filter((child) => child.file.target === file.target && child.folder !== folder && parentOf(child.folder) === folder)
              .map((child) => chart(child.file, child.folder, depth + 1)),
    };
  };
  return folders.filter(({ file, folder }) => !belongs(file.target, folder)).map(({ file, folder }) => chart(file, folder, 0));
}

function overlaid(values: TemplateValue, over: readonly ProjectFile[]): TemplateValue {
  const all: TemplateMap = isMap(values) ? values : new Map();
  for (const { facts } of over) {
    const more = templateValue(facts.config?.documents[0]);
    if (isMap(more)) merged(all, more, true);
  }
  return all;
}

/** Key of the chart whose `templates` a file stands in. */
function chartOf(file: ProjectFile, known: ReadonlySet<string>): string | undefined {
  for (let end = file.path.lastIndexOf("templates/"); end >= 0; end = file.path.lastIndexOf("templates/", end - 1)) {
    if (end > 0 && file.path[end - 1] !== "/") continue;
    const key = `${file.target}:${file.path.slice(0, Math.max(0, end - 1))}`;
    if (known.has(key)) return key;
    if (end === 0) return undefined;
  }
  return undefined;
}

/** Values of a chart below another: its own, with what the one above sets under its name, and `global`. */
export function childValues(child: Chart, name: string, parent: TemplateMap): TemplateMap {
  const values: TemplateMap = new Map();
  const given = parent.get(name);
  if (isMap(given)) merged(values, given, false);
  if (isMap(child.values)) merged(values, child.values, false);
  const shared = parent.get("global");
  const own = values.get("global");
  const all: TemplateMap = new Map();
  if (isMap(shared)) merged(all, shared, false);
  if (isMap(own)) merged(all, own, false);
  values.set("global", all);
  return values;
}

/** Name under which a chart is brought in, and whether its `condition` or `tags` leave it out. */
export function dependency(parent: Chart, child: Chart, values: TemplateMap): { readonly name: string; readonly enabled: boolean } {
  const stated = items(at(parent.about, "dependencies")).find(
    (item) => text(at(item, "name")) === child.name || text(at(item, "name")) === child.folder.split("/").at(-1),
  );
  const name = text(at(stated, "alias")) ?? child.name;
  for (const path of (text(at(stated, "condition")) ?? "").split(",")) {
    const value = under(values, path.trim());
    if (typeof value === "boolean") return { name, enabled: value };
  }
  const tags = items(at(stated, "tags")).flatMap((tag) => {
    const value = under(values, `tags.${text(tag) ?? ""}`);
    return typeof value === "boolean" ? [value] : [];
  });
  return { name, enabled: tags.length === 0 || tags.includes(true) };
}

function under(values: TemplateMap, path: string): TemplateValue {
  let value: TemplateValue = values;
  for (const step of path.split(".")) value = isMap(value) ? (value.get(step) ?? null) : null;
  return value;
}

/** `.Chart`: what Chart.yaml says, its keys with a capital. */
export function chartObject(chart: Chart): TemplateMap {
  const map: TemplateMap = new Map<string, TemplateValue>([
    ["Name", chart.name],
    ["IsRoot", true],
  ]);
  for (const { key, value } of entries(chart.about)) map.set(key.charAt(0).toUpperCase() + key.slice(1), templateValue(value));
  return map;
}
