/*
 * A seeded generator of HCL: what its grammar allows (hclsyntax/spec.md), written in the ways that people write it. Left out is what
 * the library writes in another form: constants and texts as the whole of `${…}`, two splats in one reference, and a lone $ or % before `{`.
 */

type Random = () => number;

/** mulberry32: small, seeded, the same everywhere. */
function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One file. */
export function generated(seed: number): string {
  return new Writer(random(seed * 7919 + 1)).file();
}

const NAMES = ["a", "bucket", "x-y", "_z", "größe", "名", "var", "count1", "true_one", "forx", "iff", "in_"];
const TEXTS = [
  "plain",
  "two words",
  "ünï",
  "日本",
  "😀",
  "é",
  "e\u0301",
  "#no",
  "//no",
  "/*no*/",
  "{",
  "}",
  "[",
  "'",
  "$x",
  "%x",
  "~",
  "  ",
  "",
];
const ESCAPED = ["\\n", "\\t", '\\"', "\\\\", "\\u00e9", "\\U0001F600", "$${", "%%{", "$${x}", "%%{if}"];
const OPERATORS = ["||", "&&", "==", "!=", ">=", "<=", ">", "<", "+", "-", "*", "/", "%"];

class Writer {
  readonly #random: Random;
  #heredocs = 0;

  constructor(source: Random) {
    this.#random = source;
  }

  file(): string {
    const end = this.#chance(0.15) ? "\r\n" : "\n";
    const lines = Array.from({ length: 1 + this.#below(5) }, (_, index) =>
      this.#chance(0.5) ? this.#attribute(index, "", 4) : this.#block("", 3, index),
    );
    return lines.join("").replaceAll("\n", end);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #one<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const found = items[this.#below(items.length)];
    if (found === undefined) throw new RangeError("nothing to choose from");
    return found;
  }

  #name(): string {
    return this.#one(NAMES);
  }

