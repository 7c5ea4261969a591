import type { Attributes, Identity } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import type { Project } from "../../project/facts.ts";
import { folderOf, joinPath } from "../../resolve/modules/resolver.ts";
import type { Unit } from "../../resolve/unit.ts";
import { aiService, containerImage, fileAsset, hostedModel, hubDataset, hubModel, localSymbol, uriAsset } from "../identity/index.ts";
import type { NameCandidate } from "./names.ts";
import { findFile } from "./paths.ts";
import { isHubId, providerOfModel, splitRouted } from "./providers.ts";
import { tableName } from "./runs.ts";

const SHARED_STORES: ReadonlySet<Emission["kind"]> = new Set<Emission["kind"]>(["experiment-tracker", "model-registry", "feature-store"]);

/** A name with what it identifies. */
export interface Named {
  readonly name: string;
  readonly identity: Identity;
  readonly provider?: string;
  readonly attributes: Attributes;
}

export interface NamingContext {
  readonly project: Project;
  readonly unit: Unit;
  /** Qualified symbol for local identities. */
  readonly symbol: string;
  readonly provider?: string;
  readonly revision?: string;
  /** Technology for stores, e.g. the library id. */
  readonly technology?: string;
}

type Scheme = NonNullable<Emission["identity"]>;

const SCHEMES: Partial<Record<Emission["kind"], Scheme>> = {
  model: "hosted",
  dataset: "path",
  "data-source": "uri",
  "model-file": "path",
  metrics: "path",
  "ai-service": "provider",
  storage: "uri",
  "vector-store": "store",
  "experiment-tracker": "store",
  "model-registry": "store",
  "feature-store": "store",
  "knowledge-base": "store",
  "model-config": "path",
};

/** Names of integrations that are not the trackers' own. */
const TRACKERS: ReadonlyMap<string, string> = new Map([
  ["comet_ml", "comet"],
  ["azure_ml", "azureml"],
]);

/** `s3://bucket` of a bucket's bare name, by the technology that is asked for it. */
function bucketUri(text: string, technology: string | undefined): string {
  const found = /^([a-z][\w+.-]*):\/\/([^/]+)/i.exec(text);
  if (found !== null) return `${found[1] === "s3a" || found[1] === "s3n" ? "s3" : (found[1] ?? "")}://${found[2] ?? ""}`;
  const scheme = /google|gcs|vertex/.test(technology ?? "") ? "gs" : /azure/.test(technology ?? "") ? "azure" : "s3";
  return `${scheme}://${text.split("/")[0] ?? text}`;
}

