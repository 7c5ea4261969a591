import type { Json } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { targetsWithAi } from "../rules/settings/setting-rule.ts";
import { isPublic } from "./entry-hops.ts";
import { evidenceOf, type Hop, placedKey, stepName } from "./hop.ts";
import { near } from "./near.ts";
import { powerOf } from "./powers.ts";
import { DATA, tablesNear } from "./tables.ts";
import { type Unit, unitsOf } from "./unit.ts";
import { lineWithin, literal, placeWithin, treeOf } from "./written.ts";

/** Variables that hold what opens something else: a cloud, a registry, a paid model, a data store. */
const CREDENTIAL =
  /^(?:AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)|AZURE_(?:CLIENT_SECRET|STORAGE_(?:KEY|CONNECTION_STRING))|GOOGLE_APPLICATION_CREDENTIALS|GCP_SERVICE_ACCOUNT\w*|HF_TOKEN|HUGGING_?FACE\w*TOKEN|(?:OPENAI|ANTHROPIC|GEMINI|MISTRAL|COHERE|GROQ|DEEPSEEK|AZURE_OPENAI|WANDB|PINECONE|LANGCHAIN|LANGSMITH|REPLICATE|TOGETHER|OPENROUTER)_API_KEY|(?:GITHUB|GITLAB|GH|DATABRICKS|REGISTRY|ARTIFACTORY|DOCKER|NPM|VAULT)_?\w*(?:TOKEN|PASSWORD|KEY)|DATABASE_URL|\w*(?:DB|DATABASE|POSTGRES|MYSQL|MONGO)\w*(?:PASSWORD|_URL|_URI)|KAGGLE_KEY|SECRET_ACCESS_KEY|MINIO_ROOT_PASSWORD)$/;
/** Names of what is worth taking. */
const MODELS = /models?\b|checkpoints?|weights|mlruns|mlflow|ollama|hugging|safetensors|artifacts?|artefacts?/i;
const KEYS = /\.aws\b|\.ssh\b|\.kube\b|\.config\/gcloud|\.azure\b|\.docker\b|credentials|secrets?\b|\.env\b/i;

/** What somebody finds who runs code in a server, or reads a store: credentials, data, models, the host. */
export function lootHops(inventory: Inventory): readonly Hop[] {
  const withAi = targetsWithAi(inventory);
  return unitsOf(inventory).flatMap((unit): readonly Hop[] => {
    const power = powerOf(unit.product);
    return [
      ...(power === "store"
        ? withAi.has(unit.place.target ?? 0)
          ? contents(inventory, unit)
          : []
        : [...credentials(inventory, unit), ...mounted(inventory, unit), ...privileged(inventory, unit)]),
      ...(power === "models" ? modelsOf(inventory, unit) : []),
    ];
  });
}

function credentials(inventory: Inventory, unit: Unit): readonly Hop[] {
  const { server, node, place, resource } = unit;
  const names = [
    ...(server === undefined ? [] : [...server.environment.keys()]),
    ...(resource === undefined
      ? []
      : settingAt(resource.attributes, "**.env").map((variable) => String(settingAt(variable, "name")[0] ?? ""))),
  ].filter((name) => CREDENTIAL.test(name));
  const [first] = names;
  if (first === undefined) return [];
  const unique = [...new Set(names)].sort();
  return [
    {
      from: node,
      to: placedKey(`the credentials ${unique.slice(0, 3).join(", ")}${unique.length > 3 ? " …" : ""}`, place),
      via: "holds in its environment",
      evidence: [resource === undefined ? place : placeWithin(inventory, resource, new RegExp(`^${first}(?:=|$)`))],
      confidence: "likely",
      harm: "credentials",
    },
  ];
}

/** Folders and volumes that a container sees. */
function mounted(inventory: Inventory, { node, resource, place }: Unit): readonly Hop[] {
  if (resource === undefined) return [];
  return volumesOf(resource.attributes).flatMap(({ source, at }): readonly Hop[] => {
    const written = `${source} ${at}`;
    const evidence = [placeWithin(inventory, resource, literal(source))];
    const base = { from: node, evidence, confidence: "likely" as const };
    if (/docker\.sock$|containerd\.sock$|^\/$/.test(source))
      return [
        {
          ...base,
          to: placedKey("the host, and every container on it", place),
          via: "commands, by the socket that is mounted,",
          harm: "tenants",
          fix: `do not mount ${source} (${place.file ?? ""}:${evidence[0]?.line ?? ""})`,
        },
      ];
    if (KEYS.test(written)) return [{ ...base, to: placedKey(`the credentials in ${source}`, place), via: "mounts", harm: "credentials" }];
    if (DATA.test(written)) return [{ ...base, to: placedKey(`the data in ${source}`, place), via: "mounts", harm: "data" }];
    if (MODELS.test(written)) return [{ ...base, to: placedKey(`the models in ${source}`, place), via: "mounts", harm: "model" }];
    return [];
  });
}

/** A privileged container is as good as its host. */
function privileged(inventory: Inventory, { node, resource, place }: Unit): readonly Hop[] {
  if (resource === undefined || !settingAt(resource.attributes, ["**.privileged"]).some((value) => String(value) === "true")) return [];
  const evidence = placeWithin(inventory, resource, /^privileged$/);
  return [
    {
      from: node,
      to: placedKey("the host, and every container on it", place),
      via: "is privileged, and so commands",
      evidence: [evidence],
      confidence: "likely",
      harm: "tenants",
      fix: `take the privileges away (${evidence.file ?? ""}:${evidence.line ?? ""})`,
    },
  ];
}

