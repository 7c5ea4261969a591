import { shellCommands } from "@castellan/formats";
import type { AssetKind, Attributes, Evidence, Json, Scope } from "@castellan/graph";
import { AI_MACHINES } from "../../../knowledge/infrastructure/images.ts";
import type { Target } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService, containerImage, declaredResource } from "../identity/index.ts";
import { relateEnvironment, type Variable } from "./environment-use.ts";
import { imageMeaning, type ServingCommand, servingArguments, servingCommand, unwrapped } from "./serving.ts";

/** A container or process that something declares: Compose service, pod, image, shell line. */
export interface Workload {
  readonly target: Target;
  readonly root: string;
  readonly address: string;
  /** Container of a pod with several: part of the identity, not of the address. */
  readonly part?: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly endLine?: number;
  readonly scope: Scope;
  readonly image?: { readonly reference: string; readonly line: number };
  /** Entry point and arguments, each with the line that it starts on. */
  readonly commands: readonly { readonly words: readonly string[]; readonly line: number }[];
  readonly environment: readonly Variable[];
  readonly attributes: Attributes;
}

export interface EmittedWorkload {
  readonly workload: Workload;
  readonly id: string;
  readonly kind: AssetKind;
  /** It is AI by itself or uses AI. */
  readonly ai: boolean;
  /** Product of the model server that it is, or that it loads models into. */
  readonly product?: string;
  /** Models that it loads into a server beside it: `ollama pull`. */
  readonly loads: readonly string[];
}

/** Tells the sink what a workload is: a model server, a vector store, an application that uses AI. */
export function emitWorkload(workload: Workload, sink: DiscoverySink): EmittedWorkload {
  const { target, root, address, scope, image } = workload;
  const meaning = image === undefined ? undefined : imageMeaning(image.reference);
  const commands = workload.commands.flatMap(({ words, line }) =>
    unwrapped(words, (text) => shellCommands(text).map((command) => command.words)).map((part) => ({ words: part, line })),
  );
  const client = meaning?.kind === "endpoint" && isClient(commands);
  const serving = firstServing(commands) ?? (meaning === undefined || client ? undefined : inImage(meaning.product, commands));
  const kind = client ? "compute" : (serving?.command.program.kind ?? meaning?.kind ?? "compute");
  const product = serving?.command.program.product ?? meaning?.product;
  const place = {
    file: workload.file,
    line: workload.line,
    ...(workload.endLine === undefined ? {} : { endLine: workload.endLine }),
    resource: address,
    technique: "configuration",
    confidence: "certain",
  } as const;
  const service = client ? undefined : (serving?.command.program.service ?? meaning?.service);
  const attributes: { [key: string]: Json } = {
    ...workload.attributes,
    ...(service === undefined ? {} : { provider: service }),
    ...serving?.command.attributes,
    ...(product === undefined ? {} : { product }),
    service: workload.name,
  };
  const named = kind === "compute" || kind === "endpoint" || kind === "gateway" || product === undefined ? workload.name : product;
  const id = sink.asset({
    kind,
    name: named,
    identity: declaredResource(target, root, workload.part === undefined ? address : `${address}#${workload.part}`),
    scope,
    lifecycle: "declared",
    attributes,
    occurrences: [place],
  });
  if (service !== undefined) sink.asset({ kind: "ai-service", name: service, identity: aiService(service), scope, occurrences: [place] });
  if (image !== undefined) {
    const at = { ...place, line: image.line, endLine: image.line };
    sink.relate(
      id,
      "uses_image",
      sink.asset({ kind: "container-image", name: image.reference, identity: containerImage(image.reference), scope, occurrences: [at] }),
      "stated",
      [at],
    );
  }
  const models = [...(serving === undefined ? [] : [serving]), ...others(commands, serving?.line)].flatMap(({ command, line }) =>
    emitModels({ command, line, workload, id, kind }, sink),
  );
  const environmental = relateEnvironment({ target, scope, resource: address }, () => id, workload.environment, sink);
  const model = environmentModel(workload, meaning?.product);
  if (model !== undefined) emitModels({ command: model, line: workload.line, workload, id, kind }, sink);
  return {
    workload,
    id,
    kind,
    loads: client ? models : [],
    ...(product === undefined ? {} : { product }),
    ai:
      environmental ||
      client ||
      serving !== undefined ||
      (meaning !== undefined && (kind !== "compute" || AI_MACHINES.has(meaning.product))),
  };
}

interface PlacedServing {
  readonly command: ServingCommand;
  readonly line: number;
}

function firstServing(commands: readonly { readonly words: readonly string[]; readonly line: number }[]): PlacedServing | undefined {
  for (const { words, line } of commands) {
    const command = servingCommand(words);
    if (command?.program.kind !== undefined) return { command, line };
  }
  return undefined;
}