export function identify(emission: Emission, candidate: NameCandidate, context: NamingContext): Named {
  const scheme = emission.identity ?? SCHEMES[emission.kind] ?? "local";
  const dynamic: Attributes = candidate.dynamic === true ? { dynamic: true } : candidate.partial === true ? { pattern: true } : {};
  const attributes: Attributes = {
    ...dynamic,
    ...(candidate.variable === undefined ? {} : { variable: candidate.variable }),
    ...(candidate.candidates === undefined || candidate.candidates.length === 0 ? {} : { candidates: candidate.candidates }),
  };
  const { project, unit } = context;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  if (candidate.dynamic === true && scheme !== "local" && scheme !== "store" && scheme !== "provider") {
    // One variable of the environment is one unknown, wherever it is read.
    const variable = candidate.variable !== undefined && !candidate.variable.startsWith("--") ? candidate.variable : undefined;
    const identity =
      variable === undefined
        ? localSymbol(target, unit.file, `${emission.kind}:${candidate.text}`)
        : { key: `variable:${target.key}:${emission.kind}:${variable}` };
    return {
      name: candidate.text,
      identity,
      attributes,
      ...(context.provider === undefined || context.provider === "infer" ? {} : { provider: context.provider }),
    };
  }
  switch (scheme) {
    case "hosted":
      return hosted(candidate.text, attributes, context);
    case "hub":
      return hub(candidate.text, attributes, context);
    case "hub-dataset":
      return isLocalPath(candidate.text) || findFile(project, unit, candidate.text) !== undefined
        ? path(candidate.text, attributes, context)
        : { name: candidate.text, identity: hubDataset(candidate.text, context.revision), attributes };
    case "path":
      return emission.kind === "model-file"
        ? weightsIn(path(candidate.text, attributes, context), context)
        : path(candidate.text, attributes, context);
    case "uri":
      return /^[a-z][\w+.-]*:\/\//i.test(candidate.text)
        ? { name: candidate.text, identity: uriAsset(candidate.text), attributes }
        : path(candidate.text, attributes, context);
    case "provider":
      return { name: context.provider ?? candidate.text, identity: aiService(context.provider ?? candidate.text), attributes };
    case "store": {
      // A tracker or a registry is one service for the whole repository, a named collection one collection.
      const root =
        SHARED_STORES.has(emission.kind) || (emission.kind === "vector-store" && candidate.text !== context.technology)
          ? ""
          : project.rootOf(unit.file);
      // What a trainer is told to report to by name is the tracker of that name.
      const named = context.technology === "report-to";
      const name = named ? (TRACKERS.get(candidate.text) ?? candidate.text) : candidate.text;
      const technology = named ? name : context.technology;
      return {
        name,
        identity: { key: `store:${target.key}:${root}:${technology ?? ""}:${name}` },
        attributes: { ...attributes, ...(technology === undefined ? {} : { technology }) },
      };
    }
    case "table": {
      const name = tableName(candidate.text);
      return { name, identity: { key: `table:${target.key}:${name.toLowerCase()}` }, attributes: { ...attributes, table: true } };
    }
    case "bucket": {
      const uri = bucketUri(candidate.text, context.technology);
      return { name: uri.replace(/^[a-z0-9]+:\/\//, ""), identity: uriAsset(uri), attributes };
    }
    case "registry": {
      // models:/name/3 and models:/name@champion are versions of the registered model.
      // A logged model that is loaded by its folder.
      if (!candidate.text.startsWith("models:") && candidate.text.includes("/")) return path(candidate.text, attributes, context);
      const name = candidate.text.replace(/^models:\/+/, "").replace(/[@/].*$|:[\w.-]+$/, "");
      return {
        name,
        identity: { key: `registry:${target.key}:${context.technology ?? ""}:${name.toLowerCase()}` },
        attributes: { ...attributes, registered: true, ...(context.technology === undefined ? {} : { technology: context.technology }) },
      };
    }
    case "image":
      return { name: candidate.text, identity: containerImage(candidate.text), attributes };
    case "local":
      return { name: candidate.text, identity: localSymbol(target, unit.file, context.symbol), attributes };
  }
}

/** What stands before the id in the ARN of a model of Amazon Bedrock. */
export const MODEL_ARN = /^arn:[^/]*:(?:foundation-model|inference-profile)\//;

/** A model behind an API. "openai:gpt-4.1" names its provider itself. */
export function hosted(written: string, attributes: Attributes, context: NamingContext): Named {
  const text = written.replace(MODEL_ARN, "");
  if (isModelPath(text)) return path(text, attributes, context);
  const routed = splitRouted(text);
  const given = context.provider === "infer" ? undefined : context.provider;
  // "anthropic/claude-…" of Anthropic itself: the prefix is no part of the name.
  const own = routed !== undefined && routed.provider === given && providerOfModel(routed.model) === given;
  if (routed !== undefined && (given === undefined || given === "litellm" || own)) {
    return {
      name: routed.model,
      identity: hostedModel(routed.model, routed.provider),
      provider: routed.provider,
      attributes: { ...attributes, provider: routed.provider },
    };
  }
  const name = text.replace(/^models\//, "");
  const provider = given ?? providerOfModel(name);
  if (provider === "huggingface" || (provider === undefined && isHubId(name)))
    return { ...hub(name, attributes, context), ...(provider === undefined ? {} : { provider }) };
  return {
    name,
    identity: hostedModel(name, provider),
    attributes: { ...attributes, ...(provider === undefined ? {} : { provider }) },
    ...(provider === undefined ? {} : { provider }),
  };
}

function hub(text: string, attributes: Attributes, context: NamingContext): Named {
  if (isLocalPath(text) || findFile(context.project, context.unit, text) !== undefined) return path(text, attributes, context);
  return {
    name: text,
    identity: hubModel(text, context.revision),
    attributes: { ...attributes, ...(context.revision === undefined ? {} : { revision: context.revision }) },
  };
}

/** Files of a model folder that hold its weights or its graph. */
const MAIN_WEIGHTS =
  /(?:^|\/)(?:saved_model\.pbt?xt?|saved_model\.pb|model\.safetensors|pytorch_model\.bin|adapter_model\.safetensors|model\.onnx|[^/]+\.mlmodel|[^/]+\.gguf)$/;

/** A folder that is loaded as a model is the file in it that says what the model is. */
function weightsIn(named: Named, context: NamingContext): Named {
  const { project, unit } = context;
  if (project.file(unit.file.target, named.name) !== undefined) return named;
  const inside = project.files.filter(
    (file) => file.target === unit.file.target && file.path.startsWith(`${named.name}/`) && MAIN_WEIGHTS.test(file.path),
  );
  const [only] = inside;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  return only === undefined || inside.length > 1 ? named : { ...named, name: only.path, identity: fileAsset(target, only.path) };
}

/** A file of the project, or a place outside of it. */
export function path(text: string, attributes: Attributes, context: NamingContext): Named {
  const { project, unit } = context;
  const target = project.targets[unit.file.target] ?? { index: 0, name: "", key: "" };
  const file = findFile(project, unit, text);
  if (file === undefined && /^[a-z][\w+.-]*:\/\//i.test(text)) return { name: text, identity: uriAsset(text), attributes };
  if (file !== undefined) return { name: file, identity: fileAsset(target, file), attributes };
  // A notebook in a folder of its own runs there: what lies beside that folder is named from the root.
  const folder = folderOf(unit.file.path);
  const up = (/^(?:\.\.\/)*/.exec(text)?.[0].length ?? 0) / 3;
  const beside = up > 0 && folder !== "" && up <= folder.split("/").length && !text.includes("{");
  const plain = beside ? joinPath(folder, text) : text.replace(/^(?:\{[^}]*\}\/)+/, "").replace(/^\.\//, "");
  return { name: plain, identity: fileAsset(target, plain), attributes };
}

function isLocalPath(text: string): boolean {
  return /^(?:\.{0,2}\/|~|[A-Za-z]:[\\/]|\{)/.test(text);
}

function isModelPath(text: string): boolean {
  return isLocalPath(text) || /\.(?:gguf|onnx|pt|pth|bin|safetensors|pkl|joblib|h5|keras|tflite|mlmodel)$/i.test(text);
}
