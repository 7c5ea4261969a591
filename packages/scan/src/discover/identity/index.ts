import type { Identity } from "@castellan/graph";
import type { ProjectFile, Target } from "../../project/facts.ts";

/*
 * Canonical identities (design: "Identity"). Every discoverer takes them from here, so that the same
 * thing seen by two techniques is one asset.
 */

/** A model on a hub: id with revision. */
export function hubModel(id: string, revision?: string): Identity {
  const at = revision === undefined ? "" : `@${revision}`;
  return { key: `huggingface:model:${id.toLowerCase()}${at}`, purl: `pkg:huggingface/${id}${at}` };
}

export function hubDataset(id: string, revision?: string): Identity {
  const at = revision === undefined ? "" : `@${revision}`;
  return { key: `huggingface:dataset:${id.toLowerCase()}${at}`, uri: `hf://datasets/${id}${at}` };
}

/** A model behind an API: its name. Who answers for it is a relation (served_by), and there may be several. */
export function hostedModel(name: string, provider?: string): Identity {
  return { key: `hosted:${name.toLowerCase()}`, ...(provider === undefined ? {} : { provider }) };
}

/** A provider: "openai", "azure-openai", "bedrock", … (knowledge/providers). */
export function aiService(provider: string): Identity {
  return { key: `provider:${provider}`, provider };
}

/** A library: purl without version. */
export function library(purl: string): Identity {
  const bare = purl.replace(/@[^/]*$/, "");
  return { key: bare, purl: bare };
}

/** A file in a target: its place (the digest is carried beside). */
export function fileAsset(target: Target, path: string, digest?: string): Identity {
  return { key: `file:${target.key}:${path}`, ...(digest === undefined ? {} : { digest }) };
}

/** Something at a uri (s3://bucket/key, https://…, postgres table). */
export function uriAsset(uri: string): Identity {
  return { key: `uri:${uri}`, uri };
}

/** Agent, tool, prompt, server, client, retriever, step, endpoint: root + file + qualified symbol. */
export function localSymbol(target: Target, file: Pick<ProjectFile, "path">, symbol: string): Identity {
  return { key: `symbol:${target.key}:${file.path}#${symbol}` };
}

/** Declared resource: root module, chart, compose project or overlay + address. */
export function declaredResource(target: Target, rootModule: string, address: string, extra: Partial<Identity> = {}): Identity {
  return { key: `resource:${target.key}:${rootModule}:${address}`, address, ...extra };
}

/** A container image: its reference as deployed. */
export function containerImage(reference: string): Identity {
  return { key: `image:${reference}` };
}

/** A secret that a target refers to by name: environment variable, CI secret, vault entry. */
export function secretReference(target: Target, name: string): Identity {
  return { key: `secret:${target.key}:${name}` };
}
