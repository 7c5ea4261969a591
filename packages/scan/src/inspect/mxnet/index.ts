import {
  type DocumentValue,
  documentTexts,
  listOf,
  looksLikeMxnetParams,
  numberValue,
  objectOf,
  readJsonDocument,
  readMxnetParams,
  textOf,
  textValue,
  valueAt,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeTexts, readStructure } from "../structure.ts";
import { judgeDocument } from "../tree-models/judge.ts";

/** Operators that call code which is not part of MXNet. */
const CUSTOM = /^(?:Custom|_CustomFunction|_contrib_.*custom.*|_TensorRT|_sg_.*)$/i;
/** Deprecated operators whose attribute `info` is the address of a table of functions. */
const POINTER = new Set(["_Native", "_NDArray"]);

/** Parameters of MXNet. */
export const mxnetParams: Interpreter = {
  id: "mxnet-params",
  accepts: ({ head }) => looksLikeMxnetParams(head),
  inspect: (subject, visit) => {
    visit.format("mxnet-params");
    const facts = readStructure(subject, visit, () => readMxnetParams(subject.source));
    if (facts === undefined) return;
    visit.claim(0, facts.end, "arrays");
    visit.spend("operations", facts.arrays);
    for (const { offset, message } of facts.problems) visit.finding({ rule: "malformed", offset, message: `${message}.` });
    judgeTexts(
      facts.names.map((text) => ({ where: "name", text })),
      visit,
    );
    visit.fact("tensors", facts.arrays);
    visit.fact("parameters", facts.parameters);
    visit.fact("dtypes", facts.dtypes);
  },
};

function isSymbol({ head, source }: Subject): boolean {
  const text = textOf(head.subarray(0, 4096));
  if (!/^\uFEFF?\s{0,1000}\{\s{0,1000}"(?:nodes|arg_nodes|heads|node_row_ptr|attrs)"/.test(text)) return false;
  const tail = textOf(source.read(Math.max(0, source.size - 65_536), 65_536));
  return /"op"\s{0,100}:/.test(text) && /"(?:arg_nodes|heads)"/.test(text + tail);
}

/** Graphs of MXNet. @see https://github.com/apache/mxnet/blob/v1.9.1/3rdparty/tvm/nnvm/src/pass/saveload_json.cc */
export const mxnetSymbol: Interpreter = {
  id: "mxnet-symbol",
  accepts: isSymbol,
  inspect: (subject, visit) => {
    visit.format("mxnet-symbol");
    const reading = readStructure(subject, visit, () => readJsonDocument(subject.source));
    if (reading === undefined) return;
    visit.claim(0, reading.end, "document");
    visit.spend("operations", reading.values);
    judgeDocument(reading.problems, visit);
    judgeTexts(documentTexts(reading.root), visit);
    judgeGraph(reading.root, visit, 0);
    const version = valueAt(reading.root, "attrs", "mxnet_version", 1);
    if (numberValue(version) !== undefined) visit.fact("version", numberValue(version) ?? 0);
  },
};

function judgeGraph(graph: DocumentValue, visit: Visit, depth: number): void {
  const nodes = listOf(objectOf(graph)?.get("nodes")) ?? [];
  const operators = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const op = textValue(valueAt(node, "op")) ?? "";
    const name = (textValue(valueAt(node, "name")) ?? "").slice(0, 80);
    if (op !== "null") operators.add(op.slice(0, 60));
    const attributes = objectOf(valueAt(node, "attrs")) ?? objectOf(valueAt(node, "attr")) ?? objectOf(valueAt(node, "param"));
    if (POINTER.has(op) && attributes?.has("info") === true)
      visit.finding({
        rule: "mxnet-pointer-operator",
        message: `The node ${JSON.stringify(name)} (${op}) calls through the address ${JSON.stringify(String(attributes.get("info")).slice(0, 40))}.`,
      });
    else if (CUSTOM.test(op) || POINTER.has(op))
      visit.finding({
        rule: "mxnet-custom-operator",
        message: `The node ${JSON.stringify(name)} is a ${op} of type ${JSON.stringify((textValue(attributes?.get("op_type")) ?? "").slice(0, 80))}.`,
      });
    for (const value of attributes?.values() ?? [])
      if (typeof value === "string" && /\.(?:so|dll|dylib)(?:\.\d+)*$/i.test(value.slice(-200)))
        visit.finding({
          rule: "mxnet-custom-operator",
          message: `The node ${JSON.stringify(name)} names the library ${JSON.stringify(value.slice(-120))}.`,
        });
    for (const input of listOf(valueAt(node, "inputs")) ?? []) {
      const from = numberValue(valueAt(input, 0)) ?? Number.NaN;
      if (!(Number.isInteger(from) && from >= 0 && from < index)) {
        visit.finding({
          rule: "mxnet-input-outside",
          message: `Node ${index} (${JSON.stringify(name)}) takes its input from node ${from}.`,
        });
        break;
      }
    }
    if (depth < 8) for (const inner of listOf(valueAt(node, "subgraphs")) ?? []) judgeGraph(inner, visit, depth + 1);
    else if (valueAt(node, "subgraphs") !== undefined) visit.incomplete("Graphs in graphs are nested deeper than is read.");
  }
  if (depth === 0) visit.fact("operators", [...operators].sort().slice(0, 100));
}
