import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { bytesSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { readXml } from "../xml/index.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import { type ConfigReading, NodeCount, requireSize } from "./reading.ts";

interface Open {
  readonly name: string;
  readonly line: number;
  readonly entries: ConfigEntry[];
  text: string;
}

/**
 * Configuration in XML, as ClickHouse and Hadoop keep it: an element with elements in it is a map by their names
 * (several of one name are several entries), any other the text in it. Attributes are left out.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES, BUDGET_DEPTH
 */
export function readXmlConfig(text: string, budget: Budget = DEFAULT_BUDGET): ConfigReading {
  requireSize(text, budget, "XML configuration");
  const count = new NodeCount(budget.nodes);
  const root: Open = { name: "", line: 1, entries: [], text: "" };
  const open: Open[] = [root];
  let last = 1;
  const { problems } = readXml(
    bytesSource(new TextEncoder().encode(text)),
    {
      open: ({ local, line, depth }) => {
        count.take(1, line);
        if (depth >= budget.depth) throw new FormatError("BUDGET_DEPTH", `elements stand deeper than ${budget.depth}`, { line });
        last = line;
        open.push({ name: local, line, entries: [], text: "" });
      },
      text: (piece, line) => {
        last = line;
        const current = open.at(-1);
        if (current !== undefined) current.text += piece;
      },
      close: () => {
        const closed = open.length > 1 ? open.pop() : undefined;
        const parent = open.at(-1);
        if (closed === undefined || parent === undefined) return;
        parent.entries.push({ key: closed.name, line: closed.line, value: nodeOf(closed, last) });
      },
    },
    { bytes: budget.bytes * 4, depth: budget.depth + 1, elements: budget.nodes },
  );
  return { documents: root.entries.length === 0 ? [] : [nodeOf(root, last)], errors: problems };
}

function nodeOf({ entries, text, line }: Open, endLine: number): ConfigNode {
  return entries.length > 0
    ? { kind: "map", entries, line, endLine: Math.max(line, endLine) }
    : { kind: "scalar", value: text.trim(), line, endLine: Math.max(line, endLine) };
}
