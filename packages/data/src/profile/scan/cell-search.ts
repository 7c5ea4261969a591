import { builtInSecretEngine, findPersonalData, findSecrets, scanText, type TextDetector } from "@castellan/text";
import { Random } from "../../statistics/random.ts";
import type { CellFinding } from "./facts.ts";

const SHOWN = 3;
const PROBES = 300;
/** Ends a sentence, so that no stretch is one of two cells. */
const SEPARATOR = "\n\n";
const TOGETHER = 32 * 1024;
const WHOLE_MAIL =
  /^[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){0,4}\.([A-Za-z]{2,24})$/;

interface Counted {
  kind: CellFinding["kind"];
  type: string;
  rule: string;
  cells: number;
  examples: number;
  score: number;
  first: { row: number; masked: string }[];
  last: number;
}

interface Verdict {
  readonly type: string;
  readonly rule: string;
  readonly score: number;
  readonly masked: string;
  readonly example: boolean;
}

/** Cells whose verdict is remembered: categories and codes come again and again. */
const REMEMBERED = 20_000;

/** `customerPhone` and `customer_phone` are read as words in front of the value. */
function prefixOf(name: string): string {
  return `${name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").slice(0, 60)}: `;
}

/** Personal data and secrets in the cells of one column; the column's name stands before each cell as its context. */
export class CellSearch {
  /** The name itself calls for a secret: every cell is looked at. */
  readonly secretByName: boolean;
  readonly #prefix: string;
  readonly #found = new Map<string, Counted>();
  /** What was counted last: mostly it is the next one too. */
  #lately: Counted | undefined;
  readonly #known = new Map<string, readonly Verdict[]>();
  /** How often a remembered verdict was asked for again; where values hardly return, nothing is remembered. */
  #again = 0;
  #remembers = true;
  /** By length of a cell of digits only: whether any recogniser can take it under this name. */
  readonly #inert = new Map<number, boolean>();
  /** By top-level domain: whether the recogniser takes a plain address there. */
  readonly #mail = new Map<string, Verdict | false>();

  /** What is looked for. */
  readonly wants: { readonly personal: boolean; readonly secrets: boolean; readonly hidden: boolean; readonly injection: boolean };
  /** Prose that waits to be read together. */
  #prose: { readonly text: string; readonly row: number }[] = [];
  #proseLength = 0;

