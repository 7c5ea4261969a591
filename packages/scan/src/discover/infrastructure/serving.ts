import type { Attributes, Json } from "@castellan/graph";
import { IMAGES, type ImageMeaning } from "../../../knowledge/infrastructure/images.ts";
import { BARE_FLAGS, SERVING_PROGRAMS, type ServingProgram } from "../../../knowledge/infrastructure/serving-commands.ts";
import { modelFrom, type NamedModel } from "./model-names.ts";

/** A model server or the like, as its command line says. */
export interface ServingCommand {
  readonly program: ServingProgram;
  readonly models: readonly NamedModel[];
  /** `host`, `port`, the model's path, and every flag that rules judge. */
  readonly attributes: Attributes;
}

const SHELLS = /^(?:\S*\/)?(?:ba|z|da|)sh$/;

/** Commands inside `sh -c "…"` and the like. */
export function unwrapped(
  words: readonly string[],
  split: (text: string) => readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const [first = "", second = "", third = ""] = words;
  if (SHELLS.test(first) && /^-\w*c$/.test(second)) return split(third);
  return [words];
}

export function servingCommand(words: readonly string[]): ServingCommand | undefined {
  // `nohup`, `exec`, `poetry run`, `uv run`, `uvx`, `numactl …` stand before the program.
  for (let skip = 0; skip < Math.min(words.length, 4); skip += 1) {
    const text = words.slice(skip).join(" ");
    const program = SERVING_PROGRAMS.find((candidate) => candidate.start.test(text));
    if (program !== undefined) {
      const started = program.start.exec(text)?.[0].split(" ").length ?? 1;
      return read(program, words.slice(skip + started));
    }
    if (!/^(?:exec|nohup|sudo|time|env|poetry|uv|uvx|run|pipenv|conda|npx|docker-entrypoint\.sh|tini|--|\w+=.*)$/.test(words[skip] ?? ""))
      return undefined;
  }
  return undefined;
}

/** The arguments of an image whose entry point is the program itself. */
export function servingArguments(product: string, words: readonly string[]): ServingCommand | undefined {
  const program = SERVING_PROGRAMS.find((candidate) => candidate.product === product && candidate.kind !== undefined);
  return program === undefined ? undefined : read(program, words);
}

function read(program: ServingProgram, words: readonly string[]): ServingCommand {
  const models: NamedModel[] = [];
  const attributes: { [key: string]: Json } = { product: program.product };
  const flags: { [key: string]: Json } = {};
  let positional = program.positional === true;
  const model = (text: string | undefined): void => {
    if (text === undefined || text === "") return;
    if (/^[./~]|\.gguf$|^models:\/|^runs:\//.test(text) || text.includes("$")) attributes["modelPath"] = text;
    else {
      const named = modelFrom(text, program.provider);
      if (named !== undefined) models.push(named);
    }
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "&" || word.startsWith(">")) break;
    if (!word.startsWith("-")) {
      if (positional) model(word);
      positional = false;
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals === -1 ? word : word.slice(0, equals);
    const next = words[at + 1];
    const takes = equals === -1 && !BARE_FLAGS.has(flag) && next !== undefined && !/^--?[A-Za-z]/.test(next);
    const value = equals === -1 ? (takes ? next : undefined) : word.slice(equals + 1);
    if (takes) at += 1;
    flags[flag] = /key|token|password/i.test(flag) && value !== undefined ? "********" : (value ?? true);
    if (program.model.includes(flag)) {
      model(value);
      positional = false;
    }
    if (flag === "--host" || flag === "-h") attributes["host"] = value ?? "";
    if (flag === "--port" || flag === "-p") attributes["port"] = value ?? "";
    if (flag === "--revision" && value !== undefined) attributes["revision"] = value;
  }
  if (Object.keys(flags).length > 0) attributes["flags"] = flags;
  return { program, models, attributes };
}

/** What an image is known as; its registry host, tag and digest do not matter. */
export function imageMeaning(reference: string): ImageMeaning | undefined {
  const path = reference.replace(/@sha256:[0-9a-f]+$/i, "").replace(/:[^/:]*$/, "");
  const bare = /^[^/]+\.[^/]+\/|^localhost(?::\d+)?\//.test(path) ? path.slice(path.indexOf("/") + 1) : path;
  return IMAGES.find(({ pattern }) => pattern.test(path) || pattern.test(bare));
}
