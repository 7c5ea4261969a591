import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { STATE_OF_LEARNING, STATE_SERVICES } from "../../../knowledge/infrastructure/step-functions.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { isKnown, type PipelineWriter, type WrittenAt } from "../pipelines/pipeline-writer.ts";
import { type Integration, integrationOf } from "./integration.ts";
import { type State, statesOf } from "./states.ts";

/** A definition with what its deployment puts in. */
export interface Machine {
  readonly name: string;
  /** Address of the resource that declares it; part of every address below. */
  readonly address: string;
  readonly line: number;
  readonly definition: ConfigNode;
  /** Values of the template's variables put into a text. */
  substituted(text: string): string;
  /** Assets that a text refers to: functions, endpoints. */
  referred(text: string): readonly string[];
}

/** A machine as a file declares it. */
export interface DeclaredMachine extends Machine {
  readonly file: ProjectFile;
  /** The file of the definition, where that is another one. */
  readonly source?: ProjectFile;
  /** Part of the identity: unique in the target. */
  readonly key: string;
  readonly comment?: string;
  /** Identities that it runs as. */
  readonly role: readonly string[];
}

/** True where a state trains, deploys or uses a model: any other state machine is none of ours. */
export function usesAi(machine: Machine): boolean {
  return statesOf(machine.definition).some((state) => {
    const integration = integrationIn(machine, state);
    return (integration !== undefined && STATE_SERVICES.has(integration.service)) || STATE_OF_LEARNING.test(state.name);
  });
}

function integrationIn(machine: Machine, state: State): Integration | undefined {
  const resource = text(at(state.node, "Resource"));
  return resource === undefined ? undefined : integrationOf(machine.substituted(resource));
}

/** Writes a state machine as a pipeline; returns its id. */
export function writeMachine(machine: Machine, writer: PipelineWriter, attributes: { readonly [key: string]: Json }): string {
  const pipeline = writer.own("pipeline", "machine", { name: machine.name, line: machine.line, resource: machine.address, attributes });
  const states = statesOf(machine.definition);
  const steps = new Map(
    states.map((state) => {
      const integration = integrationIn(machine, state);
      return [
        state.name,
        writer.step(pipeline, `States.${state.name}`, {
          name: state.name.slice(state.name.lastIndexOf("/") + 1),
          line: state.line,
          resource: `${machine.address}.${state.name}`,
          attributes: { action: integration === undefined ? undefined : `${integration.service}:${integration.action}` },
        }),
      ] as const;
    }),
  );
  const effects = new MachineEffects(machine, writer);
  for (const state of states) {
    const step = steps.get(state.name);
    if (step === undefined) continue;
    const where = { line: state.line, resource: `${machine.address}.${state.name}` };
    for (const earlier of state.after) {
      const other = steps.get(earlier);
      if (other !== undefined) writer.relate(step, "depends_on", other, where);
    }
    effects.add(state, step, where, integrationIn(machine, state));
  }
  effects.finish();
  return pipeline;
}

interface NamedAsset {
  readonly id: string;
  readonly name: string | undefined;
  readonly at: WrittenAt;
}

/** What the states do: training runs with their data, models, endpoints, calls. */
class MachineEffects {
  readonly #machine: Machine;
  readonly #writer: PipelineWriter;
  readonly #runs: string[] = [];
  readonly #models: NamedAsset[] = [];
  readonly #configurations: (NamedAsset & { readonly models: readonly (string | undefined)[] })[] = [];
  readonly #endpoints: (NamedAsset & { readonly configuration: string | undefined })[] = [];

  constructor(machine: Machine, writer: PipelineWriter) {
    this.#machine = machine;
    this.#writer = writer;
  }

  add(state: State, step: string, where: WrittenAt, integration: Integration | undefined): void {
    const given = at(state.node, "Parameters") ?? at(state.node, "Arguments");
    this.#calls(state, given, step, where, integration);
    const service = STATE_SERVICES.get(integration?.service ?? "");
    if (integration === undefined || service === undefined) return;
    // What manages models and jobs is not a call of one.
    const manages = service === "sagemaker" ? !integration.action.startsWith("invoke") : integration.action.startsWith("create");
    this.#writer.relate(step, manages ? "depends_on" : "calls", this.#writer.service(service, where), where, "resolved");
    if (service === "sagemaker") this.#sagemaker(state, given, step, where, integration.action);
    if (service === "bedrock") this.#bedrock(state, given, step, where, integration.action);
  }

