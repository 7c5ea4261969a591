/** Where words that speak for a rule stand. */
export interface ContextIndex {
  /** Calls `onRule` with the number of each rule that a word between `from` and `to` speaks for; a rule may come twice. */
  find(text: string, from: number, to: number, onRule: (rule: number) => void): void;
}

interface Phrase {
  /** The words behind the first, each with the space before it. */
  readonly rest: string;
  readonly rule: number;
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu;
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;

/** Indexes context words of rules by their first word; whole words only, a plural `s` is understood. */
export function createContextIndex(contexts: readonly (readonly string[])[]): ContextIndex {
  const byWord = new Map<string, Phrase[]>();
  const spaceless: { readonly word: string; readonly rule: number }[] = [];
  contexts.forEach((words, rule) => {
    for (const phrase of words) {
      if (SPACELESS.test(phrase)) {
        spaceless.push({ word: phrase, rule });
        continue;
      }
      const first = phrase.match(WORD)?.[0] ?? phrase;
      const list = byWord.get(first) ?? [];
      list.push({ rest: phrase.slice(phrase.indexOf(first) + first.length), rule });
      byWord.set(first, list);
    }
  });
  const find: ContextIndex["find"] = (text, from, to, onRule) => {
    const piece = text.slice(from, to).toLowerCase().replace(/[_\-\s]+/g, " ");
    for (const match of piece.matchAll(WORD)) {
      const word = match[0];
      const list = byWord.get(word) ?? (word.endsWith("s") ? byWord.get(word.slice(0, -1)) : undefined);
      if (list === undefined) continue;
      for (const { rest, rule } of list) if (rest === "" || piece.startsWith(rest, match.index + word.length)) onRule(rule);
    }
    for (const { word, rule } of spaceless) if (piece.includes(word)) onRule(rule);
  };
  return { find };
}
