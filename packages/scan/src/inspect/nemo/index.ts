import { type ConfigNode, entries, FormatError, isTar, items, readTar, readYaml, textOf } from "@castellan/formats";
import { isDotted, judgeCallable } from "../config/callables.ts";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";

const MOST = 8 * 1024 * 1024;
const CONFIG = /(?:^|\/)model_config\.ya?ml$/;

function configsOf({ head, source }: Pick<Subject, "head" | "source">) {
  return isTar(head) ? (readTar(source)?.members ?? []).filter(({ name, kind }) => kind === "file" && CONFIG.test(name)) : [];
}

/**
 * Archives of NeMo. Their members are judged as members of a tar archive; here stands what only NeMo does: it imports
 * the class that `target` names, wherever it stands.
 * @see https://github.com/NVIDIA/NeMo/blob/main/nemo/core/classes/common.py (Serialization.from_config_dict)
 */
export const nemoArchive: Interpreter = {
  id: "nemo",
  accepts: (subject) => configsOf(subject).length > 0,
  inspect: (subject, visit) => {
    visit.format("nemo");
    for (const { content, start } of configsOf(subject)) {
      if (content.size > MOST) visit.incomplete(`A configuration of ${content.size} bytes is not read.`, start);
      else judgeConfig(content.read(0, content.size), visit);
    }
  },
};

/** Text by its byte order mark, as parsers of YAML take it (YAML 1.2, section 5.2). */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return textOf(bytes);
}

function judgeConfig(bytes: Uint8Array, visit: Visit): void {
  const text = decoded(bytes);
  let documents: readonly ConfigNode[];
  try {
    ({ documents } = readYaml(text));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    visit.incomplete(`The configuration of the model cannot be read: ${error.message}.`);
    return;
  }
  // The other keys and the tags are judged with the member.
  const open: ConfigNode[] = [...documents];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...items(node), ...entries(node).map(({ value }) => value));
    for (const { key, value } of entries(node))
      if (key === "target" && value.kind === "scalar" && typeof value.value === "string") judgeTarget(key, value.value, visit);
  }
}

function judgeTarget(key: string, name: string, visit: Visit): void {
  if (!isDotted(name)) return;
  const { verdict, reason } = judgeCallable(name);
  if (verdict === "benign") return;
  visit.finding({
    rule: verdict === "malicious" ? "config-code-execution" : "config-unknown-class",
    message: `${name.slice(0, 120)} under ${key} is imported and called; it ${reason}.`,
    call: { callable: name.slice(0, 200), arguments: [] },
    loader: "nemo.core.ModelPT.restore_from",
  });
}
