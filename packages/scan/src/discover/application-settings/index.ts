import type { Evidence, Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { providerOfModel, providerOfUrl } from "../code/providers.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { collectEnvironment, type EnvironmentTable } from "../environment/index.ts";
import { known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { aiService, localSymbol } from "../identity/index.ts";
import { modelFrom, type NamedModel } from "../infrastructure/model-names.ts";
import { maskUrl } from "../mask-arguments.ts";
import { secretRef } from "../secrets/credential-names.ts";
import { connectionString } from "./connection-string.ts";
import { dotnetMeaning, type Meaning, meaningOf } from "./meaning.ts";
import { isPlaceholder, type Setting, settingsOf, variableIn } from "./settings.ts";

const JAVA = /^(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/;
const DOTNET = /^(?:appsettings|local\.settings)(?:\.[\w-]+)*\.json$/;

type About<K extends Meaning["about"]> = Extract<Meaning, { readonly about: K }>;
interface Seen<M extends Meaning = Meaning> {
  readonly setting: Setting;
  readonly meaning: M;
}

/** Models, providers, secrets and stores that the configuration of Spring, Quarkus, LangChain4j and .NET names. */
export const applicationSettings: Discoverer = {
  id: "application-settings",
  version: 1,
  discover(project, sink) {
    let environment: EnvironmentTable | undefined;
    const table = (): EnvironmentTable => {
      environment ??= collectEnvironment(project);
      return environment;
    };
    for (const file of project.files) {
      const name = nameOf(file.path);
      if (file.facts.config === undefined || !(JAVA.test(name) || DOTNET.test(name))) continue;
      const settings = settingsOf(file.facts.config.documents);
      const meaning = JAVA.test(name) ? meaningOf : dotnetMeaning;
      const seen = settings.flatMap((setting): readonly Seen[] => {
        const found = meaning(setting.path);
        return found === undefined ? [] : [{ setting, meaning: found }];
      });
      const writer = new SettingsWriter(project, file, table, sink);
      writer.providers(seen.flatMap(({ setting, meaning }) => (meaning.about === "provider" ? [{ setting, meaning }] : [])));
      writer.stores(seen.flatMap(({ setting, meaning }) => (meaning.about === "store" ? [{ setting, meaning }] : [])));
      writer.mcpServer(
        seen.flatMap(({ setting, meaning }) => (meaning.about === "mcp-server" ? [{ setting, meaning }] : [])),
        settings,
      );
      writer.mcpConnections(seen.flatMap(({ setting, meaning }) => (meaning.about === "mcp-connection" ? [{ setting, meaning }] : [])));
      if (DOTNET.test(name)) writer.connectionStrings(settings);
    }
  },
};

class SettingsWriter {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #environment: () => EnvironmentTable;
  readonly #sink: DiscoverySink;

  constructor(project: Project, file: ProjectFile, environment: () => EnvironmentTable, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#environment = environment;
    this.#sink = sink;
  }

  providers(seen: readonly Seen<About<"provider">>[]): void {
    for (const provider of new Set(seen.map(({ meaning }) => meaning.provider))) {
      const own = seen.filter(({ meaning }) => meaning.provider === provider);
      const off = new Set(
        own.filter(({ setting, meaning }) => meaning.field === "enabled" && setting.value === "false").map(({ meaning }) => meaning.task),
      );
      const used = own.filter(({ meaning }) => meaning.field !== "enabled" && !off.has(meaning.task));
      // Timeouts alone do not say that the provider is used.
      if (!used.some(({ meaning, setting }) => meaning.field !== "other" && (setting.value !== "" || meaning.field === "url"))) continue;
      const url = used.find(({ meaning }) => meaning.field === "url")?.setting;
      const served = (url === undefined ? undefined : this.#servedAt(provider, url.value)) ?? provider;
      const [first] = used;
      if (first === undefined || (first.meaning.framework === "dotnet" && !used.some(({ meaning }) => meaning.field !== "url"))) continue;
      const service = this.#sink.asset({
        kind: "ai-service",
        name: served,
        identity: aiService(served),
        scope: this.#file.scope,
        attributes: known<Json>({ framework: first.meaning.framework, url: url === undefined ? undefined : maskUrl(url.value) }),
        occurrences: [this.#place((url ?? first.setting).line, (url ?? first.setting).key)],
      });
      const models = used
        .filter(({ meaning }) => meaning.field === "model")
        .flatMap(({ setting, meaning }) => this.#models(setting, meaning, served, service));
      for (const { setting } of used.filter(({ meaning }) => meaning.field === "secret"))
        this.#secret(setting, models.length === 0 ? [service] : models);
    }
  }

  stores(seen: readonly Seen<About<"store">>[]): void {
    for (const technology of new Set(seen.map(({ meaning }) => meaning.technology))) {
      const own = seen.filter(({ meaning }) => meaning.technology === technology);
      const [first] = own;
      const name = own.find(({ meaning }) => meaning.field === "name")?.setting ?? undefined;
      const value = name === undefined ? undefined : this.#values(name)[0];
      if (first === undefined) continue;
      const { setting } = name === undefined || value === undefined ? first : { setting: name };
      const target = targetOf(this.#project, this.#file);
      const table = technology === "pgvector" && value !== undefined;
      const root = value === undefined ? this.#project.rootOf(this.#file) : "";
      const store = this.#sink.asset({
        kind: "vector-store",
        name: value ?? technology,
        identity: table
          ? { key: `table:${target.key}:${value.toLowerCase()}` }
          : { key: `store:${target.key}:${root}:${technology}:${value ?? technology}` },
        scope: this.#file.scope,
        lifecycle: "declared",
        attributes: { technology, framework: first.meaning.framework },
        occurrences: [this.#place(setting.line, setting.key)],
      });
      for (const secret of own.filter(({ meaning }) => meaning.field === "secret")) this.#secret(secret.setting, [store]);
    }
  }

  mcpServer(seen: readonly Seen<About<"mcp-server">>[], all: readonly Setting[]): void {
    const [first] = seen;
    if (first === undefined) return;
    const named = seen.find(({ meaning }) => meaning.field === "name")?.setting;
    const application = all.find(({ key }) => key === "spring.application.name" || key === "quarkus.application.name");
    const root = this.#project.rootOf(this.#file);
    const name = named?.value ?? application?.value ?? (nameOf(root) || targetOf(this.#project, this.#file).key);
    const place = named ?? first.setting;
    const setting = (key: string): string | undefined => seen.find((item) => item.setting.path.at(-1) === key)?.setting.value;
    this.#sink.asset({
      kind: "mcp-server",
      name,
      identity: localSymbol(targetOf(this.#project, this.#file), this.#file, "mcp-server"),
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: known<Json>({
        role: "own",
        framework: first.meaning.framework,
        version: setting("version"),
        transport: setting("stdio") === "true" ? "stdio" : setting("protocol")?.toLowerCase(),
      }),
      occurrences: [this.#place(place.line, place.key)],
    });
  }

  mcpConnections(seen: readonly Seen<About<"mcp-connection">>[]): void {
    const [first] = seen;
    if (first === undefined) return;
    const target = targetOf(this.#project, this.#file);
    const client = this.#sink.asset({
      kind: "mcp-client",
      name: first.meaning.framework,
      identity: localSymbol(target, this.#file, "mcp-client"),
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: { framework: first.meaning.framework },
      occurrences: [this.#place(first.setting.line, first.setting.key)],
    });
    for (const name of new Set(seen.map(({ meaning }) => meaning.name))) {
      const own = seen.filter(({ meaning }) => meaning.name === name);
      const at = own.find(({ meaning }) => meaning.field !== "other") ?? own[0];
      if (at === undefined || at.meaning.field === "other") continue;
      const place = this.#place(at.setting.line, at.setting.key);
      const server = this.#sink.asset({
        kind: "mcp-server",
        name,
        identity: localSymbol(target, this.#file, `mcp.${name}`),
        scope: this.#file.scope,
        lifecycle: "declared",
        attributes: at.meaning.field === "url" ? { transport: "http", url: maskUrl(at.setting.value) } : { transport: "stdio" },
        occurrences: [place],
      });
      this.#sink.relate(client, "calls", server, "stated", [place]);
    }
  }

  /** .NET: `ConnectionStrings: { openai: "Endpoint=…;Key=…;Deployment=gpt-4o" }`. */
  connectionStrings(settings: readonly Setting[]): void {
    for (const setting of settings) {
      if (setting.path[0] !== "connectionstrings") continue;
      const found = connectionString(setting.path.at(-1) ?? "", setting.value);
      if (found === undefined) continue;
      const place = this.#place(setting.line, setting.key);
      const service = this.#sink.asset({
        kind: "ai-service",
        name: found.provider,
        identity: aiService(found.provider),
        scope: this.#file.scope,
        attributes: { framework: "dotnet" },
        occurrences: [place],
      });
      const model = found.model === undefined ? undefined : modelFrom(found.model, found.provider);
      if (model !== undefined) this.#model(model, { task: "chat", framework: "dotnet" }, setting, service);
    }
  }

  #place(line: number, resource: string): Evidence & { readonly technique: "configuration" } {
    return { ...placeIn(this.#file, { line, technique: "configuration", resource }), technique: "configuration" };
  }

  /** OpenAI's client talks to whoever answers at its base URL. */
  #servedAt(provider: string, url: string): string | undefined {
    if (provider !== "openai") return undefined;
    const written = variableIn(url)?.fallback ?? url;
    return /^https?:\/\//.test(written) ? providerOfUrl(written) : undefined;
  }

  /** What a setting may be: its text, the default of its variable, what the environment says. */
  #values(setting: Setting): readonly string[] {
    const variable = variableIn(setting.value);
    if (variable === undefined) return isPlaceholder(setting.value) || /[\s{}$<>]/.test(setting.value) ? [] : [setting.value];
    if (variable.fallback !== undefined) return isPlaceholder(variable.fallback) ? [] : [variable.fallback];
    return [
      ...new Set(
        this.#environment()
          .lookup(variable.name, this.#file.target, this.#file.path)
          .map(({ value }) => value),
      ),
    ].slice(0, 4);
  }

  #models(setting: Setting, meaning: About<"provider">, provider: string, service: string): readonly string[] {
    // The model of an Azure deployment is named after it only where the name says so.
    const values = this.#values(setting).filter((value) => meaning.framework !== "dotnet" || isModelName(value, setting, provider));
    const variable = variableIn(setting.value);
    if (values.length === 0 && variable !== undefined && variable.fallback === undefined) {
      const target = targetOf(this.#project, this.#file);
      return [
        this.#model(
          { name: variable.name, identity: { key: `variable:${target.key}:model:${variable.name}` }, provider },
          { ...meaning, variable: variable.name },
          setting,
          service,
        ),
      ];
    }
    return values.flatMap((value) => {
      const model = modelFrom(value, provider === "huggingface" ? "hub" : provider);
      return model === undefined ? [] : [this.#model(model, meaning, setting, service)];
    });
  }

  #model(
    model: NamedModel,
    { task, framework, variable }: { readonly task: string; readonly framework: string; readonly variable?: string },
    setting: Setting,
    service: string,
  ): string {
    const place = this.#place(setting.line, setting.key);
    const id = this.#sink.asset({
      kind: "model",
      name: model.name,
      identity: model.identity,
      scope: this.#file.scope,
      lifecycle: "declared",
      attributes: known<Json>({ provider: model.provider, task, framework, variable, dynamic: variable === undefined ? undefined : true }),
      occurrences: [place],
    });
    this.#sink.relate(id, "served_by", service, "stated", [place]);
    return id;
  }

  #secret(setting: Setting, users: readonly string[]): void {
    const variable = variableIn(setting.value);
    if (variable === undefined && (isPlaceholder(setting.value) || setting.value.includes("${"))) return;
    const place = this.#place(setting.line, setting.key);
    const secret = this.#sink.asset(secretRef(targetOf(this.#project, this.#file), variable?.name ?? setting.key, this.#file.scope, place));
    for (const user of users) this.#sink.relate(user, "authenticated_by", secret, "stated", [place]);
  }
}

function isModelName(value: string, setting: Setting, provider: string): boolean {
  return providerOfModel(value) !== undefined || (/model/.test(setting.path.at(-1) ?? "") && provider !== "azure-openai");
}
