import {
  bytesSource,
  looksLikeSafetensors,
  readModelFile,
  readSafetensors,
  type SafetensorsProblem,
  type SafetensorsProblemKind,
  type SafetensorsReading,
} from "@castellan/formats";
import type { InspectionFinding, Interpreter, Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";

/** Rules that all formats share; everything else is a broken structure. */
const RULES: Partial<Record<SafetensorsProblemKind, string>> = {
  "shape-overflow": "impossible-length",
  "duplicate-key": "duplicate-key",
  overlap: "overlapping-bytes",
  hole: "unclaimed-bytes",
  trailing: "unclaimed-bytes",
  truncated: "tensors-cut",
  "unknown-dtype": "tensor-type-unknown",
};

/** Tensors and nothing else: a header in JSON, then the numbers. */
export const safetensors: Interpreter = {
  id: "safetensors",
  accepts: ({ head, source }) => looksLikeSafetensors(head, source.size),
  inspect: ({ source }, visit) => {
    visit.format("safetensors");
    const reading = readSafetensors(source);
    visit.spend("operations", reading.tensors + reading.metadata.length);
    for (const problem of reading.problems) visit.finding(findingOf(problem));
    // What no tensor holds is told above, with its place.
    visit.claim(0, source.size, "safetensors");
    if (reading.metadataLeftOut > 0)
      visit.incomplete(`${reading.metadataLeftOut} texts of the metadata are longer, or more, than what is read.`, 8);
    for (const { key, value, offset } of reading.metadata) {
      const hidden = encodedProgram(value);
      if (hidden !== undefined)
        visit.finding({
          rule: "embedded-program",
          message: `The text ${JSON.stringify(key.slice(0, 100))} is ${hidden} in base64.`,
          offset,
        });
    }
    judgeTexts(
      reading.metadata.flatMap(({ key, value }) => [
        { where: key, text: value },
        { where: key, text: key },
      ]),
      visit,
    );
    tellFacts(reading, visit);
  },
};

const BASE64 = /^[\w+/-]{24,}={0,2}$/;

/** What a text in base64 decodes to, where a loader would run it. */
function encodedProgram(text: string): string | undefined {
  const plain = text.replace(/\s+/g, "");
  if (!BASE64.test(plain)) return undefined;
  const facts = readModelFile(bytesSource(Uint8Array.from(Buffer.from(plain, "base64"))));
  return facts?.executable === true ? facts.formats.join(", ") : undefined;
}

function findingOf({ kind, message, offset }: SafetensorsProblem): InspectionFinding {
  return {
    rule: RULES[kind] ?? "malformed",
    message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`,
    offset,
    loader: "safetensors",
  };
}

function tellFacts({ tensors, parameters, dtypes, metadata }: SafetensorsReading, visit: Visit): void {
  visit.fact("tensors", tensors);
  visit.fact("parameters", parameters);
  if (dtypes.size > 0) visit.fact("dtypes", [...dtypes.keys()].map((dtype) => dtype.slice(0, 16)).sort());
  for (const [fact, keys] of FACTS) {
    const value = metadata.find(({ key }) => keys.includes(key))?.value;
    if (value !== undefined && value !== "") visit.fact(fact, value.slice(0, 300));
  }
}

/** Keys of `__metadata__` by convention: the model specification of Stability AI, kohya's scripts, and plain ones. */
const FACTS: readonly (readonly [fact: string, keys: readonly string[]])[] = [
  ["framework", ["format"]],
  ["licence", ["license", "licence", "modelspec.license"]],
  ["name", ["modelspec.title", "model_name", "name"]],
  ["architecture", ["modelspec.architecture", "architecture", "model_type"]],
  ["baseModel", ["base_model", "ss_base_model_version", "ss_sd_model_name"]],
];
