import { type ByteSource, type ConfigNode, FormatError, readYaml, textOf } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { ConfigInspection } from "./inspect-values.ts";
import { YamlTags } from "./yaml-tags.ts";

const LONGEST = 2 * 1024 * 1024;
const BUDGET = { bytes: LONGEST, depth: 200, nodes: 200_000 };
const NAME = /\.ya?ml$/i;
/** Marks of what imports and calls, wherever a file of YAML has no name that says so. */
const CALLING = /python\/(?:object|name|module)|yaml\.org,2002:python|^%TAG\s|(?:^|[\s{[,"'-])(?:_target_|class_path)["']?\s{0,10}:/m;

function isText(head: Uint8Array): boolean {
  return utf16Of(head) !== undefined || !head.subarray(0, 2048).includes(0);
}

/** PyYAML takes UTF-16 where a mark says so (YAML 1.2, section 5.2). */
function utf16Of([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function decoded(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  return wide === undefined ? textOf(bytes) : new TextDecoder(wide).decode(bytes);
}

function isJson(head: Uint8Array): boolean {
  return /^\uFEFF?\s{0,500}[{[]\s{0,500}["{[]/.test(decoded(head.subarray(0, 1024)));
}

function acceptsYaml({ head, name }: Subject): boolean {
  if (!isText(head)) return false;
  return NAME.test(name) || (!isJson(head) && CALLING.test(decoded(head)));
}

/** Configurations in YAML: Hydra, NeMo, Stable Diffusion, Lightning, and whatever PyYAML reads. */
export const yamlConfig: Interpreter = {
  id: "yaml-config",
  accepts: acceptsYaml,
  inspect: ({ source, name, within }, visit) => {
    const head = source.read(0, Math.min(source.size, LONGEST));
    const text = decoded(head);
    const calling = CALLING.test(text);
    if (source.size > LONGEST) {
      if (calling || utf16Of(head) !== undefined || callsLater(source))
        visit.incomplete(`Only the first ${LONGEST} bytes of the YAML are read.`);
      else return;
    }
    const inspection = new ConfigInspection(name, visit);
    const documents = readDocuments(text, calling, NAME.test(name), visit);
    const tags = new YamlTags(text, inspection.context.tell);
    for (const document of documents) walk(document, [], inspection, tags);
    inspection.finish(within.length > 0);
    tags.judgeWritten(text);
    if (calling) visit.format("yaml");
  },
};

/** Whether anything behind what is parsed can call. */
function callsLater(source: ByteSource): boolean {
  for (let at = LONGEST; at < source.size; at += LONGEST) if (CALLING.test(textOf(source.read(at - 1000, LONGEST + 1000)))) return true;
  return false;
}

function readDocuments(text: string, calling: boolean, named: boolean, visit: Visit): readonly ConfigNode[] {
  try {
    const { documents, errors } = readYaml(text, BUDGET);
    const [error] = errors;
    // Source code and prose that speak of such marks are no YAML; tags in them are judged as they are written.
    if (error !== undefined && calling && named)
      visit.finding({ rule: "malformed", message: `Line ${error.line}: ${error.message.slice(0, 200)}` });
    return documents;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    // Aliases of aliases: more values than the text has characters for.
    if (error.code === "BUDGET_NODES" && text.length < BUDGET.nodes)
      visit.finding({ rule: "config-bomb", message: `${text.length} characters expand to more than ${BUDGET.nodes} values.` });
    else if (calling || error.code !== "MALFORMED") visit.incomplete(`The YAML could not be read: ${error.message}.`);
    return [];
  }
}

/** Shows every value of a tree, without recursion deeper than the reader allowed. */
function walk(node: ConfigNode, path: (string | number)[], inspection: ConfigInspection, tags: YamlTags): void {
  const { line, tag } = node;
  if (tag !== undefined) tags.judge(tag, { line });
  const kind = node.kind === "scalar" ? "scalar" : node.kind;
  inspection.value({ path, kind, value: node.kind === "scalar" ? node.value : null, cut: false, line });
  if (node.kind === "scalar") return;
  const parts =
    node.kind === "map"
      ? node.entries.map(({ key, value }) => [key, value] as const)
      : node.items.map((item, index) => [index, item] as const);
  for (const [key, value] of parts) {
    path.push(key);
    walk(value, path, inspection, tags);
    path.pop();
  }
}
