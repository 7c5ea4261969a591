/*
 * Conditions that providers write as `a && (b || !c)`: CEL of Google Cloud, attribute conditions of Azure. What a part means
 * is asked of the caller; here is only how parts are joined, in three values.
 */

/** undefined: it depends on what is not known. */
export type Truth = boolean | undefined;

export interface ExpressionOutcome {
  readonly truth: Truth;
  /** Parts that are not known, as written. */
  readonly open: readonly string[];
}

const LONG = 20_000;
const DEPTH = 60;

type Token = { readonly is: "and" | "or" | "not" | "(" | ")" } | { readonly is: "part"; readonly text: string };

/** Judges an expression by its parts; one that is too long, too deep or not closed is not known as a whole. */
export function judgeExpression(text: string, part: (text: string) => Truth): ExpressionOutcome {
  const unread = { truth: undefined, open: [text.slice(0, 200)] };
  if (text.length > LONG) return unread;
  const tokens = tokensOf(text);
  if (tokens === undefined) return unread;
  return new Reading(tokens, part).whole() ?? unread;
}

class Reading {
  readonly #tokens: readonly Token[];
  readonly #part: (text: string) => Truth;
  #at = 0;

  constructor(tokens: readonly Token[], part: (text: string) => Truth) {
    this.#tokens = tokens;
    this.#part = part;
  }

  whole(): ExpressionOutcome | undefined {
    const found = this.#either(0);
    return this.#at === this.#tokens.length ? found : undefined;
  }

  #either(depth: number): ExpressionOutcome | undefined {
    return this.#joined(depth, "or");
  }

  /** `or` of `and`s of terms: a value that decides wins, else what is open stays open. */
  #joined(depth: number, by: "or" | "and"): ExpressionOutcome | undefined {
    const deciding = by === "or";
    const all: ExpressionOutcome[] = [];
    for (;;) {
      const next = by === "or" ? this.#joined(depth, "and") : this.#term(depth);
      if (next === undefined) return undefined;
      all.push(next);
      if (this.#tokens[this.#at]?.is !== by) break;
      this.#at += 1;
    }
    const decided = all.find(({ truth }) => truth === deciding);
    if (decided !== undefined) return { truth: deciding, open: [] };
    const open = all.filter(({ truth }) => truth === undefined);
    return open.length === 0 ? { truth: !deciding, open: [] } : { truth: undefined, open: open.flatMap((each) => each.open) };
  }

  #term(depth: number): ExpressionOutcome | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || depth > DEPTH) return undefined;
    this.#at += 1;
    if (token.is === "not") {
      const inner = this.#term(depth + 1);
      return inner === undefined
        ? undefined
        : { truth: inner.truth === undefined ? undefined : !inner.truth, open: inner.open.map((each) => `not ${each}`) };
    }
    if (token.is === "(") {
      const inner = this.#either(depth + 1);
      if (this.#tokens[this.#at]?.is !== ")") return undefined;
      this.#at += 1;
      return inner;
    }
    if (token.is !== "part") return undefined;
    const truth = this.#part(token.text);
    return { truth, open: truth === undefined ? [token.text] : [] };
  }
}

/** Words, quotes and the brackets of calls are of a part; a bracket where a part begins is one of the expression. */
function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let part = "";
  const close = (): void => {
    const trimmed = part.trim().replace(/\s+/g, " ");
    if (trimmed !== "") tokens.push({ is: "part", text: trimmed });
    part = "";
  };
  let nested = 0;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === "'" || character === '"') {
      const end = text.indexOf(character, at + 1);
      if (end < 0) return undefined;
      part += text.slice(at, end + 1);
      at = end + 1;
      continue;
    }
    if (nested > 0 || ((character === "(" || character === "[" || character === "{") && part.trim() !== "")) {
      if (character === "(" || character === "[" || character === "{") nested += 1;
      else if (character === ")" || character === "]" || character === "}") nested -= 1;
      part += character;
      at += 1;
      continue;
    }
    const word = /^(?:&&|\|\||!(?!=)|(?:AND|OR|NOT)(?![\w.]))/i.exec(text.slice(at, at + 4))?.[0];
    const begins = word !== undefined && (/^[&|!]/.test(word) || !/[\w.@]$/.test(part));
    if (begins) {
      close();
      tokens.push({ is: word === "!" || /^not$/i.test(word) ? "not" : word === "&&" || /^and$/i.test(word) ? "and" : "or" });
      at += word.length;
    } else if (character === "(" || character === ")") {
      close();
      tokens.push({ is: character });
      at += 1;
    } else {
      part += character;
      at += 1;
    }
  }
  if (nested !== 0) return undefined;
  close();
  return tokens;
}
