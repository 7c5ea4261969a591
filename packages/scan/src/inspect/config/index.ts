import { type ByteSource, bytesSource, type JsonProblem, type JsonVisit, walkJson } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { SERIALIZED } from "../zip-models/stable-baselines.ts";
import { ConfigInspection } from "./inspect-values.ts";
import { kindByName } from "./kinds.ts";

export { yamlConfig } from "./yaml.ts";

const UTF16 = 16 * 1024 * 1024;
const DEPTH = 512;

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** JSON in UTF-8, with or without a mark, or in UTF-16, which Python's json module takes as well. */
function jsonText(source: ByteSource, head: Uint8Array): { readonly source: ByteSource; readonly start: number } | undefined {
  const wide = utf16Of(head);
  if (wide !== undefined) {
    if (source.size > UTF16) return undefined;
    const text = new TextDecoder(wide).decode(source.read(0, source.size));
    return startOf(new TextEncoder().encode(text).subarray(0, 4096), bytesSource(new TextEncoder().encode(text)));
  }
  return startOf(head, source);
}

function startOf(head: Uint8Array, source: ByteSource): { readonly source: ByteSource; readonly start: number } | undefined {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const start = at;
  while (isBlank(head[at])) at++;
  return head[at] === 0x7b || head[at] === 0x5b ? { source, start } : undefined;
}

function utf16Of(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second, third] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0x7b && second === 0 && third !== 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x7b) ? "utf-16be" : undefined;
}

/** Configurations in JSON, of Hugging Face's libraries and others. */
export const jsonConfig: Interpreter = {
  id: "json-config",
  accepts: ({ head, source, name }) =>
    jsonText(bytesSource(head), head) !== undefined || (kindByName(name) !== undefined && source.size > 0),
  inspect: (subject, visit) => {
    const inspection = new ConfigInspection(subject.name, visit);
    const text = jsonText(subject.source, subject.head);
    if (text === undefined) return notJson(subject, visit);
    // The reader of such archives unpacks and judges them.
    const elsewhere = subject.within.at(-1) === "zip" && subject.within.includes("stable-baselines3") ? SERIALIZED : undefined;
    const show = (value: JsonVisit): void => {
      if (elsewhere === undefined || value.path.at(-1) !== elsewhere) inspection.value(valueOf(value));
    };
    const walk = walkJson(text.source, show, {
      start: text.start,
      depth: DEPTH,
      keep: 512 * 1024,
      pythonNumbers: true,
    });
    inspection.finish(subject.within.length > 0);
    if (inspection.kind !== undefined) visit.claim(0, subject.source.size, "JSON");
    if (!inspection.foreign) for (const problem of walk.problems) tellProblem(problem, inspection.kind !== undefined, visit);
  },
};

function valueOf({ event, path, text, cut, offset }: JsonVisit): Parameters<ConfigInspection["value"]>[0] {
  const kind = event === "map" || event === "list" ? event : "scalar";
  const value = event === "number" ? Number(text) : event === "word" ? (text === "null" ? null : text === "true") : text;
  return { path, kind, value, cut, offset };
}

/** What is wrong with the syntax matters where a loader would read the file; a limit of ours always does. */
function tellProblem({ kind, message, offset }: JsonProblem, known: boolean, visit: Visit): void {
  if (kind === "duplicate-key") {
    if (known) visit.finding({ rule: "duplicate-key", message: `The key ${JSON.stringify(message)} stands twice.`, offset });
  } else if (kind === "too-many-values" || message.startsWith("nested deeper")) visit.incomplete(`The JSON is ${message}.`, offset);
  else if (known) visit.finding({ rule: "malformed", message: `No JSON: ${message}.`, offset });
}

function notJson({ head, name }: Subject, visit: Visit): void {
  if (String.fromCharCode(...head.subarray(0, 24)) === "version https://git-lfs.") return;
  if (kindByName(name) !== undefined && /\.json$/i.test(name))
    visit.finding({ rule: "malformed", message: "The name says a configuration in JSON, and the bytes are none." });
}
