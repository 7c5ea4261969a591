import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { known, placeIn, targetOf } from "../file-place.ts";
import { fileAsset, uriAsset } from "../identity/index.ts";
import { type ArtefactKind, classify } from "./classify.ts";
import type { Remote, Tracked } from "./lock.ts";
import type { StagePath } from "./stages.ts";

export interface Artefact {
  readonly id: string;
  readonly kind: "dataset" | "model" | "metrics" | "model-file";
  readonly path: string;
}

interface Context {
  readonly locked: ReadonlyMap<string, Tracked>;
  readonly remotes: readonly Remote[];
  readonly configuration: ProjectFile | undefined;
  /** `artifacts:` of dvc.yaml by path. */
  readonly declared: ReadonlyMap<string, { readonly name: string; readonly type: string }>;
}

/** Turns paths of a DVC file into data sets, models and metrics, each with its digest and store. */
export class ArtefactWriter {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #sink: DiscoverySink;
  readonly #context: Context;

  constructor(project: Project, file: ProjectFile, sink: DiscoverySink, context: Context) {
    this.#project = project;
    this.#file = file;
    this.#sink = sink;
    this.#context = context;
  }

  kindOf(path: string): ArtefactKind {
    const declared = this.#context.declared.get(path)?.type;
    if (declared === "model" || declared === "dataset" || declared === "metrics") return declared;
    return classify(this.#project, this.#file.target, path);
  }

  /** The asset of a path; undefined for code and configuration. */
  write(at: StagePath, kind: ArtefactKind, tracked?: Tracked): Artefact | undefined {
    if (kind === "code" || kind === "configuration") return undefined;
    const target = targetOf(this.#project, this.#file);
    const url = /^[a-z][\w+.-]*:\/\//i.test(at.path);
    const lock = tracked ?? this.#context.locked.get(at.path);
    const file = this.#project.file(this.#file.target, at.path);
    const place = placeIn(this.#file, { line: at.line, technique: "configuration" });
    const registered = this.#context.declared.get(at.path)?.name;
    const id = this.#sink.asset({
      kind,
      name: at.path,
      identity: url ? uriAsset(at.path) : fileAsset(target, at.path, lock === undefined ? undefined : `${lock.algorithm}:${lock.digest}`),
      lifecycle: file === undefined ? "declared" : file.lifecycle,
      scope: this.#file.scope,
      attributes: known<Json>({ trackedBy: "dvc", bytes: lock?.size, files: lock?.files, registeredAs: registered }),
      digests: lock === undefined ? {} : { [lock.algorithm]: lock.digest },
      occurrences: [place],
    });
    if (kind === "model" && !url && !(lock?.digest.endsWith(".dir") ?? false) && /\.[\w]+$/.test(at.path)) {
      const weights = this.#sink.asset({
        kind: "model-file",
        name: at.path,
        identity: fileAsset(target, at.path),
        lifecycle: file === undefined ? "declared" : file.lifecycle,
        scope: this.#file.scope,
        digests: lock === undefined ? {} : { [lock.algorithm]: lock.digest },
        occurrences: [place],
      });
      this.#sink.relate(id, "materialised_as", weights, "stated", [place]);
    }
    return { id, kind, path: at.path };
  }

  /** Whether DVC knows a digest of the path by itself (`dvc add`). */
  isTracked(path: string): boolean {
    return this.#context.declared.has(path) || this.#project.file(this.#file.target, `${path}.dvc`) !== undefined;
  }

  /** A file of weights without a model of its own. */
  weights(at: StagePath): Artefact {
    const file = this.#project.file(this.#file.target, at.path);
    const lock = this.#context.locked.get(at.path);
    const id = this.#sink.asset({
      kind: "model-file",
      name: at.path,
      identity: fileAsset(targetOf(this.#project, this.#file), at.path),
      lifecycle: file === undefined ? "declared" : file.lifecycle,
      scope: this.#file.scope,
      digests: lock === undefined ? {} : { [lock.algorithm]: lock.digest },
      occurrences: [placeIn(this.#file, { line: at.line, technique: "configuration" })],
    });
    return { id, kind: "model-file", path: at.path };
  }

  /** The bucket of a uri. */
  bucket(at: StagePath): string {
    const uri = /^[a-z0-9]+:\/\/[^/]+/i.exec(at.path)?.[0] ?? at.path;
    return this.#sink.asset({
      kind: "storage",
      name: uri.replace(/^[a-z0-9]+:\/\//i, ""),
      identity: uriAsset(uri),
      lifecycle: "declared",
      scope: this.#file.scope,
      attributes: { technology: uri.slice(0, uri.indexOf(":")) },
      occurrences: [placeIn(this.#file, { line: at.line, technique: "configuration" })],
    });
  }

  /** Outputs in DVC's cache are pushed to a remote: their own, the default, or the only one. */
  store(artefact: Artefact, at: StagePath): void {
    if (!at.cached) return;
    const { remotes, configuration } = this.#context;
    const remote =
      at.remote === undefined
        ? (remotes.find(({ isDefault }) => isDefault) ?? (remotes.length === 1 ? remotes[0] : undefined))
        : remotes.find(({ name }) => name === at.remote);
    if (remote === undefined || configuration === undefined) return;
    const place = placeIn(configuration, { line: remote.line, technique: "configuration", resource: `remote ${remote.name}` });
    const storage = this.#sink.asset({
      kind: "storage",
      name: remote.url,
      identity: uriAsset(remote.url),
      lifecycle: "declared",
      scope: configuration.scope,
      attributes: { remote: remote.name, technology: /^([a-z][\w+.-]*):\/\//i.exec(remote.url)?.[1] ?? "file" },
      occurrences: [place],
    });
    this.#sink.relate(artefact.id, "stored_in", storage, artefact.kind === "metrics" ? "inferred" : "resolved", [place]);
  }
}
