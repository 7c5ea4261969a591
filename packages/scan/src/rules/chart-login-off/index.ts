import { at, type ConfigNode, readYaml, text } from "@castellan/formats";
import { CHART_FILES, CHART_SWITCHES, type ChartSwitch } from "../../../knowledge/posture/charts.ts";
import { folderOf } from "../../discover/file-place.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { type Block, blocks, isValues, publishedBy } from "../servers/from-values.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "chart-login-off";
/** Longest text of a value that is read as a configuration file. */
const TEXT = 100_000;

interface Switch {
  readonly file: ProjectFile;
  readonly line: number;
  readonly resource: string;
  readonly row: Pick<ChartSwitch, "product" | "what">;
  readonly off: boolean;
  readonly published: string | undefined;
}

/** Names that a block of values may go by: its key, its image, the chart whose values they are. */
function namesOf(inventory: Inventory, file: ProjectFile, { path, node }: Block): readonly string[] {
  const key = path.split(".").at(-1) ?? "";
  const image = text(at(node, "image", "repository")) ?? text(at(node, "image")) ?? "";
  const folder = folderOf(file.path);
  const chart = inventory.project.file(file.target, folder === "" ? "Chart.yaml" : `${folder}/Chart.yaml`);
  const own =
    path === ""
      ? (text(at(chart?.facts.config?.documents[0], "name")) ?? /(?:^|\/)([\w-]+?)[._-]values[^/]*$/.exec(file.path)?.[1] ?? "")
      : "";
  return [key, own, /([^/:@]+)(?:[:@][^/]*)?$/.exec(image)?.[1] ?? ""].filter((name) => name !== "").map((name) => name.toLowerCase());
}

function switchesIn(inventory: Inventory, file: ProjectFile): readonly Switch[] {
  const [document] = file.facts.config?.documents ?? [];
  if (document?.kind !== "map") return [];
  return blocks(document).flatMap((block): readonly Switch[] => {
    const names = namesOf(inventory, file, block);
    const published = publishedBy(block.node);
    const address = (path: string): string => (block.path === "" ? path : `${block.path}.${path}`);
    const set = CHART_SWITCHES.filter(({ charts }) => names.some((name) => charts.test(name))).flatMap((row): readonly Switch[] => {
      const node = valueAt(block.node, row.path);
      return node === undefined
        ? []
        : [{ file, line: node.line, resource: address(row.path), row, off: row.off.test(text(node) ?? ""), published }];
    });
    return [...set, ...carried(file, block)];
  });
}

/** Configuration files that stand as text among the values. */
function carried(file: ProjectFile, { node, path }: Block): readonly Switch[] {
  if (node.kind !== "map") return [];
  return node.entries.flatMap(({ key, value, line }): readonly Switch[] => {
    const written = value.kind === "scalar" && /\.ya?ml$/.test(key) ? text(value) : undefined;
    const inner = written === undefined || written.length > TEXT ? undefined : parsed(written);
    return CHART_FILES.flatMap((row): readonly Switch[] => {
      const found = valueAt(inner, row.path);
      return found === undefined
        ? []
        : [{ file, line, resource: path === "" ? key : `${path}.${key}`, row, off: row.off.test(text(found) ?? ""), published: undefined }];
    });
  });
}

function parsed(written: string): ConfigNode | undefined {
  try {
    return readYaml(written).documents[0];
  } catch {
    // Text of another form, or a template: nothing is told from it.
    return undefined;
  }
}

/** Flat or nested keys. */
function valueAt(node: ConfigNode | undefined, path: string): ConfigNode | undefined {
  const found = at(node, path) ?? at(node, ...path.split("."));
  return found?.kind === "scalar" ? found : undefined;
}

const values = (authentication: string): { readonly [path: string]: string } => ({
  "values.yaml": `weaviate:\n  authentication:\n${authentication}  service:\n    type: LoadBalancer\n`,
  "app.py": 'from openai import OpenAI\n\nOpenAI().chat.completions.create(model="gpt-4.1", messages=[])\n',
});

/** Values of charts that switch a login off. */
export const chartLoginOff: Rule = {
  card: {
    id: ID,
    title: "Values of a Helm chart switch off the login of a store, a tracker or a database",
    appliesTo: ["file", "vector-store"],
    why: "Whoever reaches the service reads and replaces what models are given: documents, vectors, experiments, sessions.",
    fix: "Switch the login on and give the password or key from a secret (existingSecret).",
    base: factors(1, 3, 3, 1),
    controls: ["ADS-SERV-02", "ADS-SERV-03"],
    references: ["https://docs.weaviate.io/deploy/configuration/authentication"],
    bad: [
      { title: "anonymous callers", files: values("    anonymous_access:\n      enabled: true\n") },
      {
        title: "a file among the values",
        files: {
          ...values("    apikey:\n      enabled: true\n"),
          "milvus-values.yaml": "extraConfigFiles:\n  user.yaml: |\n    common:\n      security:\n        authorizationEnabled: false\n",
        },
      },
    ],
    good: [
      { title: "keys", files: values("    anonymous_access:\n      enabled: false\n    apikey:\n      enabled: true\n") },
      {
        title: "a file that switches it on",
        files: {
          ...values("    apikey:\n      enabled: true\n"),
          "milvus-values.yaml": "extraConfigFiles:\n  user.yaml: |\n    common:\n      security:\n        authorizationEnabled: true\n",
        },
      },
    ],
  },
  because: { exposure: "whatever runs in the cluster", exploitability: "one request" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    const found = inventory.project.files
      .filter((file) => isValues(file) && withAi.has(file.target))
      .flatMap((file) => switchesIn(inventory, file));
    return judgeEach(found, ({ file, line, resource, row, off, published }) =>
      off
        ? fromFile(
            ID,
            file,
            { line, resource },
            {
              message: `${plain(resource, 80)}: ${row.product} ${row.what}.`,
              headline: `${row.product} ${row.what}`,
              excerpt: resource,
              confidence: "certain",
              ...(published === undefined
                ? {}
                : { adjust: [{ factor: "exposure", value: 2, reason: `published by ${plain(published, 60)}` }] }),
            },
          )
        : "passed",
    );
  },
};
