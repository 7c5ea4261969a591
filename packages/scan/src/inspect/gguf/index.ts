import {
  GGUF_FILE_TYPES,
  type GgufProblem,
  type GgufProblemKind,
  type GgufReading,
  looksLikeGguf,
  looksNearlyLikeGguf,
  readGguf,
} from "@castellan/formats";
import type { InspectionFinding, Interpreter, Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";
import { inspectTemplate, templateDigest } from "../template/report.ts";

const RULES: Partial<Record<GgufProblemKind, string>> = {
  "forged-count": "impossible-length",
  "forged-length": "impossible-length",
  "forged-dimensions": "gguf-memory-error",
  "forged-type": "gguf-memory-error",
  "forged-offset": "gguf-memory-error",
  "forged-depth": "gguf-memory-error",
  "forged-name": "gguf-memory-error",
  "forged-vocabulary": "gguf-memory-error",
  "alignment-zero": "gguf-memory-error",
  "array-nested": "gguf-memory-error",
  "key-duplicate": "duplicate-key",
  "name-duplicate": "duplicate-key",
  overlap: "overlapping-bytes",
  hole: "unclaimed-bytes",
  trailing: "unclaimed-bytes",
  "data-truncated": "tensors-cut",
  "header-truncated": "tensors-cut",
  "type-unknown": "tensor-type-unknown",
};

/** Keys that hold a template by their name; others do by what stands in them. */
const TEMPLATE_KEY = /chat_template|\.template$/;
const TEMPLATE_TEXT = /\{%[\s\S]*%\}|\{\{[\s\S]*\}\}/;

/** Models of llama.cpp: metadata, templates, tensors. */
export const gguf: Interpreter = {
  id: "gguf",
  accepts: ({ head }) => looksLikeGguf(head) || looksNearlyLikeGguf(head),
  inspect: ({ source, head }, visit) => {
    visit.format("gguf");
    if (!looksLikeGguf(head)) {
      visit.finding({ rule: "malformed", message: "The magic of GGUF is written in small letters.", offset: 0 });
      return;
    }
    const reading = readGguf(source);
    visit.spend("operations", reading.texts.length + reading.numbers.size);
    for (const problem of reading.problems) visit.finding(findingOf(problem));
    visit.claim(0, source.size, "GGUF");
    if (reading.textsLeftOut > 0) visit.incomplete(`${reading.textsLeftOut} texts of the metadata are more than what is read.`);
    judgeNumbers(reading, visit);
    inspectTexts(reading, visit);
    tellFacts(reading, visit);
  },
};

function findingOf({ kind, message, offset }: GgufProblem): InspectionFinding {
  return {
    rule: RULES[kind] ?? "malformed",
    message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`,
    offset,
    loader: "llama.cpp",
  };
}

/** Counts that readers allocate by, or divide by. */
const COUNT =
  /\.(?:block_count|embedding_length|feed_forward_length|head_count|head_count_kv|expert_count|expert_used_count|vocab_size|group_count)$/;
const BEYOND_REASON = 2 ** 24;

function judgeNumbers({ numbers }: GgufReading, visit: Visit): void {
  for (const [key, value] of numbers) {
    if (!COUNT.test(key) || typeof value !== "number") continue;
    if (value < 0 || value > BEYOND_REASON || (value === 0 && /head_count$|block_count$|embedding_length$/.test(key)))
      visit.finding({
        rule: "malformed",
        message: `${JSON.stringify(key.slice(0, 100))} is ${value}, which no model has.`,
        loader: "llama.cpp",
      });
  }
}

function inspectTexts(reading: GgufReading, visit: Visit): void {
  for (const { key, value, offset, cut } of reading.texts) {
    if (cut && !key.startsWith("tokenizer.ggml.") && key !== "tokenizer.huggingface.json")
      visit.incomplete(`The text ${JSON.stringify(key.slice(0, 100))} is longer than what is read.`, offset);
    if (TEMPLATE_KEY.test(key) || (TEMPLATE_TEXT.test(value) && key !== "tokenizer.huggingface.json"))
      inspectTemplate(value, { offset, plain: true, chat: true, where: key, loader: "llama_cpp.Llama" }, visit);
    else if (!key.startsWith("tokenizer.")) judgeTexts([{ where: key, text: value }], visit);
  }
}

function tellFacts(reading: GgufReading, visit: Visit): void {
  const text = (key: string): string | undefined =>
    reading.texts.find((text) => text.key === key && text.value !== "")?.value.slice(0, 300);
  const fact = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) visit.fact(name, value);
  };
  const number = (key: string): number | undefined => {
    const value = reading.numbers.get(key);
    return typeof value === "number" ? value : undefined;
  };
  const architecture = text("general.architecture");
  const fileType = number("general.file_type");
  fact("version", reading.version);
  fact("tensors", reading.tensors);
  fact("parameters", reading.parameters > 0 ? reading.parameters : undefined);
  fact("architecture", architecture);
  fact("name", text("general.name"));
  fact("licence", text("general.license") ?? text("general.license.name"));
  fact("baseModel", text("general.base_model.0.repo_url") ?? text("general.base_model.0.name"));
  fact("contextLength", number(`${architecture ?? ""}.context_length`));
  fact("quantisation", (fileType === undefined ? undefined : GGUF_FILE_TYPES[fileType]) ?? mostCommon(reading.types));
  if (reading.types.size > 0) visit.fact("dtypes", [...reading.types.keys()].sort());
  const template = reading.texts.find(({ key }) => key === "tokenizer.chat_template");
  if (template !== undefined) visit.fact("chatTemplate", templateDigest(template.value));
}

function mostCommon(types: ReadonlyMap<string, number>): string | undefined {
  return [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}
