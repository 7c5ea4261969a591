import type { Identity } from "@castellan/graph";
import { isHubId, providerOfModel, splitRouted } from "../code/providers.ts";
import { hostedModel, hubModel, uriAsset } from "../identity/index.ts";

export interface NamedModel {
  readonly name: string;
  readonly identity: Identity;
  readonly provider?: string;
}

/** The model in an ARN, a resource path or an id as configurations write it; undefined where it is not known. */
export function modelFrom(text: string, provider: string): NamedModel | undefined {
  // A version in the registry of SageMaker; its account and region are part of what it is.
  const registered = /^arn:[\w-]+:sagemaker:[\w-]*:\d*:model-package\/([\w./-]+)$/.exec(text)?.[1];
  if (registered !== undefined) return { name: registered, identity: uriAsset(text), provider };
  const bare = text
    .replace(/^arn:[^/]*:(?:foundation-model|inference-profile|custom-model|imported-model|provisioned-model)\//, "")
    .replace(/^.*(?:publishers\/[\w-]+\/models|\/models)\//, "")
    .trim();
  if (bare === "" || /[${}\s]|^arn:/.test(bare)) return undefined;
  // The hub's oldest models have no owner: bert-base-uncased.
  if (provider === "hub")
    return isHubId(bare) || /^\w[\w.-]{2,95}$/.test(bare) ? { name: bare, identity: hubModel(bare), provider: "huggingface" } : undefined;
  // Run by oneself: "google/gemma-3" is the hub's, not Google's.
  if (provider === "open")
    return isHubId(bare) ? { name: bare, identity: hubModel(bare), provider: "huggingface" } : { name: bare, identity: hostedModel(bare) };
  if (provider !== "infer") return { name: bare, identity: hostedModel(bare, provider), provider };
  if (/^(?:s3|gs|https?|hf|oci|pvc|azureml|abfss):\/\//.test(text))
    return /^hf:\/\//.test(text) ? modelFrom(text.slice(5), "hub") : { name: text, identity: uriAsset(text) };
  const routed = splitRouted(bare);
  if (routed !== undefined) return { name: routed.model, identity: hostedModel(routed.model, routed.provider), provider: routed.provider };
  const inferred = providerOfModel(bare);
  if (inferred === undefined && isHubId(bare)) return { name: bare, identity: hubModel(bare), provider: "huggingface" };
  return { name: bare, identity: hostedModel(bare, inferred), ...(inferred === undefined ? {} : { provider: inferred }) };
}