function volumesOf(attributes: Json): readonly { readonly source: string; readonly at: string }[] {
  const compose = settingAt(attributes, "volumes").flatMap((volume) => {
    const [source = "", at = ""] =
      typeof volume === "string"
        ? volume.split(":")
        : [String(settingAt(volume, "source")[0] ?? ""), String(settingAt(volume, "target")[0] ?? "")];
    return source === "" ? [] : [{ source, at }];
  });
  const pods = settingAt(attributes, "**.volumes")
    .filter((volume) => mapOf(volume)?.["name"] !== undefined)
    .flatMap((volume) => {
      const name = String(mapOf(volume)?.["name"]);
      const source = settingAt(volume, ["hostPath.path", "persistentVolumeClaim.claimName", "secret.secretName", "nfs.path"])[0];
      if (source === undefined) return [];
      const secret = settingAt(volume, "secret").length > 0;
      return [{ source: String(source), at: `${name}${secret ? " secret" : ""}` }];
    });
  return compose.length > 0 && pods.length === 0 ? compose : pods;
}

/** What a store holds, by its tables, its name and volumes, and by who writes to it. */
function contents(inventory: Inventory, unit: Unit): readonly Hop[] {
  const { node, name, place, resource, server } = unit;
  const tables = tablesNear(inventory, unit);
  const [table] = tables;
  const volume = resource === undefined ? undefined : lineWithin(treeOf(inventory, resource), DATA);
  const words = `${name} ${[...(server?.environment ?? [])].map(([key, value]) => `${key}=${value ?? ""}`).join(" ")}`;
  const writer = writerOf(inventory, unit);
  const telling = table !== undefined || writer !== undefined || DATA.test(words.replace(/[_-]/g, " ")) || volume !== undefined;
  // A cache that nobody names more closely is not worth a path where only its machine's network reaches it.
  if (!telling && !isPublic(inventory, unit)) return [];
  const evidence =
    table !== undefined
      ? [table.evidence]
      : writer !== undefined
        ? [writer]
        : resource === undefined || volume === undefined
          ? [place]
          : [{ ...evidenceOf(resource), line: volume }];
  return [
    {
      from: node,
      to: placedKey(table === undefined ? `everything in ${shortName(inventory, unit)}` : table.what, place),
      via: "holds",
      evidence,
      confidence: "likely",
      harm: "data",
    },
  ];
}

function shortName(inventory: Inventory, { node, name }: Unit): string {
  return (stepName(inventory, node) || name).replace(/^services\./, "");
}

/** Services of Compose and workloads of Kubernetes. */
const RUNS = /^compose\.service$|^(?:[\w.-]+\/)?v\d\w*\/(?!Service$|ConfigMap$|Ingress$|NetworkPolicy$|Secret$)[A-Z]/;

/** Another service that is told where the store is, and that talks to models. */
function writerOf(inventory: Inventory, { resource, server }: Unit): Hop["evidence"][number] | undefined {
  const name = resource?.address.replace(/^(?:services\.|\w+\/)/, "");
  if (resource === undefined || server === undefined || name === undefined || name.length < 2) return undefined;
  const host = new RegExp(`(?:^|[/@=])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?=[.:/]|$)`);
  for (const other of inventory.resources) {
    if (other === resource || !RUNS.test(other.type) || !near(other, resource)) continue;
    const written = JSON.stringify(other.attributes);
    if (!/_API_KEY|vllm|ollama|llm|model|chat|agent|inference|prompt/i.test(written)) continue;
    const line = lineWithin(treeOf(inventory, other), host);
    if (line !== undefined) return { ...evidenceOf(other), line };
  }
  return undefined;
}

/** Models that a server hands out or lets be replaced, and who runs them. */
function modelsOf(inventory: Inventory, unit: Unit): readonly Hop[] {
  const { node, place, resource, product = "", server } = unit;
  const root = /--(?:default-artifact-root|artifacts-destination|model-repository)[ =](\S+)/.exec(server?.words.join(" ") ?? "")?.[1];
  const user = writerOf(inventory, unit);
  const volume = resource === undefined ? undefined : lineWithin(treeOf(inventory, resource), MODELS);
  const script = unit.server?.form === "command" && (server?.environment.get("OLLAMA_ORIGINS") === "*" || hasModelfile(inventory, unit));
  if (root === undefined && user === undefined && volume === undefined && !script && !isPublic(inventory, unit)) return [];
  return [
    {
      from: node,
      to: placedKey(
        root === undefined
          ? `the models of ${product}${user === undefined ? "" : `, whose answers ${user.resource ?? "another service"} passes on`}`
          : `the models in ${root}`,
        place,
      ),
      via: "hands out and replaces",
      evidence: [user ?? (resource === undefined || volume === undefined ? place : { ...evidenceOf(resource), line: volume })],
      confidence: "likely",
      harm: "model",
    },
  ];
}

function hasModelfile(inventory: Inventory, { place }: Unit): boolean {
  return inventory.project.files.some(
    ({ target, path }) =>
      /(?:^|\/)[\w.-]*Modelfile[\w.-]*$/.test(path) && near({ target, file: path }, { target: place.target ?? 0, file: place.file ?? "" }),
  );
}
