import { affects, COMPILED, mendedIn, namesPackage, VULNERABLE, type VulnerableRange } from "../../knowledge/versions/index.ts";
import { versionIn } from "../../knowledge/versions/version.ts";
import type { Inventory } from "../rules/rule.ts";
import { bareImage, tagOf } from "../rules/servers/server.ts";
import { near } from "./near.ts";
import type { Unit } from "./unit.ts";

/** A hole with the first version in which no known one is left. */
export interface Hole extends VulnerableRange {
  readonly mended: string;
}

/** What somebody has who talks to a server. */
export type Power = "code" | "store" | "models" | "requests";

/** Servers whose callers run code in them, by design. */
const RUNS_CODE: ReadonlySet<string> = new Set(["jupyter", "ray", "langflow", "flowise", "comfyui", "n8n", "open-webui"]);
/** Servers that hold data. */
const STORES: ReadonlySet<string> = new Set(
  "clickhouse redis elasticsearch opensearch mongodb neo4j meilisearch postgres qdrant chroma weaviate milvus vespa marqo phoenix".split(
    " ",
  ),
);
/** Servers whose callers replace, delete or copy models. */
const MODELS: ReadonlySet<string> = new Set(["mlflow", "ollama", "triton", "localai"]);

export function powerOf(product: string | undefined): Power {
  if (product === undefined) return "requests";
  return RUNS_CODE.has(product) ? "code" : STORES.has(product) ? "store" : MODELS.has(product) ? "models" : "requests";
}

/** A published hole of the version that runs, by which a request becomes code or files of the server. */
export function holeOf(inventory: Inventory, { server, product, place }: Unit): Hole | undefined {
  if (server === undefined || product === undefined) return undefined;
  const image = bareImage(server.image);
  const tag = versionIn(tagOf(server.image));
  if (image !== "" && tag !== undefined)
    return worst(
      VULNERABLE.filter((row) => isImage(row, image)),
      tag,
    );
  const installed = inventory.packages.find(
    ({ name, version, file, target = 0 }) =>
      name === product &&
      version !== undefined &&
      file !== undefined &&
      near({ file, target }, { file: place.file ?? "", target: place.target ?? 0 }),
  );
  const version = installed?.version === undefined ? undefined : versionIn(installed.version);
  return version === undefined
    ? undefined
    : worst(
        VULNERABLE.filter((row) => namesPackage(row, product)),
        version,
      );
}

/** The date of the table, for the fix. */
export const TABLE_DATE = COMPILED;

function worst(rows: readonly VulnerableRange[], version: string): Hole | undefined {
  const open = rows.filter((row) => affects(row, version));
  const hole = open.find(({ severity }) => severity === "critical");
  return hole === undefined ? undefined : { ...hole, mended: mendedIn(open) };
}

function isImage({ images = [] }: VulnerableRange, image: string): boolean {
  return images.some((each) => image === each || image.endsWith(`/${each}`));
}
