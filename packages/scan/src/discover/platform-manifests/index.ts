import { at, type ConfigNode, entries, items, shellCommands, text } from "@castellan/formats";
import type { Evidence, Json } from "@castellan/graph";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import { isHubId } from "../code/providers.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { aiService, containerImage, declaredResource, hostedModel, hubModel, secretReference } from "../identity/index.ts";
import { variablesOf, wordsOf } from "../infrastructure/config-words.ts";
import { emitWorkload, type Workload } from "../infrastructure/workload.ts";

/** What hosting platforms are told to run: Truss, Cloudflare Workers, Fly, systemd, models of Compose. */
export const platformManifests: Discoverer = {
  id: "platform-manifests",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const [document] = file.facts.config?.documents ?? [];
      if (document === undefined) continue;
      const name = nameOf(file.path);
      const writer = new ManifestWriter(project, file, document, sink);
      if (/^config\.ya?ml$/.test(name) && isTruss(document)) writer.truss();
      else if (/^wrangler\.(?:toml|jsonc?)$/.test(name)) writer.wrangler();
      else if (/^fly(?:\.[\w-]+)?\.toml$/.test(name) && at(document, "app") !== undefined) writer.fly();
      else if (/\.service$/.test(name)) writer.systemd();
      else if (/compose[\w.-]*\.ya?ml$/i.test(name) && at(document, "services") !== undefined) writer.composeModels();
    }
  },
};

/** Truss packs a model: its settings have a name and one of the keys that only it knows (docs.baseten.co/reference/truss-configuration). */
function isTruss(document: ConfigNode): boolean {
  return (
    at(document, "model_name") !== undefined &&
    ["model_cache", "trt_llm", "docker_server", "model_metadata", "python_version", "base_image", "external_package_dirs"].filter(
      (key) => at(document, key) !== undefined,
    ).length > 0 &&
    (at(document, "resources") !== undefined || at(document, "model_cache") !== undefined || at(document, "docker_server") !== undefined)
  );
}

class ManifestWriter {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #document: ConfigNode;
  readonly #sink: DiscoverySink;
  readonly #target: Target;

  constructor(project: Project, file: ProjectFile, document: ConfigNode, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#document = document;
    this.#sink = sink;
    this.#target = targetOf(project, file);
  }

  #place(line: number, resource: string): Evidence & { readonly technique: "configuration" } {
    return { ...placeIn(this.#file, { line, technique: "configuration", resource }), technique: "configuration" };
  }

  #asset(
    kind: "application" | "endpoint",
    name: string,
    line: number,
    resource: string,
    attributes: { readonly [key: string]: Json | undefined },
  ): string {
    return this.#sink.asset({
      kind,
      name,
      identity: declaredResource(this.#target, this.#project.rootOf(this.#file), `${this.#file.path}#${resource}`),
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: known<Json>(attributes),
      occurrences: [this.#place(line, resource)],
    });
  }

