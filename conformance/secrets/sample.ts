/**
 * Draws strings from a regular expression of the RE2 dialect, so that the reach of the catalogue can
 * be measured over formats for which no vectors are published. Only what those patterns use is
 * understood: literals, classes, groups, alternatives, quantifiers, anchors, inline flags.
 */
export type Random = () => number;

/** A small seeded generator (mulberry32, T. Ettinger): the same seed gives the same vectors. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

/** One string the pattern matches, as far as the sampler understands it. */
export function sample(pattern: string, random: Random): string {
  return new Sampler(pattern, random).alternatives();
}

class Sampler {
  readonly #source: string;
  readonly #random: Random;
  #at = 0;

  constructor(source: string, random: Random) {
    this.#source = source;
    this.#random = random;
  }

  alternatives(): string {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    return this.#pick(options);
  }

  #sequence(): string {
    let out = "";
    while (this.#at < this.#source.length && !"|)".includes(this.#peek())) out += this.#quantified();
    return out;
  }

  /** Parses an atom once, then draws it again from the same place for each repetition. */
  #quantified(): string {
    const from = this.#at;
    const first = this.#atom();
    const behind = this.#at;
    const [min, max] = this.#quantifier();
    const end = this.#at;
    const count = min + Math.floor(this.#random() * (Math.min(max, min + 6) - min + 1));
    let out = count > 0 ? first : "";
    for (let i = 1; i < count; i++) {
      this.#at = from;
      out += this.#atom();
    }
    this.#at = Math.max(end, behind);
    return out;
  }

  #quantifier(): [number, number] {
    let range: [number, number] = [1, 1];
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.#source.slice(this.#at));
    if (braces !== null) {
      this.#at += braces[0].length;
      const min = Number(braces[1]);
      range = [min, braces[2] === "" ? min : braces[3] === "" ? min + 20 : Number(braces[3])];
    } else if (this.#take("*")) range = [0, 3];
    else if (this.#take("+")) range = [1, 12];
    else if (this.#take("?")) range = [0, 1];
    else return range;
    if (this.#take("?")) return [range[0], range[0]];
    return range;
  }

  #atom(): string {
    const character = this.#next();
    if (character === "(") return this.#group();
    if (character === "[") return this.#fromClass();
    if (character === "\\") return this.#escape();
    // Alone it stands for a dot that nobody escaped, repeated for any text.
    if (character === ".") return /[*+{]/.test(this.#peek()) ? this.#pick([..."abcdefghijklmnopqrstuvwxyz0123456789"]) : ".";
    return character === "^" || character === "$" ? "" : character;
  }

  #group(): string {
    const flags = /^\?[a-z-]*(:|\))|^\?P<\w+>/.exec(this.#source.slice(this.#at));
    if (flags !== null) this.#at += flags[0].length;
    if (flags?.[1] === ")") return "";
    const out = this.alternatives();
    this.#take(")");
    return out;
  }

  #escape(): string {
    const character = this.#next();
    if (character === "x") return this.#hex();
    if (character === "w") return this.#pick([..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]);
    if (character === "d") return this.#pick([..."0123456789"]);
    if (character === "s") return " ";
    if (character === "S") return "q";
    if (character === "n") return "\n";
    if (character === "r" || character === "t") return character === "r" ? "\r" : "\t";
    return character === "b" || character === "z" || character === "B" ? "" : character;
  }

  #hex(): string {
    const braces = /^\{([0-9a-fA-F]+)\}|^([0-9a-fA-F]{2})/.exec(this.#source.slice(this.#at));
    this.#at += braces?.[0].length ?? 0;
    return String.fromCharCode(Number.parseInt(braces?.[1] ?? braces?.[2] ?? "0", 16));
  }

  #fromClass(): string {
    const negated = this.#take("^");
    const members: string[] = [];
    while (this.#at < this.#source.length && (this.#peek() !== "]" || members.length === 0)) this.#member(members);
    this.#take("]");
    if (!negated) return this.#pick(members);
    return this.#pick([..."abcdefghijklmnopqrstuvwxyz0123456789"].filter((one) => !members.includes(one)));
  }

  #member(members: string[]): void {
    const posix = /^\[:(\w+):\]/.exec(this.#source.slice(this.#at));
    if (posix !== null) {
      this.#at += posix[0].length;
      members.push(...(posix[1] === "alnum" ? "abcxyzABCXYZ0123456789" : "0123456789"));
      return;
    }
    const escaped = this.#peek() === "\\";
    const kind = this.#source.charAt(this.#at + 1);
    if (escaped && "wds".includes(kind)) {
      this.#at += 2;
      members.push(
        ...(kind === "w" ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" : kind === "d" ? "0123456789" : " "),
      );
      return;
    }
    this.#at += escaped ? 1 : 0;
    const first = escaped ? this.#classEscape() : this.#next();
    if (this.#peek() === "-" && this.#source.charAt(this.#at + 1) !== "]") {
      this.#next();
      const last = this.#take("\\") ? this.#classEscape() : this.#next();
      for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) members.push(String.fromCharCode(code));
    } else members.push(first);
  }

  #classEscape(): string {
    const character = this.#next();
    if (character === "x") return this.#hex();
    return character === "n" ? "\n" : character === "r" ? "\r" : character === "t" ? "\t" : character;
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #next(): string {
    return this.#source.charAt(this.#at++);
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #pick(options: readonly string[]): string {
    return options[Math.floor(this.#random() * options.length)] ?? "";
  }
}
