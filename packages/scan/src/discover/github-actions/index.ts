import { type ConfigNode, entries, entry, items, shellCommands, text } from "@castellan/formats";
import type { Evidence, Json } from "@castellan/graph";
import { AI_ACTIONS, AI_COMMANDS } from "../../../knowledge/infrastructure/ci.ts";
import type { Project, ProjectFile, Target } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { aiService, declaredResource } from "../identity/index.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { variablesOf } from "../infrastructure/config-words.ts";
import { relateEnvironment, type Variable } from "../infrastructure/environment-use.ts";
import { masked } from "../infrastructure/masked.ts";
import { modelFrom } from "../infrastructure/model-names.ts";
import { servingCommand } from "../infrastructure/serving.ts";

/** Workflows of GitHub Actions: every job as a resource, those that run or use AI as ci-jobs. */
export const githubActionsDiscoverer: Discoverer = {
  id: "github-actions",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      const document = file.facts.config?.documents[0];
      if (target === undefined || document === undefined || !/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path)) continue;
      workflow(project, target, file, document, sink);
    }
  },
};

function workflow(project: Project, target: Target, file: ProjectFile, document: ConfigNode, sink: DiscoverySink): void {
  const declare = (address: string, type: string, node: ConfigNode, line: number): void =>
    sink.resource({
      address,
      type,
      file: file.path,
      line,
      attributes: masked(node.kind === "map" ? recordOf(node) : { value: text(node) ?? "" }),
      ...(file.target === 0 ? {} : { target: file.target }),
    });
  const permissions = entry(document, "permissions");
  if (permissions !== undefined) declare("permissions", "github.permissions", permissions.value, permissions.line);
  for (const job of entries(entry(document, "jobs")?.value)) {
    const address = `jobs.${job.key}`;
    declare(address, "github.job", job.value, job.line);
    for (const [index, step] of items(entry(job.value, "steps")?.value).entries())
      declare(`${address}.steps.${index}`, "github.step", step, step.line);
    new Job(project, target, file, document, job.key, job.line, job.value, sink).emit();
  }
}

class Job {
  readonly #target: Target;
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #document: ConfigNode;
  readonly #name: string;
  readonly #line: number;
  readonly #job: ConfigNode;
  readonly #sink: DiscoverySink;
  #id: string | undefined;

  constructor(
    project: Project,
    target: Target,
    file: ProjectFile,
    document: ConfigNode,
    name: string,
    line: number,
    job: ConfigNode,
    sink: DiscoverySink,
  ) {
    this.#target = target;
    this.#project = project;
    this.#file = file;
    this.#document = document;
    this.#name = name;
    this.#line = line;
    this.#job = job;
    this.#sink = sink;
  }