  #service(name: string, place: Evidence): string {
    return this.#sink.asset({ kind: "ai-service", name, identity: aiService(name), scope: this.#file.scope, occurrences: [{ ...place }] });
  }

  truss(): void {
    const name = text(at(this.#document, "model_name")) ?? nameOf(folderOf(this.#file.path));
    const command = at(this.#document, "docker_server", "start_command");
    const image = at(this.#document, "base_image", "image");
    // A server of its own is started by its command; otherwise Truss's server holds the model.
    const endpoint =
      command === undefined
        ? this.#asset("endpoint", name, at(this.#document, "model_name")?.line ?? 1, "model_name", {
            product: "truss",
            accelerator: text(at(this.#document, "resources", "accelerator")),
          })
        : this.#workload({
            name,
            line: command.line,
            resource: "docker_server",
            image,
            commands: [command],
            environment: at(this.#document, "environment_variables"),
          });
    const repositories = [
      ...items(at(this.#document, "model_cache")).map((item) => at(item, "repo_id")),
      at(this.#document, "trt_llm", "build", "checkpoint_repository", "repo"),
      at(this.#document, "model_metadata", "repo_id"),
    ];
    for (const node of repositories) this.#serves(endpoint, text(node), node?.line ?? 1);
    if (command === undefined && image !== undefined && text(image) !== undefined) {
      const place = this.#place(image.line, "base_image");
      const id = this.#sink.asset({
        kind: "container-image",
        name: text(image) ?? "",
        identity: containerImage(text(image) ?? ""),
        scope: this.#file.scope,
        occurrences: [place],
      });
      this.#sink.relate(endpoint, "uses_image", id, "stated", [place]);
    }
    for (const { key, line } of entries(at(this.#document, "secrets"))) {
      const place = this.#place(line, `secrets.${key}`);
      const secret = this.#sink.asset({
        kind: "secret-ref",
        name: key,
        identity: secretReference(this.#target, key),
        scope: this.#file.scope,
        occurrences: [place],
      });
      this.#sink.relate(endpoint, "authenticated_by", secret, "stated", [place]);
    }
  }

  #serves(endpoint: string, id: string | undefined, line: number): void {
    if (id === undefined || !isHubId(id)) return;
    const place = this.#place(line, "model");
    const model = this.#sink.asset({
      kind: "model",
      name: id,
      identity: hubModel(id),
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: { provider: "huggingface" },
      occurrences: [place],
    });
    this.#sink.relate(endpoint, "serves", model, "stated", [place]);
  }

  /** Bindings of a Worker: Workers AI, Vectorize, AI Gateway models in variables (developers.cloudflare.com/workers/wrangler/configuration). */
  wrangler(): void {
    const ai = at(this.#document, "ai", "binding");
    const indexes = items(at(this.#document, "vectorize"));
    if (ai === undefined && indexes.length === 0) return;
    const name = text(at(this.#document, "name")) ?? nameOf(folderOf(this.#file.path));
    const worker = this.#asset("application", name, at(this.#document, "name")?.line ?? 1, "name", { platform: "cloudflare-workers" });
    if (ai !== undefined) {
      const place = this.#place(ai.line, "ai");
      const service = this.#service("cloudflare-workers-ai", place);
      this.#sink.relate(worker, "calls", service, "stated", [place]);
      for (const { key, value, line } of entries(at(this.#document, "vars"))) {
        const model = text(value);
        if (model === undefined || !/^@(?:cf|hf)\/[\w.-]+\/[\w.-]+$/.test(model)) continue;
        const here = this.#place(line, `vars.${key}`);
        const id = this.#sink.asset({
          kind: "model",
          name: model,
          identity: hostedModel(model, "cloudflare-workers-ai"),
          scope: this.#file.scope,
          lifecycle: "declared",
          attributes: { provider: "cloudflare-workers-ai" },
          occurrences: [here],
        });
        this.#sink.relate(worker, "uses_model", id, "stated", [here]);
        this.#sink.relate(id, "served_by", service, "stated", [here]);
      }
    }
    for (const index of indexes) {
      const store = text(at(index, "index_name"));
      if (store === undefined) continue;
      const place = this.#place(at(index, "index_name")?.line ?? index.line, "vectorize");
      const id = this.#sink.asset({
        kind: "vector-store",
        name: store,
        identity: { key: `store:${this.#target.key}::vectorize:${store}` },
        scope: this.#file.scope,
        lifecycle: "declared",
        attributes: { technology: "vectorize" },
        occurrences: [place],
      });
      this.#sink.relate(worker, "reads", id, "inferred", [place]);
    }
  }

  /** fly.io/docs/reference/configuration */
  fly(): void {
    const name = text(at(this.#document, "app")) ?? "";
    const processes = entries(at(this.#document, "processes")).map(({ value }) => value);
    this.#workload({
      name,
      line: at(this.#document, "app")?.line ?? 1,
      resource: "app",
      image: at(this.#document, "build", "image"),
      commands: processes.length === 0 ? [] : processes,
      environment: at(this.#document, "env"),
    });
  }

  /** www.freedesktop.org/software/systemd/man/systemd.service */
  systemd(): void {
    const service = entries(at(this.#document, "Service"));
    const commands = service.filter(({ key, value }) => key === "ExecStart" && (text(value) ?? "") !== "");
    const [first] = commands;
    if (first === undefined) return;
    const environment = service
      .filter(({ key }) => key === "Environment")
      .flatMap(({ value, line }) =>
        [...(text(value) ?? "").matchAll(/"?([A-Za-z_]\w*)=([^"\s]*|[^"]*(?="))"?/g)].map(([, variable = "", written = ""]) => ({
          name: variable,
          value: written,
          file: this.#file.path,
          line,
        })),
      );
    emitWorkload(
      {
        ...this.#shared(nameOf(this.#file.path).replace(/\.service$/, ""), first.line, "Service"),
        commands: commands.flatMap(({ value, line }) =>
          shellCommands((text(value) ?? "").replace(/^[-@:+!]+/, "").replace(/\\\n/g, " ")).map(({ words }) => ({ words, line })),
        ),
        environment,
      },
      this.#sink,
    );
  }

  #shared(name: string, line: number, resource: string): Omit<Workload, "commands" | "environment"> {
    return {
      target: this.#target,
      root: folderOf(this.#file.path),
      address: `${nameOf(this.#file.path)}#${resource}`,
      name,
      file: this.#file.path,
      line,
      scope: this.#file.scope,
      attributes: {},
    };
  }

  #workload(declared: {
    readonly name: string;
    readonly line: number;
    readonly resource: string;
    readonly image: ConfigNode | undefined;
    readonly commands: readonly ConfigNode[];
    readonly environment: ConfigNode | undefined;
  }): string {
    const reference = text(declared.image);
    return emitWorkload(
      {
        ...this.#shared(declared.name, declared.line, declared.resource),
        ...(reference === undefined || declared.image === undefined ? {} : { image: { reference, line: declared.image.line } }),
        commands: declared.commands.flatMap((node) => wordsOf(node) ?? []),
        environment: variablesOf(declared.environment, this.#file.path),
      },
      this.#sink,
    ).id;
  }

  /** `models:` of Compose: what Docker Model Runner serves, and the services that ask for it (docs.docker.com/ai/compose/models-and-compose). */
  composeModels(): void {
    for (const { key, value, line } of entries(at(this.#document, "models"))) {
      const written = text(at(value, "model"));
      if (written === undefined || /[${}\s]/.test(written)) continue;
      const place = this.#place(at(value, "model")?.line ?? line, `models.${key}`);
      const hub = /^(?:hf\.co|huggingface\.co)\/([^/]+\/[^/:]+)/.exec(written)?.[1];
      const model = this.#sink.asset({
        kind: "model",
        name: hub ?? written,
        identity: hub === undefined ? hostedModel(written, "docker-model-runner") : hubModel(hub),
        scope: this.#file.scope,
        lifecycle: "declared",
        attributes: { provider: "docker-model-runner" },
        occurrences: [place],
      });
      this.#sink.relate(model, "served_by", this.#service("docker-model-runner", place), "stated", [place]);
    }
  }
}
