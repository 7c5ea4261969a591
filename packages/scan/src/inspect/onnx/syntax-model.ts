import { looksLikeOnnxText, type OnnxTensor, readOnnxText, textOf } from "@castellan/formats";
import type { Interpreter, Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import { ExternalData } from "./external-data.ts";
import { OnnxOperators } from "./judge-operators.ts";

const MOST = 128 * 1024 * 1024;
const NEAR = 16 * 1024;

/** A tensor of which only its files are known. */
function tensorAt(external: OnnxTensor["external"], offset: number): OnnxTensor {
  return {
    name: "",
    dimensions: [],
    dataType: 0,
    offset,
    raw: undefined,
    integers: [],
    fixedValues: undefined,
    external,
    externalLocation: true,
  };
}

/** ONNX in its own syntax (`onnx.save(…, format="onnxtxt")`). */
export const onnxSyntax: Interpreter = {
  id: "onnx-syntax",
  accepts: ({ head }) => head[0] !== 0 && looksLikeOnnxText(textOf(head.subarray(0, NEAR))),
  inspect: ({ source }, visit: Visit) => {
    visit.format("onnx");
    visit.format("onnx-syntax");
    if (source.size > MOST) return visit.incomplete(`A model of ${source.size} bytes of text is not read.`);
    const text = textOf(source.read(0, source.size));
    visit.spend("operations", Math.ceil(text.length / 16));
    const { nodes, defined, external, texts, unbalanced } = readOnnxText(text);
    visit.claim(0, source.size, "text");
    if (unbalanced) visit.finding({ rule: "malformed", message: "A bracket of the model has no partner." });
    const operators = new OnnxOperators(visit);
    for (const { domain, operator, offset } of nodes)
      operators.add({ operator, domain, name: "", inputs: [], outputs: [], offset, end: offset });
    for (const { domain, operator } of defined) operators.define(domain, operator);
    operators.judge();
    const files = new ExternalData(visit);
    for (const { entries, offset } of external) files.judge(tensorAt(entries, offset));
    for (const { value, offset } of texts) {
      const alarming = alarmingText(value);
      if (alarming !== undefined)
        visit.finding({ rule: "alarming-metadata", offset, message: `A text of the model holds ${alarming.what}.` });
    }
    visit.fact("nodes", nodes.length);
  },
};
