import { looksLikeCoremlWeights, looksLikeMil, readCoremlWeights, readMil, textOf } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { escapeOf } from "../onnx/external-data.ts";
import { MIL_OPERATORS } from "./operators.ts";

const MOST = 256 * 1024 * 1024;
const LOADER = "MLModel(contentsOf:)";
/** Where a package keeps what a program refers to. */
const PACKAGE = /^@model_path\//;
/** Namespaces that compiled programs put before the names of operators. */
const NAMESPACE = /^(?:ios\d{1,2}\.|coreml\.|mil\.)/;

/** `model.mil` of a compiled Core ML model: every operator, and where weights are read from. */
export const compiledProgram: Interpreter = {
  id: "coreml-mil",
  accepts: ({ head }) => looksLikeMil(textOf(head.subarray(0, 1024))),
  inspect: ({ source }, visit) => {
    visit.format("coreml-mil");
    if (source.size > MOST) return visit.incomplete(`A program of ${source.size} bytes is not read.`);
    const text = textOf(source.read(0, source.size));
    visit.spend("operations", Math.ceil(text.length / 16));
    const { operators, files, functions, unbalanced } = readMil(text);
    visit.claim(0, source.size, "program");
    if (unbalanced) visit.finding({ rule: "malformed", message: "A bracket of the program has no partner." });
    const unknown = [...operators].filter(([name]) => !MIL_OPERATORS.has(name.replace(NAMESPACE, "")));
    const [first] = unknown;
    if (first !== undefined)
      visit.finding({
        rule: "coreml-unknown-operator",
        offset: first[1],
        message: `Core ML has no operator ${unknown
          .slice(0, 8)
          .map(([name]) => JSON.stringify(name.slice(0, 80)))
          .join(", ")}.`,
      });
    for (const [path, offset] of files)
      if (escapeOf(path.replace(PACKAGE, "")) !== undefined)
        visit.finding({
          rule: "external-data-path",
          offset,
          message: `Weights are read from ${JSON.stringify(path.slice(0, 200))}.`,
          loader: LOADER,
        });
    visit.fact("functions", functions.slice(0, 20));
  },
};

/** `weights/weight.bin` of a Core ML program. */
export const coremlWeights: Interpreter = {
  id: "coreml-weights",
  accepts: ({ head }) => looksLikeCoremlWeights(head),
  inspect: ({ source }, visit) => {
    visit.format("coreml-weights");
    const { blobs, ranges, problem } = readCoremlWeights(source);
    visit.spend("operations", blobs);
    for (const { start, end, what } of ranges) visit.claim(start, end, what);
    if (problem !== undefined)
      visit.finding({
        rule: (problem.announced ?? 0) >= 2 ** 44 ? "impossible-length" : "malformed",
        message: `The weights do not hold together: ${problem.message}.`,
        offset: problem.offset,
      });
    visit.fact("tensors", blobs);
  },
};

/** Parts of compiled models whose form Apple does not tell: known by their names alone, and never harmless. */
const UNREAD = /(?:^|[\\/])(?:coremldata\.bin|model\.espresso\.(?:net|shape|weights)|neural_network_optionals[\\/]coremldata\.bin)$/;

export const compiledParts: Interpreter = {
  id: "coreml-compiled",
  accepts: ({ name, source }) => source.size > 0 && UNREAD.test(name),
  inspect: ({ name }, visit) => {
    visit.format("coreml-compiled");
    visit.incomplete(
      `${JSON.stringify(name.split(/[\\/]/).at(-1)?.slice(-60) ?? "")} is a part of a compiled Core ML model whose form is not public.`,
    );
  },
};