  get #address(): string {
    return `jobs.${this.#name}`;
  }

  emit(): void {
    const own = [...this.#variables(this.#document), ...this.#variables(this.#job)];
    for (const step of items(entry(this.#job, "steps")?.value)) {
      this.#uses(step);
      this.#run(step);
      own.push(...this.#variables(step), ...this.#inputs(step));
    }
    relateEnvironment(
      { target: this.#target, scope: this.#file.scope, resource: this.#address, handsOn: true },
      () => this.#asset(),
      own,
      this.#sink,
    );
  }

  #place(line: number): Evidence {
    return { file: this.#file.path, line, resource: this.#address, technique: "configuration", confidence: "certain" };
  }

  /** The ci-job, made when the first thing of AI is seen in it. */
  #asset(): string {
    const triggers = entry(this.#document, "on")?.value;
    const attributes: { [key: string]: Json } = {
      workflow: text(entry(this.#document, "name")?.value) ?? this.#file.path,
      triggers:
        triggers === undefined
          ? []
          : triggers.kind === "map"
            ? triggers.entries.map(({ key }) => key)
            : triggers.kind === "list"
              ? triggers.items.map((item) => text(item) ?? "")
              : [text(triggers) ?? ""],
      ...(text(entry(this.#job, "runs-on")?.value) === undefined ? {} : { runsOn: text(entry(this.#job, "runs-on")?.value) ?? "" }),
    };
    this.#id ??= this.#sink.asset({
      kind: "ci-job",
      name: this.#name,
      identity: declaredResource(this.#target, this.#project.rootOf(this.#file), `${this.#file.path}#${this.#address}`),
      scope: this.#file.scope,
      lifecycle: "committed",
      attributes,
      occurrences: [{ ...this.#place(this.#line), endLine: this.#job.endLine }],
    });
    return this.#id;
  }

  #variables(node: ConfigNode): readonly Variable[] {
    return variablesOf(entry(node, "env")?.value, this.#file.path);
  }

  /** Secrets handed to an action: `anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}`. */
  #inputs(step: ConfigNode): readonly Variable[] {
    return entries(entry(step, "with")?.value).flatMap(({ value, line }) => {
      const secret = /\$\{\{\s*secrets\.(\w+)\s*\}\}/.exec(text(value) ?? "")?.[1];
      return secret === undefined ? [] : [{ name: secret, file: this.#file.path, line }];
    });
  }

  #uses(step: ConfigNode): void {
    const uses = entry(step, "uses");
    const written = text(uses?.value);
    if (uses === undefined || written === undefined) return;
    const [path = ""] = written.toLowerCase().split("@");
    const meaning = AI_ACTIONS.find(({ action }) => path === action || path.startsWith(`${action}/`));
    if (meaning === undefined) return;
    const { line } = uses;
    const job = this.#asset();
    let user = job;
    if (meaning.agent === true) {
      user = this.#sink.asset({
        kind: "agent",
        name: meaning.action,
        identity: declaredResource(this.#target, this.#project.rootOf(this.#file), `${this.#file.path}#${this.#address}:${meaning.action}`),
        scope: this.#file.scope,
        attributes: { action: written },
        occurrences: [this.#place(line)],
      });
      this.#sink.relate(job, "invokes_agent", user, "stated", [this.#place(line)]);
    }
    const service = meaning.service === undefined ? undefined : this.#service(meaning.service, line);
    if (service !== undefined) this.#sink.relate(user, "calls", service, "stated", [this.#place(line)]);
    for (const input of entries(entry(step, "with")?.value)) {
      const flag = input.key === "claude_args" ? /--model[= ](\S+)/.exec(text(input.value) ?? "")?.[1] : undefined;
      const name = flag ?? (meaning.models?.includes(input.key) === true ? text(input.value) : undefined);
      const model = name === undefined || name.includes("${{") ? undefined : modelFrom(name, meaning.service ?? "infer");
      if (model === undefined) continue;
      const id = this.#sink.asset({
        kind: "model",
        name: model.name,
        identity: model.identity,
        scope: this.#file.scope,
        attributes: model.provider === undefined ? {} : { provider: model.provider },
        occurrences: [this.#place(input.line)],
      });
      this.#sink.relate(user, "uses_model", id, "stated", [this.#place(input.line)]);
      if (service !== undefined) this.#sink.relate(id, "served_by", service, "resolved", [this.#place(input.line)]);
    }
  }

  #run(step: ConfigNode): void {
    const run = entry(step, "run");
    const script = text(run?.value);
    if (run === undefined || script === undefined) return;
    // A block scalar starts on the line after its key.
    const first = run.value.endLine > run.line ? run.line + 1 : run.line;
    for (const { words, line } of shellCommands(script, first)) {
      const command = words.join(" ");
      const known = AI_COMMANDS.find(({ pattern }) => pattern.test(command));
      if (known !== undefined) {
        const job = this.#asset();
        if (known.service !== undefined)
          this.#sink.relate(job, "calls", this.#service(known.service, line), "resolved", [this.#place(line)]);
      }
      for (const model of servingCommand(words)?.models ?? []) {
        const id = this.#sink.asset({
          kind: "model",
          name: model.name,
          identity: model.identity,
          scope: this.#file.scope,
          attributes: model.provider === undefined ? {} : { provider: model.provider },
          occurrences: [this.#place(line)],
        });
        this.#sink.relate(this.#asset(), "uses_model", id, "stated", [this.#place(line)]);
      }
    }
  }

  #service(provider: string, line: number): string {
    return this.#sink.asset({
      kind: "ai-service",
      name: provider,
      identity: aiService(provider),
      scope: this.#file.scope,
      occurrences: [this.#place(line)],
    });
  }
}
