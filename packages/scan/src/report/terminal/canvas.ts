import type { Severity } from "@castellan/graph";
import { plainText, shorten } from "../text/hostile-text.ts";
import { SEVERITY_SHAPES } from "../text/words.ts";

/*
 * Lines of a terminal. Everything that comes from a scan goes through `plainText` before it is measured,
 * and only this module writes escape sequences.
 */

const ESCAPE = "\u001b[";
const STYLES = {
  bold: "1",
  dim: "2",
  // 256-colour teal 30 and its like are readable on light and dark grounds; the words carry the meaning.
  accent: "38;5;37",
  critical: "1;38;5;161",
  high: "38;5;202",
  medium: "38;5;136",
  low: "38;5;67",
  info: "2",
} as const;
export type Style = keyof typeof STYLES;

/** Columns that a text takes: East Asian wide characters and emoji take two, marks none (Unicode UAX #11, shortened). */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    columns +=
      /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60\u3000-\u303f]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

const NO_BREAK = "\u00a0";

/** Text that `wrap` keeps in one piece where it can. */
export function glue(text: string): string {
  return plainText(text).replaceAll(" ", NO_BREAK);
}

/** Breaks at spaces; a word longer than the line is cut where it must be. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 8);
  const lines: string[] = [];
  let line = "";
  for (const word of plainText(text).split(" ")) {
    let rest = word;
    if (line !== "" && columnsOf(line) + 1 + columnsOf(rest) <= room) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== "") lines.push(line);
    while (columnsOf(rest) > room) {
      const characters = Array.from(rest);
      let cut = 0;
      for (let columns = 0; cut < characters.length; cut++) {
        columns += columnsOf(characters[cut] ?? "");
        if (columns > room) break;
      }
      lines.push(characters.slice(0, Math.max(cut, 1)).join(""));
      rest = characters.slice(Math.max(cut, 1)).join("");
    }
    line = rest;
  }
  const all = line === "" && lines.length > 0 ? lines : [...lines, line];
  return all.map((each) => each.replaceAll(NO_BREAK, " "));
}

/** Collects lines of a width; colour only when asked. */
export class Canvas {
  readonly width: number;
  readonly #color: boolean;
  readonly #lines: string[] = [];

  constructor(width: number, color: boolean) {
    this.width = Math.min(Math.max(width, 40), 160);
    this.#color = color;
  }

  paint(text: string, ...styles: readonly Style[]): string {
    return this.#color && text !== "" ? `${ESCAPE}${styles.map((style) => STYLES[style]).join(";")}m${text}${ESCAPE}0m` : text;
  }

  severity(severity: Severity): string {
    return this.paint(`${SEVERITY_SHAPES[severity]} ${severity.padEnd(8)}`, severity);
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
  }

  /** A line that is already clean and styled. */
  raw(text: string): void {
    this.#lines.push(text.trimEnd());
  }

  /** Text behind a label, wrapped with a hanging indent. */
  labelled(label: string, text: string, indent: number, style: Style = "bold"): void {
    const [first = "", ...more] = wrap(text, this.width - indent);
    this.raw(`${this.paint(label, style)}${" ".repeat(Math.max(indent - columnsOf(label), 1))}${first}`);
    for (const line of more) this.raw(`${" ".repeat(indent)}${line}`);
  }

  /** Text on the left, a place or an owner on the right edge; below when there is no room. */
  ends(left: string, leftColumns: number, right: string): void {
    const clean = plainText(right);
    const gap = this.width - leftColumns - columnsOf(clean);
    if (clean === "") this.raw(left);
    else if (gap >= 2) this.raw(`${left}${" ".repeat(gap)}${this.paint(clean, "dim")}`);
    else {
      this.raw(left);
      const fitted = shorten(clean, this.width);
      this.raw(`${" ".repeat(Math.max(this.width - columnsOf(fitted), 0))}${this.paint(fitted, "dim")}`);
    }
  }

  text(): string {
    return `${this.#lines.join("\n").trimEnd()}\n`;
  }
}