  constructor(name: string, detect: readonly TextDetector[]) {
    this.#prefix = prefixOf(name);
    this.wants = {
      personal: detect.includes("pii"),
      secrets: detect.includes("secrets"),
      hidden: detect.includes("hidden"),
      injection: detect.includes("injection"),
    };
    let hit = false;
    builtInSecretEngine().prefilter.scan(this.#prefix, () => {
      hit = true;
    });
    this.secretByName = hit && this.wants.secrets;
  }

  /**
   * Whether cells of so many digits and nothing else can be left unread: recognisers see only the digits and the name, so
   * that seeded random ones show whether any can match (a check digit lets through at least one in a hundred).
   */
  inertDigits(length: number): boolean {
    const known = this.#inert.get(length);
    if (known !== undefined) return known;
    const random = new Random(length);
    let inert = true;
    for (let probe = 0; probe < PROBES && inert; probe++) {
      let digits = String(1 + random.below(9));
      while (digits.length < length) digits += String(random.below(10));
      inert = this.#personal(digits).length === 0;
    }
    this.#inert.set(length, inert);
    return inert;
  }

  #personal(text: string): readonly Verdict[] {
    const before = this.#prefix.length;
    return findPersonalData(this.#prefix + text, { times: false }).flatMap(({ type, rule, score, masked, example, start, end }) =>
      end <= before || start < before - 2 ? [] : [{ type, rule, score, masked, example: example === true }],
    );
  }

  personal(text: string, row: number): void {
    if (text.length <= 120) {
      const mail = WHOLE_MAIL.exec(text);
      if (mail !== null && this.#plainMail(text, mail[1] ?? "", row)) return;
    }
    for (const verdict of this.#remembered(text)) this.#count("personal", verdict, row);
  }

  #remembered(text: string): readonly Verdict[] {
    if (text.length > 64 || !this.#remembers) return this.#personal(text);
    const known = this.#known.get(text);
    if (known !== undefined) {
      this.#again++;
      return known;
    }
    const verdicts = this.#personal(text);
    if (this.#known.size < REMEMBERED) this.#known.set(text, verdicts);
    else if (this.#again < REMEMBERED / 4) {
      this.#remembers = false;
      this.#known.clear();
    }
    return verdicts;
  }

  /** A whole cell that is a plain address: the recogniser's verdict depends on the domain's ending alone. */
  #plainMail(text: string, ending: string, row: number): boolean {
    // Examples (example.com, no-reply@) are told apart by the recogniser.
    if (
      /example|test|invalid|localhost|acme|domain|email\.|foo|bar\.|company|mail\.com|^(?:no-?reply|do-?not|git|support|info|admin|hello|contact|help|sales|security|abuse|post|web|root|user|me|you|some|name|mail)/i.test(
        text,
      )
    )
      return false;
    const key = ending.toLowerCase();
    let verdict = this.#mail.get(key);
    if (verdict === undefined) {
      const [only, ...more] = this.#personal(text);
      verdict = only !== undefined && more.length === 0 && only.type === "EMAIL_ADDRESS" && !only.example ? only : false;
      this.#mail.set(key, verdict);
    }
    if (verdict === false) return false;
    this.#count("personal", verdict, row, text);
    return true;
  }

  secrets(text: string, row: number): void {
    const before = this.#prefix.length;
    for (const { rule, title, confidence, masked, start } of findSecrets(this.#prefix + text)) {
      if (start < before) continue;
      const score = confidence === "certain" ? 1 : confidence === "likely" ? 0.9 : 0.6;
      this.#count("secret", { type: title, rule, score, masked, example: false }, row);
    }
  }

  /** Text that hides from the reader: in cells that are not plain ASCII. */
  hidden(text: string, row: number): void {
    for (const { type, rule, score, decoded } of scanText(text, { detect: ["hidden"] }).spans) {
      // What it says is shown only by its length: it may be anything.
      this.#count(
        "hidden",
        { type, rule, score, masked: decoded === undefined ? "…" : `${decoded.length} hidden characters`, example: false },
        row,
      );
    }
  }

  /**
   * Instructions to a model in prose. Many cells are read at once, since windows that begin and end with a cell are
   * among those of the whole; only the cells under a flagged stretch are then judged alone.
   */
  instructions(text: string, row: number): void {
    this.#prose.push({ text, row });
    this.#proseLength += text.length + SEPARATOR.length;
    if (this.#proseLength > TOGETHER) this.flush();
  }

  flush(): void {
    const cells = this.#prose;
    this.#prose = [];
    this.#proseLength = 0;
    if (cells.length === 0) return;
    const { spans } = scanText(cells.map(({ text }) => text).join(SEPARATOR), { detect: ["injection"] });
    let at = 0;
    let span = 0;
    for (const { text, row } of cells) {
      const end = at + text.length;
      while (span < spans.length && (spans[span]?.end ?? 0) <= at) span++;
      if ((spans[span]?.start ?? Number.POSITIVE_INFINITY) < end) this.#judge(text, row);
      at = end + SEPARATOR.length;
    }
  }

  #judge(text: string, row: number): void {
    const { spans, injection } = scanText(text, { detect: ["injection"] });
    if (!injection.flagged) return;
    for (const { type, rule, score } of spans)
      this.#count("injection", { type, rule, score, masked: `${text.length} characters`, example: false }, row);
  }

  /** `own` is the text of this cell where the verdict was reached on one like it. */
  #count(kind: CellFinding["kind"], { type, rule, score, masked, example }: Verdict, row: number, own?: string): void {
    let counted = this.#lately;
    if (counted?.kind !== kind || counted.rule !== rule || counted.type !== type) {
      const key = `${kind} ${type} ${rule}`;
      counted = this.#found.get(key);
      if (counted === undefined) {
        counted = { kind, type, rule, cells: 0, examples: 0, score: 0, first: [], last: -1 };
        this.#found.set(key, counted);
      }
      this.#lately = counted;
    }
    if (counted.last === row) return;
    counted.last = row;
    counted.cells++;
    if (example) counted.examples++;
    counted.score = Math.max(counted.score, score);
    if (counted.first.length >= SHOWN) return;
    counted.first.push({
      row,
      masked:
        own === undefined
          ? masked
          : own
              .replace(/[A-Za-z]/g, "x")
              .replace(/\d/g, "0")
              .slice(0, 24),
    });
  }

  findings(): readonly CellFinding[] {
    this.flush();
    return [...this.#found.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { kind, type, rule, cells, examples, score, first }]) => ({ kind, type, rule, cells, examples, score, first }));
  }
}
