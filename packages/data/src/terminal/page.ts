const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** One line that can neither move the cursor nor turn the reading direction: names and values of data are hostile. */
export function plain(text: string): string {
  return text
    .replace(/[ \t\r\n\u0085\u2028\u2029]+/g, " ")
    .replace(UNSAFE, "")
    .trim();
}

export type PageStyle = "bold" | "dim" | "accent" | "critical" | "medium" | "low";

export interface PageOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  /** Everything, not only what asks for a decision. */
  readonly all: boolean;
}

const CODES: Readonly<Record<PageStyle, string>> = {
  bold: "1",
  dim: "2",
  accent: "38;5;37",
  critical: "38;5;160",
  medium: "38;5;172",
  low: "38;5;66",
};

/** Lines of a report in a terminal. */
export class Page {
  readonly #lines: string[] = [];
  readonly options: PageOptions;

  constructor(options: PageOptions) {
    this.options = options;
  }

  paint(text: string, ...styles: readonly PageStyle[]): string {
    return this.options.color && text !== "" ? `\u001b[${styles.map((style) => CODES[style]).join(";")}m${text}\u001b[0m` : text;
  }

  /** A line that is as it should be: its parts were made plain. */
  raw(line = ""): void {
    this.#lines.push(line.trimEnd());
  }

  /** Words broken at the width, with a label before the first line. */
  labelled(label: string, text: string, indent: number, style?: PageStyle): void {
    const room = Math.max(20, this.options.width - indent);
    let line = "";
    const lines: string[] = [];
    for (const word of plain(text).split(" ")) {
      if (line !== "" && line.length + 1 + word.length > room) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
    for (const [at, part] of lines.entries()) {
      const before = at === 0 ? label.padEnd(indent) : " ".repeat(indent);
      this.raw(`${style === undefined || at > 0 ? before : this.paint(before, style)}${part}`);
    }
  }

  /** Cells in columns as wide as their widest; `right` are those aligned at their end. */
  table(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set(), indent = 2): void {
    const widths: number[] = [];
    for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, Array.from(cell).length);
    for (const row of rows)
      this.raw(
        `${" ".repeat(indent)}${row
          .map((cell, at) => {
            const space = " ".repeat((widths[at] ?? 0) - Array.from(cell).length);
            return right.has(at) ? `${space}${cell}` : `${cell}${space}`;
          })
          .join("  ")}`,
      );
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

const BARS = "▁▂▃▄▅▆▇█";

/** A small histogram; the tallest bar is `top`. */
export function sparkline(shares: readonly number[], top = Math.max(...shares)): string {
  return shares.map((share) => (share <= 0 ? " " : (BARS[Math.min(7, Math.floor((share / (top || 1)) * 7.999))] ?? "█"))).join("");
}

export function shortened(text: string, width: number): string {
  const characters = Array.from(plain(text));
  return characters.length <= width ? characters.join("") : `${characters.slice(0, width - 1).join("")}…`;
}

/** Three significant digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e7)) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}
