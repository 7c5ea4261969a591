import { ByteWindow, isCoremlModel, rangeText } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { escapeOf } from "../onnx/external-data.ts";
import { alarmingText } from "../payload-text.ts";
import { inspectMessage } from "../protobuf/inspect-message.ts";
import { MIL_OPERATORS } from "./operators.ts";

const MAX_KEPT = 10_000;
/** Where a package keeps what a program refers to. */
const PACKAGE = /^@model_path\//;
const LOADER = "MLModel(contentsOf:)";

/** Sizes of layers; a product of two beyond 63 bits is what they are for. */
const CHANNELS: readonly string[] = [
  ...["inputChannels", "outputChannels"].map((name) => `InnerProductLayerParams.${name}`),
  ...["outputChannels", "kernelChannels", "nGroups"].map((name) => `ConvolutionLayerParams.${name}`),
  ...["inputDim", "outputChannels"].map((name) => `EmbeddingLayerParams.${name}`),
  "BatchnormLayerParams.channels",
];
const MAX_CHANNELS = 2 ** 40;

const WANTED: ReadonlySet<string> = new Set([
  ...["Model.specificationVersion", "CustomLayerParams.className", "CustomModel.className", "StringParameter.defaultValue"],
  ...["Operation.type", "Value.BlobFileValue.fileName", "FeatureDescription.name"],
  ...CHANNELS,
  ...["shortDescription", "versionString", "author", "license"].map((name) => `Metadata.${name}`),
  ...["Metadata.UserDefinedEntry.key", "Metadata.UserDefinedEntry.value"],
]);

const FACTS: Readonly<Record<string, string>> = {
  shortDescription: "description",
  versionString: "version",
  author: "author",
  license: "licence",
};

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("coreml");
  const window = new ByteWindow(source);
  const classes = new Map<string, number>();
  const operators = new Map<string, number>();
  const kinds = new Set<string>();
  const names: string[] = [];
  let linked: { readonly offset: number; readonly texts: string[] } | undefined;
  const text = (value: string, where: string, offset: number): void => {
    const alarming = alarmingText(value);
    if (alarming !== undefined) visit.finding({ rule: "alarming-metadata", offset, message: `${where} holds ${alarming.what}.` });
  };
  inspectMessage(source, "coreml", "Model", visit, {
    wanted: WANTED,
    enter: (message, range, field) => {
      if (field?.id.startsWith("Model.") === true && field.number >= 200) kinds.add(field.name);
      if (message.name === "LinkedModelFile") linked = { offset: range.start, texts: [] };
      if (message.name === "CustomLayerParams" || message.name === "CustomModel") classes.set("", range.start);
    },
    leave: (message) => {
      if (message.name !== "LinkedModelFile" || linked === undefined) return;
      const escapes = linked.texts.some((path) => escapeOf(path) !== undefined);
      visit.finding({
        rule: escapes ? "external-data-path" : "coreml-linked-model",
        offset: linked.offset,
        message: `The model loads ${linked.texts
          .slice(0, 3)
          .map((path) => JSON.stringify(path.slice(0, 200)))
          .join(" in ")}.`,
        loader: LOADER,
      });
      linked = undefined;
    },
    value: (field, value, offset) => {
      if (field.name === "specificationVersion") visit.fact("specificationVersion", value);
      else if (value < 0 || value > MAX_CHANNELS)
        visit.finding({ rule: "tensor-overflow", offset, message: `A layer has ${field.name} of ${value}.` });
    },
    bytes: (field, range) => {
      const value = rangeText(window, range, 16_384);
      if (field.name === "className") {
        if (classes.size < MAX_KEPT) classes.set(value, range.start);
      } else if (field.id === "StringParameter.defaultValue") linked?.texts.push(value);
      else if (field.id === "Operation.type") {
        if (!MIL_OPERATORS.has(value) && operators.size < MAX_KEPT) operators.set(value, range.start);
      } else if (field.name === "fileName") blob(value, range.start, visit);
      else if (field.id === "FeatureDescription.name") {
        if (names.length < 40) names.push(value.slice(0, 200));
      } else if (field.id.startsWith("Metadata.UserDefinedEntry")) {
        text(value, "A value of the metadata", range.start);
        if (field.name === "key" && names.length < 0) names.push(value);
      } else {
        visit.fact(FACTS[field.name] ?? field.name, value.slice(0, 300));
        text(value, `The ${field.name}`, range.start);
      }
    },
  });
  classes.delete("");
  if (classes.size > 0 || kinds.has("customModel"))
    visit.finding({
      rule: "coreml-custom-class",
      offset: [...classes.values()][0] ?? 0,
      message: `The model runs ${
        [...classes.keys()]
          .slice(0, 8)
          .map((name) => `the class ${JSON.stringify(name.slice(0, 100))}`)
          .join(", ") || "a class without a name"
      }.`,
      loader: LOADER,
    });
  if (operators.size > 0)
    visit.finding({
      rule: "coreml-unknown-operator",
      offset: [...operators.values()][0] ?? 0,
      message: `Core ML has no operator ${[...operators.keys()]
        .slice(0, 8)
        .map((name) => JSON.stringify(name.slice(0, 80)))
        .join(", ")}.`,
    });
  if (kinds.size > 0) visit.fact("architecture", [...kinds].sort().join(", "));
  if (names.length > 0) visit.fact("features", names);
}

/** Weights of a program lie in a file of its package. */
function blob(path: string, offset: number, visit: Visit): void {
  const inside = PACKAGE.test(path) ? path.replace(PACKAGE, "") : path;
  if (escapeOf(inside) !== undefined)
    visit.finding({
      rule: "external-data-path",
      offset,
      message: `Weights are read from ${JSON.stringify(path.slice(0, 200))}.`,
      loader: LOADER,
    });
}

/** Core ML models (.mlmodel, and the model of an .mlpackage). */
export const coreml: Interpreter = { id: "coreml", accepts: ({ source }) => isCoremlModel(source), inspect };