  #comment(indent: string): string {
    return this.#chance(0.15)
      ? this.#one([`${indent}# note "${"$"}{x} {\n`, `${indent}// note <<EOT\n`, `${indent}/* two\n lines } */\n`, "\n"])
      : "";
  }

  #attribute(index: number, indent: string, depth: number): string {
    const tail = this.#one(["\n", "\n", " # end\n", " // end\n", " /* end */\n"]);
    if (this.#chance(0.2)) return `${this.#comment(indent)}${indent}${this.#name()}${index} = ${this.#heredoc(indent, depth)}\n`;
    return `${this.#comment(indent)}${indent}${this.#name()}${index}${this.#one([" = ", "=", "  =  ", " = /* c */ "])}${this.#expression(depth)}${tail}`;
  }

  #block(indent: string, depth: number, index: number): string {
    const labels = Array.from({ length: this.#below(3) }, () => this.#one(['"one"', '"two words"', '"zwei-ü"', "bare", '"q\\"t"']));
    const head = `${indent}block${index} ${labels.join(" ")}${labels.length > 0 ? " " : ""}{`;
    if (this.#chance(0.1)) return `${head}}\n`;
    if (this.#chance(0.15)) return `${head} one = ${this.#expression(1)} }\n`;
    const inner = `${indent}  `;
    const body = Array.from({ length: this.#below(4) }, (_, at) =>
      depth > 0 && this.#chance(0.3) ? this.#block(inner, depth - 1, at) : this.#attribute(at, inner, depth),
    );
    return `${this.#comment(indent)}${head}\n${body.join("")}${indent}}\n`;
  }

  #expression(depth: number): string {
    if (depth <= 0) return this.#simple();
    const inner = (): string => this.#expression(depth - 1);
    const gap = this.#chance(0.2) ? "\n" : "";
    switch (this.#below(14)) {
      case 0:
        return `${this.#operand(depth)} ${this.#one(OPERATORS)} ${this.#operand(depth)}`;
      case 1:
        return `${this.#operand(depth)} ${this.#one(OPERATORS)} ${this.#operand(depth)} ${this.#one(OPERATORS)} ${this.#operand(depth)}`;
      case 2:
        return `${this.#operand(depth)} ? ${inner()} : ${inner()}`;
      case 3:
        return `[${gap}${Array.from({ length: this.#below(4) }, inner).join(`,${gap}`)}${gap}]`;
      case 4:
        return this.#object(depth);
      case 5:
        return `${this.#one(["f", "upper", "provider::x::y", "max"])}(${gap}${inner()}${this.#one(["", "...", `, ${inner()}`, `,${gap}${inner()}...`, ","])}${gap})`;
      case 6:
        return `[for ${this.#one(["v", "k, v"])} in ${inner()} :${gap} ${inner()}${this.#chance(0.4) ? ` if ${inner()}` : ""}]`;
      case 7:
        return `{for ${this.#one(["v", "k, v"])} in ${inner()} : ${inner()} => ${inner()}${this.#one(["", "..."])}${this.#chance(0.4) ? ` if ${inner()}` : ""}}`;
      case 8:
        return `(${gap}${inner()}${gap})`;
      case 9:
        return `${this.#one(["-", "!"])}${this.#reference(depth)}`;
      case 10:
        return this.#reference(depth);
      case 11:
        return `${this.#one([`(${inner()})`, "f(x)"])}${this.#steps(depth)}`;
      default:
        return this.#quoted(depth);
    }
  }

  #operand(depth: number): string {
    return this.#chance(0.5) ? this.#simple() : this.#chance(0.5) ? `(${this.#expression(depth - 1)})` : this.#reference(depth);
  }

  #simple(): string {
    return this.#one(["1", "0", "12.5", "1e3", "2.5E-2", "true", "false", "null", '"text"', '""', this.#reference(0), this.#reference(0)]);
  }

  #reference(depth: number): string {
    return `${this.#name()}${this.#steps(depth)}`;
  }

  #steps(depth: number): string {
    let steps = "";
    for (let left = this.#below(4); left > 0; left--) {
      const index = depth > 0 ? `[${this.#expression(depth - 1)}]` : "[1]";
      const splats = steps.includes("*") ? [] : ["[*]", ".*"];
      steps += this.#one([`.${this.#name()}`, `.${this.#name()}`, "[0]", '["key"]', '["two words"]', ".0", ...splats, index]);
    }
    return steps;
  }

  /** What may be the whole of `${…}`. */
  #interpolated(depth: number): string {
    const found = this.#expression(depth);
    return /^[(\s]*(?:\d|"|(?:true|false|null)\b)|\?/.test(found) ? `f(${found})` : found;
  }

  #object(depth: number): string {
    const entry = (index: number): string =>
      `${this.#one([`k${index}`, `"k ${index}"`, `(${this.#reference(0)})`, `"k${index}\${${this.#reference(0)}}"`, `${index}`])}${this.#one([" = ", "=", ": ", " : "])}${this.#expression(depth - 1)}`;
    const entries = Array.from({ length: this.#below(4) }, (_, index) => entry(index));
    return this.#chance(0.5) ? `{ ${entries.join(", ")} }` : `{\n${entries.join(this.#one(["\n", ",\n", " # c\n"]))}\n}`;
  }

  #quoted(depth: number): string {
    return `"${this.#parts(depth, true, "")}"`;
  }

  #heredoc(indent: string, depth: number): string {
    this.#heredocs++;
    const [open, mark] = this.#one([
      ["<<", "EOT"],
      ["<<-", "EOT"],
      ["<<-", `E_${this.#heredocs}`],
    ]);
    const lines = Array.from(
      { length: this.#below(5) },
      () => `${this.#one(["", "  ", "    ", "\t", indent, `${indent}  `])}${this.#parts(depth - 1, false, indent)}\n`,
    );
    return `${open}${mark}\n${lines.join("")}${open === "<<-" ? indent : ""}${mark}`;
  }

  #parts(depth: number, quoted: boolean, indent: string): string {
    return Array.from({ length: this.#below(4) }, () => this.#part(depth, quoted, indent)).join("");
  }

  #part(depth: number, quoted: boolean, indent: string): string {
    const choice = this.#below(8);
    if (choice < 3) return this.#one(TEXTS);
    if (choice === 3) return quoted ? this.#one(ESCAPED) : this.#one(["\\", '"', "$${", "%%{x}", "\\n"]);
    if (depth <= 0) return `\${${this.#reference(0)}}`;
    const [open, close] = [this.#one(["", "", "", "~"]), this.#one(["", "", "", "~"])];
    if (choice < 6) return `\${${open}${this.#one(["", " "])}${this.#interpolated(depth - 1)}${this.#one([" ", ""])}${close}}`;
    const gap = quoted ? this.#one(["", " "]) : this.#one(["", `\n${indent}  `]);
    const part = (): string => `${gap}${this.#parts(depth - 1, quoted, indent)}${gap}`;
    if (choice === 6)
      return `%{${open} if ${this.#expression(depth - 1)} ${close}}${part()}${this.#chance(0.5) ? `%{${open} else ${close}}${part()}` : ""}%{ endif ${close}}`;
    return `%{ for ${this.#one(["v", "k, v"])} in ${this.#expression(depth - 1)} ${close}}${part()}%{${open} endfor }`;
  }
}