/** The image of a server that is started to talk to another one: `ollama pull`, and nothing that serves. */
function isClient(commands: readonly { readonly words: readonly string[] }[]): boolean {
  const known = commands.flatMap(({ words }) => servingCommand(words) ?? []);
  return (
    known.length > 0 && known.every(({ program }) => program.kind === undefined) && !commands.some(({ words }) => words[0] === "serve")
  );
}

/** Further commands that name models: `ollama pull` beside `ollama serve`. */
function others(
  commands: readonly { readonly words: readonly string[]; readonly line: number }[],
  known: number | undefined,
): readonly PlacedServing[] {
  return commands.flatMap(({ words, line }) => {
    const command = servingCommand(words);
    return command === undefined || command.models.length === 0 || (line === known && command.program.kind !== undefined)
      ? []
      : [{ command, line }];
  });
}

function inImage(
  product: string,
  commands: readonly { readonly words: readonly string[]; readonly line: number }[],
): PlacedServing | undefined {
  const [first] = commands;
  const command = servingArguments(
    product,
    commands.flatMap(({ words }) => words),
  );
  return command === undefined ? undefined : { command, line: first?.line ?? 0 };
}

/** TGI, TEI and NIM take the model from the environment. */
function environmentModel(workload: Workload, product: string | undefined): ServingCommand | undefined {
  if (product === undefined) return undefined;
  const variable = workload.environment.find(({ name }) => /^(?:MODEL_ID|HF_MODEL_ID|NIM_MODEL_NAME|MODEL_NAME|VLLM_MODEL)$/.test(name));
  return variable?.value === undefined ? undefined : servingArguments(product, ["--model-id", variable.value, "--model", variable.value]);
}

interface ModelUse {
  readonly command: ServingCommand;
  readonly line: number;
  readonly workload: Workload;
  readonly id: string;
  readonly kind: AssetKind;
}

function emitModels({ command, line, workload, id, kind }: ModelUse, sink: DiscoverySink): readonly string[] {
  const place = {
    file: workload.file,
    line: line === 0 ? workload.line : line,
    resource: workload.address,
    technique: "configuration",
    confidence: "certain",
  } as const;
  return command.models.map((model) => {
    const asset = sink.asset({
      kind: "model",
      name: model.name,
      identity: model.identity,
      scope: workload.scope,
      occurrences: [place],
      attributes: {
        ...(model.provider === undefined ? {} : { provider: model.provider }),
        ...(command.attributes["revision"] === undefined ? {} : { revision: command.attributes["revision"] }),
      },
    });
    sink.relate(id, kind === "endpoint" || kind === "gateway" ? "serves" : "uses_model", asset, "stated", [place]);
    const service = command.program.service;
    if (service !== undefined)
      sink.relate(
        asset,
        "served_by",
        sink.asset({ kind: "ai-service", name: service, identity: aiService(service), scope: workload.scope, occurrences: [place] }),
        "resolved",
        [place],
      );
    return asset;
  });
}

/** Workloads of one project that name each other in URLs: applications call endpoints and read vector stores. */
export function relateWorkloads(workloads: readonly EmittedWorkload[], sink: DiscoverySink): void {
  const byName = new Map(workloads.map((workload) => [workload.workload.name, workload]));
  for (const client of workloads) {
    const { file, line, address } = client.workload;
    const place: Evidence = { file, line, resource: address, technique: "configuration", confidence: "likely" };
    for (const server of client.loads.length === 0 ? [] : workloads)
      if (server.kind === "endpoint" && server.product === client.product)
        for (const model of client.loads) sink.relate(server.id, "serves", model, "resolved", [place]);
  }
  for (const { workload, id } of workloads) {
    for (const variable of workload.environment) {
      const host = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/\s]*@)?([A-Za-z0-9][\w.-]*?)(?:\.[\w-]+\.svc(?:\.[\w.]+)?)?(?::\d+)?(?:\/|$)/.exec(
        variable.value ?? "",
      )?.[1];
      const other = host === undefined ? undefined : byName.get(host);
      if (other === undefined || other.id === id) continue;
      const evidence: Evidence[] = [
        {
          file: variable.file,
          line: variable.line,
          resource: workload.address,
          symbol: variable.name,
          technique: "configuration",
          confidence: "likely",
        },
      ];
      sink.relate(id, relationTo(other.kind), other.id, "resolved", evidence);
    }
  }
}

function relationTo(kind: AssetKind): "calls" | "reads" | "logs_to" | "depends_on" {
  if (kind === "endpoint" || kind === "gateway") return "calls";
  if (kind === "vector-store" || kind === "feature-store") return "reads";
  return kind === "experiment-tracker" ? "logs_to" : "depends_on";
}
