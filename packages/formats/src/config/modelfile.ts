import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import { type ConfigReading, requireSize } from "./reading.ts";

const INSTRUCTION = /^\s*(FROM|PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE|REQUIRES|DRAFT|RENDERER|PARSER)\s+(.*)$/is;

/**
 * Reads an Ollama Modelfile (docs.ollama.com/modelfile): one entry per instruction in order, keys in upper
 * case; PARAMETER and MESSAGE keep their name in the key ("PARAMETER temperature").
 *
 * @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES
 */
export function readModelfile(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "Modelfile");
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const entries: ConfigEntry[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const [, keyword = "", rest = ""] = INSTRUCTION.exec(line) ?? [];
    if (keyword === "") continue;
    const first = index + 1;
    const named = /^(?:PARAMETER|MESSAGE)$/i.test(keyword) ? /^(\S+)\s+(.*)$/s.exec(rest) : null;
    let value = named?.[2] ?? rest;
    const quote = value.startsWith('"""') ? '"""' : /^"(?!.*"\s*$)/.test(value) ? '"' : undefined;
    if (quote !== undefined) {
      const body = [value.slice(quote.length)];
      while (!(body.at(-1) ?? "").includes(quote) && index + 1 < lines.length) body.push(lines[(index += 1)] ?? "");
      const whole = body.join("\n");
      const end = whole.indexOf(quote);
      value = end === -1 ? whole : whole.slice(0, end);
    } else value = value.trim().replace(/^"(.*)"$/, "$1");
    const scalar: ConfigNode = { kind: "scalar", value, line: first, endLine: index + 1 };
    entries.push({ key: keyword.toUpperCase() + (named?.[1] === undefined ? "" : ` ${named[1]}`), line: first, value: scalar });
  }
  if (!entries.some((entry) => entry.key === "FROM")) throw new FormatError("NOT_THIS_FORMAT", "no FROM instruction: this is no Modelfile");
  return { documents: [{ kind: "map", entries, line: 1, endLine: lines.length }], errors: [] };
}
