import {
  type ConfigNode,
  FormatError,
  isMap,
  merged,
  openValue,
  readGoTemplate,
  readYaml,
  type TemplateFile,
  type TemplateMap,
  TemplateRenderer,
  type TemplateValue,
} from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { withFiles } from "../with-files.ts";
import { type Chart, chartObject, chartsOf, childValues, dependency } from "./chart.ts";
import { PATTERN_FUNCTIONS } from "./pattern-functions.ts";
import { placedOn } from "./placed-on.ts";

type Replaced = Map<ProjectFile, ProjectFile>;

/**
 * The project with the templates of its Helm charts rendered, as `helm template` does with the chart's own values. Every
 * value stands on the line of the template that it came from. A template that fails keeps what a reading without its
 * values makes of it, and says why in `unrendered`.
 */
export function renderCharts(project: Project): Project {
  const replaced: Replaced = new Map();
  for (const chart of chartsOf(project)) {
    const values: TemplateMap = new Map();
    if (isMap(chart.values)) merged(values, chart.values, false);
    if (!isMap(values.get("global"))) values.set("global", new Map());
    renderChart(chart, values, replaced);
  }
  return withFiles(project, replaced);
}

function renderChart(root: Chart, values: TemplateMap, replaced: Replaced): void {
  const renderer = new TemplateRenderer(PATTERN_FUNCTIONS);
  const work: { readonly chart: Chart; readonly values: TemplateMap; readonly enabled: boolean }[] = [];
  gather(root, values, true, work);
  const parsed = new Map<ProjectFile, TemplateFile>();
  // Definitions of the chart above come last: they take the place of those below (helm.sh/docs/chart_template_guide/subcharts_and_globals).
  for (const { chart } of [...work].reverse())
    for (const file of chart.templates) {
      const { template } = file.facts;
      if (template === undefined) continue;
      try {
        const read = readGoTemplate(template);
        parsed.set(file, read);
        renderer.define(read, nameOf(root, file));
      } catch (problem) {
        replaced.set(file, unrendered(file, problem));
      }
    }
  for (const { chart, values: own, enabled } of work) {
    if (chart.library) continue;
    for (const file of chart.templates) {
      const template = parsed.get(file);
      if (template === undefined || file.facts.config === undefined || /(?:^|\/)_[^/]*$/.test(file.path)) continue;
      replaced.set(
        file,
        enabled ? rendered(file, renderer, template, dataOf(root, chart, own, nameOf(root, file))) : withDocuments(file, []),
      );
    }
  }
}

function gather(
  chart: Chart,
  values: TemplateMap,
  enabled: boolean,
  into: { readonly chart: Chart; readonly values: TemplateMap; readonly enabled: boolean }[],
): void {
  into.push({ chart, values, enabled });
  for (const child of chart.children) {
    const { name, enabled: chosen } = dependency(chart, child, values);
    gather(child, childValues(child, name, values), enabled && chosen, into);
  }
}

function rendered(file: ProjectFile, renderer: TemplateRenderer, template: TemplateFile, data: TemplateValue): ProjectFile {
  try {
    const result = renderer.render(template, data);
    const read = readYaml(result.text);
    const [error] = read.errors;
    if (error !== undefined)
      throw new FormatError("MALFORMED", `what it renders to is no YAML: ${error.message}`, { line: result.lines[error.line - 1] ?? 1 });
    return withDocuments(
      file,
      read.documents.map((document) => placedOn(document, result.lines)),
    );
  } catch (problem) {
    return unrendered(file, problem);
  }
}

function withDocuments(file: ProjectFile, documents: readonly ConfigNode[]): ProjectFile {
  return { ...file, facts: { ...file.facts, config: { format: "yaml", documents } } };
}

function unrendered(file: ProjectFile, problem: unknown): ProjectFile {
  const reason = problem instanceof Error ? problem.message : String(problem);
  const line = problem instanceof FormatError ? (problem.line ?? 1) : 1;
  return { ...file, facts: { ...file.facts, unrendered: [{ reason, line }] } };
}

/** Name of a template: its path below the chart above all, whose folder bears the chart's name. */
function nameOf(root: Chart, file: ProjectFile): string {
  return `${root.name}/${root.folder === "" ? file.path : file.path.slice(root.folder.length + 1)}`;
}

/** The version that `helm template` takes where no cluster is asked. */
const KUBERNETES = "v1.33.0";

/**
 * What templates see: `.Values`, `.Chart`, `.Release`, `.Capabilities`, `.Files`, `.Template`. The release bears the chart's
 * name, as those who install it mostly call it.
 */
function dataOf(root: Chart, chart: Chart, values: TemplateMap, name: string): TemplateMap {
  const method = (call: (given: readonly TemplateValue[]) => TemplateValue): TemplateValue => ({ call });
  const [, major = "1", minor = "0"] = /^v(\d+)\.(\d+)/.exec(KUBERNETES) ?? [];
  return new Map<string, TemplateValue>([
    ["Values", values],
    ["Chart", chartObject(chart)],
    [
      "Release",
      new Map<string, TemplateValue>([
        ["Name", root.name],
        ["Namespace", "default"],
        ["Service", "Helm"],
        ["Revision", 1],
        ["IsInstall", true],
        ["IsUpgrade", false],
      ]),
    ],
    [
      "Capabilities",
      new Map<string, TemplateValue>([
        [
          "KubeVersion",
          new Map([
            ["Version", KUBERNETES],
            ["GitVersion", KUBERNETES],
            ["Major", major],
            ["Minor", minor],
          ]),
        ],
        [
          "APIVersions",
          new Map<string, TemplateValue>([
            [
              "Has",
              method(([version]) =>
                /^(?:v1|apps\/v1|batch\/v1|policy\/v1|autoscaling\/v2|networking\.k8s\.io\/v1|rbac\.authorization\.k8s\.io\/v1)(?:\/\w+)?$/.test(
                  String(version),
                ),
              ),
            ],
          ]),
        ],
        ["HelmVersion", new Map([["Version", "v3.18.0"]])],
      ]),
    ],
    [
      "Files",
      new Map<string, TemplateValue>([
        ["Get", method(() => openValue("file of the chart"))],
        ["GetBytes", method(() => openValue("file of the chart"))],
        ["Lines", method(() => [])],
        [
          "Glob",
          method(
            () =>
              new Map<string, TemplateValue>([
                ["AsConfig", method(() => "{}")],
                ["AsSecrets", method(() => "{}")],
              ]),
          ),
        ],
      ]),
    ],
    ["Subcharts", new Map()],
    [
      "Template",
      new Map([
        ["Name", name],
        ["BasePath", name.slice(0, name.lastIndexOf("templates/") + "templates".length)],
      ]),
    ],
  ]);
}
