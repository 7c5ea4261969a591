import type { AssetKind, Evidence, Identity, Json, RelationKind, Strength } from "@castellan/graph";
import type { ProjectFile, Target } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { known, placeIn } from "../file-place.ts";
import { aiService, containerImage, uriAsset } from "../identity/index.ts";
import { modelFrom } from "../infrastructure/model-names.ts";

type Place = Evidence & { readonly technique: "configuration" };

/** Where something of a pipeline is written: its line and its address in the file. */
export interface WrittenAt {
  readonly line: number;
  readonly resource: string;
}

export interface Declared extends WrittenAt {
  readonly name: string;
  readonly attributes?: { readonly [key: string]: Json | undefined };
}

/**
 * Writes pipelines that a file declares, their steps and what those use. Identities of the parts hang on the
 * pipeline's own key, so that the same definition seen twice is one.
 */
export class PipelineWriter {
  readonly #file: ProjectFile;
  readonly #sink: DiscoverySink;
  readonly #key: string;
  readonly #engine: string;

  constructor(target: Target, file: ProjectFile, sink: DiscoverySink, engine: string, key: string) {
    this.#file = file;
    this.#sink = sink;
    this.#engine = engine;
    this.#key = `${target.key}:${key}`;
  }

  place({ line, resource }: WrittenAt): Place {
    return { ...placeIn(this.#file, { line, technique: "configuration", resource }), technique: "configuration" };
  }

  asset(kind: AssetKind, identity: Identity, declared: Declared): string {
    return this.#sink.asset({
      kind,
      name: declared.name,
      identity,
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: known<Json>(declared.attributes ?? {}),
      occurrences: [this.place(declared)],
    });
  }

  /** Something that exists in this pipeline only. */
  own(kind: AssetKind, part: string, declared: Declared): string {
    return this.asset(
      kind,
      { key: `pipeline:${this.#key}#${part}`, address: declared.resource },
      {
        ...declared,
        attributes: { engine: this.#engine, ...declared.attributes },
      },
    );
  }

  relate(from: string, kind: RelationKind, to: string, at: WrittenAt, strength: Strength = "stated"): void {
    if (from !== to) this.#sink.relate(from, kind, to, strength, [this.place(at)]);
  }

  step(pipeline: string, part: string, declared: Declared): string {
    const step = this.own("pipeline-step", part, declared);
    this.relate(pipeline, "has_step", step, declared);
    return step;
  }

  /** What a step does to a model, run for it. */
  run(step: string, kind: "training-run" | "evaluation-run", part: string, declared: Declared): string {
    const run = this.own(kind, `${part}:${kind}`, declared);
    this.relate(step, "runs", run, declared);
    return run;
  }

  service(name: string, at: WrittenAt): string {
    return this.asset("ai-service", aiService(name), { ...at, name });
  }

  image(user: string, reference: unknown, at: WrittenAt): void {
    if (typeof reference === "string" && isKnown(reference))
      this.relate(user, "uses_image", this.asset("container-image", containerImage(reference), { ...at, name: reference }), at);
  }

  /** A data set at a place that is known. */
  dataset(uri: unknown, at: WrittenAt): string | undefined {
    return typeof uri === "string" && /^[a-z][\w+.-]*:\/\/[^/]/i.test(uri) && isKnown(uri)
      ? this.asset("dataset", uriAsset(uri.replace(/\/+$/, "")), { ...at, name: uri.replace(/\/+$/, "") })
      : undefined;
  }

  /** The bucket of a place that is written to. */
  bucket(uri: unknown, at: WrittenAt): string | undefined {
    const found = typeof uri === "string" ? /^((?:s3|gs):\/\/)([^/${}]+)/.exec(uri) : null;
    return found?.[1] === undefined || found[2] === undefined
      ? undefined
      : this.asset("storage", uriAsset(found[1] + found[2]), { ...at, name: found[2] });
  }

  /** A hosted or hub model by its written name, related to whoever uses it, served by its service. */
  model(user: string, kind: RelationKind, written: unknown, provider: string, at: WrittenAt): string | undefined {
    const model = typeof written === "string" ? modelFrom(written, provider) : undefined;
    if (model === undefined) return undefined;
    const id = this.asset("model", model.identity, {
      ...at,
      name: model.name,
      attributes: model.provider === undefined ? {} : { provider: model.provider },
    });
    this.relate(user, kind, id, at);
    if (model.provider !== undefined && model.provider !== "huggingface")
      this.relate(id, "served_by", this.service(model.provider, at), at, "resolved");
    return id;
  }
}

/** No part of it is known only at run time. */
export function isKnown(text: string): boolean {
  return text !== "" && !/[$<>{}]|\s/.test(text);
}
