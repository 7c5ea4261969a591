import { scanText } from "@castellan/text";
import type { Detection, Evidence, Group } from "../../evidence.ts";

/** What a text that hides instructions counts as, against one that only hides something or only gives orders. */
const CHANCES = { both: 1e-6, one: 1e-3 } as const;
/** Hidden characters below this score occur in honest text. */
const SURE = 0.7;

/** Characters that nobody sees, and instructions to whoever reads the text with a model. */
export function detectHiddenText({ dataset }: Evidence): Detection | undefined {
  const { text } = dataset;
  if (text === undefined || text.length === 0) return undefined;
  const groups: Group[] = [];
  for (const { name, codes, dictionary } of text) {
    const found = new Map<string, Set<number>>();
    for (const [code, value] of dictionary.entries()) {
      const { spans, injection } = scanText(value, { detect: ["hidden", "injection"] });
      const hidden = spans.find(({ kind, score }) => kind === "hidden" && score >= SURE);
      const type =
        hidden === undefined
          ? injection.flagged
            ? "instructions"
            : undefined
          : `${hidden.type}${injection.flagged ? " with instructions" : ""}`;
      if (type === undefined) continue;
      const known = found.get(type) ?? new Set<number>();
      known.add(code);
      found.set(type, known);
    }
    for (const [type, values] of [...found].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
      const rows = Int32Array.from(codes.keys()).filter((row) => values.has(codes[row] ?? -1));
      if (rows.length === 0) continue;
      const both = type.endsWith(" with instructions");
      groups.push({
        kind: "text",
        description:
          type === "instructions"
            ? `${rows.length} texts in ${name} tell a model what to do`
            : `${rows.length} texts in ${name} hide something from the eye (${type.toLowerCase().replaceAll("_", " ")})`,
        where: { [name]: type },
        rows,
        p: both ? CHANCES.both : CHANCES.one,
        attack: both,
      });
    }
  }
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "hidden-text",
    title: "hidden text and injected instructions",
    live: groups.length > 0,
    livenessP,
    groups,
    note: groups.length === 0 ? "nothing hidden, no instructions" : groups.map(({ description }) => description).join("; "),
    reason: "hides text or gives orders",
  };
}