  /** Joins what states name to what other states made. */
  finish(): void {
    for (const model of this.#models)
      if (this.#runs.length === 1) for (const run of this.#runs) this.#writer.relate(run, "produces", model.id, model.at, "inferred");
    for (const configuration of this.#configurations)
      for (const model of named(this.#models, configuration.models))
        this.#writer.relate(configuration.id, "deploys", model.id, configuration.at, "resolved");
    for (const endpoint of this.#endpoints) {
      for (const configuration of named(this.#configurations, [endpoint.configuration])) {
        this.#writer.relate(endpoint.id, "uses_config", configuration.id, endpoint.at, "resolved");
        for (const model of named(this.#models, configuration.models))
          this.#writer.relate(endpoint.id, "serves", model.id, endpoint.at, "resolved");
      }
    }
  }

  /** A function is referred to by the resource, or named by FunctionName. */
  #calls(state: State, given: ConfigNode | undefined, step: string, where: WrittenAt, integration: Integration | undefined): void {
    const lambda = integration?.service === "lambda" ? (integration.function ?? text(at(given, "FunctionName"))) : undefined;
    const written = [lambda, text(at(state.node, "Resource")), text(at(given, "EndpointName"))];
    for (const target of new Set(written.flatMap((item) => (item === undefined ? [] : this.#machine.referred(item)))))
      this.#writer.relate(step, "calls", target, where, "resolved");
  }

  #sagemaker(state: State, given: ConfigNode | undefined, step: string, where: WrittenAt, action: string): void {
    const writer = this.#writer;
    const part = `States.${state.name}`;
    const value = (...path: readonly string[]): string | undefined => this.#value(at(given, ...path));
    if (action === "createtrainingjob" || action === "createhyperparametertuningjob" || /^createautomljob/.test(action)) {
      const job = at(given, "TrainingJobDefinition") ?? given;
      const run = writer.run(step, "training-run", part, {
        ...where,
        name: value("TrainingJobName") ?? value("HyperParameterTuningJobName") ?? shortName(state),
        attributes: { engine: "sagemaker", hyperparameters: this.#flat(at(job, "HyperParameters")), action },
      });
      this.#runs.push(run);
      writer.image(run, this.#value(at(job, "AlgorithmSpecification", "TrainingImage")), where);
      for (const channel of [...items(at(job, "InputDataConfig")), ...items(at(given, "AutoMLJobInputDataConfig"))]) {
        const validation = /valid|test|eval/i.test(this.#value(at(channel, "ChannelName") ?? at(channel, "ChannelType")) ?? "");
        const dataset = writer.dataset(this.#value(at(channel, "DataSource", "S3DataSource", "S3Uri")), where);
        if (dataset !== undefined) writer.relate(run, validation ? "validates_on" : "trains_on", dataset, where);
      }
      const bucket = writer.bucket(this.#value(at(job, "OutputDataConfig", "S3OutputPath")), where);
      if (bucket !== undefined) writer.relate(run, "writes_to", bucket, where);
    } else if (action === "createmodel") {
      const model = this.#declared("model", part, "ModelName", given, where);
      if (model === undefined) return;
      this.#models.push(model);
      writer.relate(step, "produces", model.id, where);
      writer.relate(model.id, "served_by", writer.service("sagemaker", where), where, "resolved");
      for (const container of [at(given, "PrimaryContainer"), ...items(at(given, "Containers"))])
        writer.image(model.id, this.#value(at(container, "Image")), where);
    } else if (action === "createendpointconfig") {
      const configuration = this.#declared("endpoint-config", part, "EndpointConfigName", given, where);
      if (configuration === undefined) return;
      const models = items(at(given, "ProductionVariants")).map((variant) => this.#value(at(variant, "ModelName")));
      this.#configurations.push({ ...configuration, models });
      writer.relate(step, "produces", configuration.id, where);
    } else if (action === "createendpoint" || action === "updateendpoint") {
      const endpoint = this.#declared("endpoint", part, "EndpointName", given, where);
      if (endpoint === undefined) return;
      this.#endpoints.push({ ...endpoint, configuration: value("EndpointConfigName") });
      writer.relate(step, "deploys", endpoint.id, where);
      writer.relate(endpoint.id, "depends_on", writer.service("sagemaker", where), where, "resolved");
    } else if (action === "createtransformjob") {
      for (const model of named(this.#models, [value("ModelName")])) writer.relate(step, "uses_model", model.id, where, "resolved");
      this.#data(step, "reads", value("TransformInput", "DataSource", "S3DataSource", "S3Uri"), where);
      this.#data(step, "writes_to", value("TransformOutput", "S3OutputPath"), where);
    } else if (action === "createprocessingjob") {
      writer.image(step, value("AppSpecification", "ImageUri"), where);
      for (const input of items(at(given, "ProcessingInputs")))
        this.#data(step, "reads", this.#value(at(input, "S3Input", "S3Uri")), where);
      for (const output of items(at(given, "ProcessingOutputConfig", "Outputs")))
        this.#data(step, "writes_to", this.#value(at(output, "S3Output", "S3Uri")), where);
    }
  }

  #bedrock(state: State, given: ConfigNode | undefined, step: string, where: WrittenAt, action: string): void {
    const writer = this.#writer;
    if (action === "createmodelcustomizationjob") {
      const run = writer.run(step, "training-run", `States.${state.name}`, {
        ...where,
        name: this.#value(at(given, "JobName")) ?? shortName(state),
        attributes: { engine: "bedrock" },
      });
      writer.model(run, "fine_tunes", this.#value(at(given, "BaseModelIdentifier")), "bedrock", where);
      const data = writer.dataset(this.#value(at(given, "TrainingDataConfig", "S3Uri")), where);
      if (data !== undefined) writer.relate(run, "trains_on", data, where);
      const made = this.#declared("model", `States.${state.name}`, "CustomModelName", given, where);
      if (made !== undefined) writer.relate(run, "produces", made.id, where);
      return;
    }
    const id = this.#value(
      at(given, "ModelId") ??
        at(given, "ModelIdentifier") ??
        at(given, "RetrieveAndGenerateConfiguration", "KnowledgeBaseConfiguration", "ModelArn"),
    );
    writer.model(step, "uses_model", id, "bedrock", where);
  }

  #data(step: string, kind: "reads" | "writes_to", uri: string | undefined, where: WrittenAt): void {
    const dataset = this.#writer.dataset(uri, where);
    if (dataset !== undefined) this.#writer.relate(step, kind, dataset, where);
  }

  /** What a state creates under a name; one whose name the input gives is named after the field. */
  #declared(
    kind: "model" | "endpoint" | "endpoint-config",
    part: string,
    key: string,
    given: ConfigNode | undefined,
    where: WrittenAt,
  ): NamedAsset | undefined {
    const name = this.#value(at(given, key));
    const dynamic = /([\w-]+)['"\])}%\s]*$/.exec(text(at(given, `${key}.$`)) ?? text(at(given, key)) ?? "")?.[1];
    const shown = name ?? dynamic;
    if (shown === undefined) return undefined;
    const id = this.#writer.own(kind, `${part}:${kind}`, {
      ...where,
      name: shown,
      attributes: { engine: "sagemaker", dynamic: name === undefined ? true : undefined },
    });
    return { id, name, at: where };
  }

  #value(node: ConfigNode | undefined): string | undefined {
    const written = text(node);
    const value = written === undefined ? undefined : this.#machine.substituted(written);
    // A JSONata expression or a path into the input is known at run time only.
    return value === undefined || /^\{%|^\$\.|^States\./.test(value) || !isKnown(value) ? undefined : value;
  }

  #flat(node: ConfigNode | undefined): Json | undefined {
    const values = entries(node).flatMap(({ key, value }) => {
      const found = this.#value(value);
      return found === undefined ? [] : [[key, found] as const];
    });
    return values.length === 0 ? undefined : Object.fromEntries(values);
  }
}

function shortName(state: State): string {
  return state.name.slice(state.name.lastIndexOf("/") + 1);
}

/** Those of the wanted names; the only one, where the names are known at run time only. */
function named<T extends NamedAsset>(list: readonly T[], wanted: readonly (string | undefined)[]): readonly T[] {
  const found = list.filter(({ name }) => name !== undefined && wanted.includes(name));
  return found.length > 0
    ? found
    : list.length === 1 && wanted.every((name) => name === undefined || list[0]?.name === undefined)
      ? list
      : [];
}
