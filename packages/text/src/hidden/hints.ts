/** Kinds of hiding that need text of their own to begin; found by the automaton in the one pass over the text. */
export const HINTS = { markup: 1, markdown: 2, escapes: 4, rotated: 8, reversed: 16 } as const;

const rotate = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
const reverse = (word: string): string => [...word].reverse().join("");

/** Words that nearly every instruction to take over a model holds. */
const WORDS = [
  "ignore",
  "disregard",
  "previous",
  "instructions",
  "system prompt",
  "reveal",
  "password",
  "assistant",
  "forget all",
  "override",
  "secretly",
] as const;

/** From a keyword of the automaton to the bits it sets. */
export const HINT_KEYWORDS: ReadonlyMap<string, number> = new Map<string, number>([
  ...[
    "<!--",
    "style",
    "hidden",
    "<font",
    "bgcolor",
    "<template",
    "<noscript",
    " alt=",
    "title=",
    "aria-",
    "content=",
    "<desc",
    "<metadata",
  ].map((word): [string, number] => [word, HINTS.markup]),
  ...["](", "[//]", "]: #", "]: <>", "]:http", "]: http"].map((word): [string, number] => [word, HINTS.markdown]),
  ...["\\x", "\\u00", "&#", "%20"].map((word): [string, number] => [word, HINTS.escapes]),
  ...WORDS.map((word): [string, number] => [rotate(word), HINTS.rotated]),
  ...WORDS.map((word): [string, number] => [reverse(word), HINTS.reversed]),
]);

export { reverse, rotate };
