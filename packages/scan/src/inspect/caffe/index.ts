import { ByteWindow, isCaffeModel, rangeText } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { inspectMessage } from "../protobuf/inspect-message.ts";
import { isSensitive } from "../tensorflow/constant-paths.ts";

const WANTED: ReadonlySet<string> = new Set([
  ...["NetParameter.name", "LayerParameter.type", "LayerParameter.name", "PythonParameter.module", "PythonParameter.layer"],
  ...[
    "DataParameter.source",
    "HDF5DataParameter.source",
    "ImageDataParameter.source",
    "WindowDataParameter.source",
    "HDF5OutputParameter.file_name",
  ],
  ...["BlobShape.dim"],
]);

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("caffe");
  const window = new ByteWindow(source);
  const types = new Map<string, number>();
  let layers = 0;
  inspectMessage(source, "caffe", "NetParameter", visit, {
    wanted: WANTED,
    enter: (message, range) => {
      if (message.name === "LayerParameter" || message.name === "V1LayerParameter") layers++;
      if (message.name === "PythonParameter")
        visit.finding({ rule: "caffe-python-layer", offset: range.start, message: "A layer runs a Python class.", loader: "caffe.Net" });
    },
    value: (field, value, offset) => {
      if (field.id === "BlobShape.dim" && value < 0)
        visit.finding({ rule: "tensor-overflow", offset, message: `A blob has the dimension ${value}.` });
    },
    bytes: (field, range) => {
      const text = rangeText(window, range, 2048);
      if (field.id === "NetParameter.name") visit.fact("architecture", text.slice(0, 200));
      else if (field.id === "LayerParameter.type") types.set(text.slice(0, 100), (types.get(text.slice(0, 100)) ?? 0) + 1);
      else if (field.id === "PythonParameter.module")
        visit.finding({
          rule: "caffe-python-layer",
          offset: range.start,
          message: `A layer runs a class of the Python module ${JSON.stringify(text.slice(0, 100))}.`,
          loader: "caffe.Net",
        });
      else if (field.name === "source" || field.name === "file_name")
        visit.finding({
          rule: "caffe-file-layer",
          offset: range.start,
          message: `A layer opens ${JSON.stringify(text.slice(0, 200))}.`,
          // The trained network keeps the data layers of its training.
          verdict: isSensitive(text) ? "malicious" : "benign",
        });
    },
  });
  visit.fact("layers", layers);
  if (types.size > 0)
    visit.fact(
      "operators",
      [...types]
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, 20)
        .map(([name]) => name),
    );
}

/** Networks of Caffe with their weights (.caffemodel). */
export const caffe: Interpreter = { id: "caffe", accepts: ({ source }) => isCaffeModel(source), inspect };
