import { scanText, type TextScan } from "@castellan/text";
import { binomialUpper } from "../../../statistics/distributions.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";

/** What a text that hides instructions counts as, against one that only hides something or only gives orders. */
const CHANCES = { both: 1e-6, one: 1e-3 } as const;
/** Hidden characters below this score occur in honest text. */
const SURE = 0.7;
/**
 * Shapes that only make sense to a model. Of 22,000 honest news titles, news, messages and mails one has one of them; the
 * other shapes ("quote your reference number in your reply") stand in up to 0.6 % of honest mail.
 */
const ADDRESS_A_MODEL: ReadonlySet<string> = new Set([
  "injection-chat-marker",
  "injection-override",
  "injection-prompt-extraction",
  "injection-exfiltration",
  "injection-secrecy",
  "injection-persona",
]);
/** Share of honest texts that are worded like orders all the same: more than in any honest set that was read. */
const HONEST_ORDERS = 0.01;
/** Above this, so many texts worded like orders are what honest data has. */
const NOTICED = 0.01;

type Kind = "both" | "hidden" | "model" | "orders";

/** What is odd about one text: what hides in it, or how it speaks. */
function oddity({ spans, injection }: TextScan): { readonly kind: Kind; readonly type: string } | undefined {
  const hidden = spans.find(({ kind, score }) => kind === "hidden" && score >= SURE);
  if (hidden !== undefined)
    return injection.flagged ? { kind: "both", type: `${hidden.type} with instructions` } : { kind: "hidden", type: hidden.type };
  if (!injection.flagged) return undefined;
  const shaped = spans.some(({ kind, rule }) => kind === "injection" && ADDRESS_A_MODEL.has(rule));
  return shaped ? { kind: "model", type: "instructions" } : { kind: "orders", type: "orders" };
}

function describe(kind: Kind, type: string, rows: number, column: string): string {
  if (kind === "model") return `${rows} texts in ${column} tell a model what to do`;
  if (kind === "orders") return `${rows} texts in ${column} are worded like orders to a model, more than honest texts are`;
  return `${rows} texts in ${column} hide something from the eye (${type.toLowerCase().replaceAll("_", " ")})`;
}

/** Characters that nobody sees, and instructions to whoever reads the text with a model. */
export function detectHiddenText({ dataset }: Evidence): Detection | undefined {
  const { text } = dataset;
  if (text === undefined || text.length === 0) return undefined;
  const groups: Group[] = [];
  const passed: string[] = [];
  for (const { name, codes, dictionary } of text) {
    const found = new Map<string, { readonly kind: Kind; readonly values: Set<number> }>();
    for (const [code, value] of dictionary.entries()) {
      const odd = oddity(scanText(value, { detect: ["hidden", "injection"] }));
      if (odd === undefined) continue;
      const known = found.get(odd.type) ?? { kind: odd.kind, values: new Set<number>() };
      known.values.add(code);
      found.set(odd.type, known);
    }
    for (const [type, { kind, values }] of [...found].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
      const rows = Int32Array.from(codes.keys()).filter((row) => values.has(codes[row] ?? -1));
      if (rows.length === 0) continue;
      // Copies of one text are one text.
      if (kind === "orders" && binomialUpper(values.size, dictionary.length, HONEST_ORDERS) > NOTICED) {
        passed.push(`${rows.length} texts in ${name} are worded like orders, as many as honest texts are`);
        continue;
      }
      groups.push({
        kind: "text",
        description: describe(kind, type, rows.length, name),
        where: { [name]: type },
        rows,
        p: kind === "both" ? CHANCES.both : CHANCES.one,
        attack: kind === "both",
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
    note: [groups.length === 0 ? "nothing hidden, no instructions to a model" : groups.map(({ description }) => description), passed]
      .flat()
      .join("; "),
    reason: "hides text or gives orders",
  };
}
