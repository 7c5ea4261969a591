/** A simple command: its words with quotes removed, expansions as written. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

const SEPARATORS = new Set([";", "&", "|", "(", ")", "{", "}"]);
const LEADING_KEYWORDS = new Set(["if", "then", "else", "elif", "do", "while", "until", "time", "!", "exec", "nohup", "sudo", "-"]);

/**
 * Splits shell text into simple commands (POSIX shell 2.9.1): quotes, escapes, continuations, comments and
 * heredocs are understood; nothing is expanded.
 *
 * @param firstLine line of the first character
 */
export function shellCommands(text: string, firstLine = 1): readonly ShellCommand[] {
  return new WordReader(text, firstLine).read();
}

class WordReader {
  readonly #text: string;
  readonly #commands: ShellCommand[] = [];
  readonly #heredocs: { readonly delimiter: string; readonly dash: boolean }[] = [];
  #at = 0;
  #line: number;
  #words: string[] = [];
  #word: string | undefined;
  #commandLine: number;

  constructor(text: string, firstLine: number) {
    this.#text = text;
    this.#line = firstLine;
    this.#commandLine = firstLine;
  }

  read(): readonly ShellCommand[] {
    while (this.#at < this.#text.length) this.#next();
    this.#endCommand();
    return this.#commands;
  }

  #next(): void {
    const char = this.#text[this.#at] ?? "";
    this.#at += 1;
    if (char === "\\") this.#escape();
    else if (char === "'" || char === '"' || char === "`") this.#quoted(char);
    else if (char === "$" && this.#text[this.#at] === "{") this.#braced();
    else if (char === "$" && this.#text[this.#at] === "(") this.#substitution();
    else if (char === "\n") {
      this.#endCommand();
      this.#line += 1;
      this.#skipHeredocs();
    } else if (char === " " || char === "\t" || char === "\r") this.#endWord();
    else if (char === "#" && this.#word === undefined) this.#comment();
    else if (char === "<" && this.#text[this.#at] === "<" && this.#text[this.#at + 1] !== "<") this.#heredoc();
    else if (
      SEPARATORS.has(char) &&
      !((char === "{" || char === "}") && this.#word !== undefined) &&
      !(char === "&" && this.#word?.endsWith(">") === true)
    )
      this.#endCommand();
    else this.#append(char);
  }

  #append(char: string): void {
    if (this.#word === undefined && this.#words.length === 0) this.#commandLine = this.#line;
    this.#word = (this.#word ?? "") + char;
  }

  #escape(): void {
    const char = this.#text[this.#at] ?? "";
    this.#at += 1;
    if (char === "\n") this.#line += 1;
    else if (char === "\r" && this.#text[this.#at] === "\n") {
      this.#at += 1;
      this.#line += 1;
    } else this.#append(char);
  }

  #quoted(quote: string): void {
    // `program` stays as written, like $(program): it is no text.
    const mark = quote === "`" ? quote : "";
    this.#append(mark);
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      this.#at += 1;
      if (char === quote) return this.#append(mark);
      if (char === "$" && quote === '"' && this.#text[this.#at] === "(") this.#substitution();
      else if (char === "\\" && quote === '"' && /["\\$`\n]/.test(this.#text[this.#at] ?? "")) this.#escape();
      else {
        if (char === "\n") this.#line += 1;
        this.#append(char);
      }
    }
  }

  #braced(): void {
    const end = this.#text.indexOf("}", this.#at);
    const line = this.#text.indexOf("\n", this.#at);
    if (end === -1 || (line !== -1 && line < end)) return this.#append("$");
    this.#append(`$${this.#text.slice(this.#at, end + 1)}`);
    this.#at = end + 1;
  }

  /** `$(…)` stays in its word as written. */
  #substitution(): void {
    let open = 0;
    this.#append("$");
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      this.#at += 1;
      if (char === "\n") this.#line += 1;
      this.#append(char);
      if (char === "(") open += 1;
      if (char === ")") open -= 1;
      if (open === 0) return;
    }
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #heredoc(): void {
    const match = /^<(-?)\s*(["']?)([A-Za-z_]\w*)\2/.exec(this.#text.slice(this.#at, this.#at + 80));
    if (match?.[3] === undefined) return this.#append("<");
    this.#heredocs.push({ delimiter: match[3], dash: match[1] === "-" });
    this.#at += match[0].length;
  }

  #skipHeredocs(): void {
    for (const { delimiter, dash } of this.#heredocs.splice(0)) {
      while (this.#at < this.#text.length) {
        const end = this.#text.indexOf("\n", this.#at);
        const line = this.#text.slice(this.#at, end === -1 ? this.#text.length : end);
        this.#at = end === -1 ? this.#text.length : end + 1;
        if (end !== -1) this.#line += 1;
        if ((dash ? line.trimStart() : line).trimEnd() === delimiter) break;
      }
    }
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#words.length > 0 || !LEADING_KEYWORDS.has(this.#word)) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, line: this.#commandLine, endLine: this.#line });
    this.#words = [];
  }
}
