/** Words of more letters are unknown (as in BERT's own tokenizer), and no more of a text is looked at than this. */
const LONGEST_WORD = 100;
const LONGEST_TEXT = 1 << 17;

const CHINESE =
  /[\u{4e00}-\u{9fff}\u{3400}-\u{4dbf}\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}]/gu;
/** A sign by itself, or letters up to a sign or blank. ASCII symbols count as signs. */
const WORD = /[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~]+/gu;

export interface WordPieceOptions {
  /** Lower case, accents taken off. */
  readonly lowerCase: boolean;
}

/**
 * Pieces of words as BERT counts them (Devlin and others 2019; the greedy longest match of Wu and others 2016). Unlike the
 * original, special tokens written in a text ("[SEP]") stay text: who writes a row must not be able to end it.
 */
export class WordPieceTokenizer {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #lowerCase: boolean;
  readonly #unknown: number;
  readonly #first: number;
  readonly #last: number;

  /** @param vocabulary its pieces in the order of their numbers; must hold [UNK], [CLS] and [SEP] */
  constructor(vocabulary: readonly string[], { lowerCase }: WordPieceOptions) {
    this.#numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
    this.#lowerCase = lowerCase;
    [this.#unknown, this.#first, this.#last] = [this.#special("[UNK]"), this.#special("[CLS]"), this.#special("[SEP]")];
  }

  #special(piece: string): number {
    const number = this.#numbers.get(piece);
    if (number === undefined) throw new RangeError(`the vocabulary lacks ${piece}`);
    return number;
  }

  /** At most `limit` numbers, those of [CLS] and [SEP] at the ends among them. */
  encode(text: string, limit: number): Int32Array {
    const numbers = [this.#first];
    for (const [word] of this.#normalised(text).matchAll(WORD)) {
      if (numbers.length >= limit - 1) break;
      this.#pieces(word, numbers);
    }
    numbers.length = Math.min(numbers.length, limit - 1);
    numbers.push(this.#last);
    return Int32Array.from(numbers);
  }

  #normalised(text: string): string {
    const spaced = text
      .slice(0, LONGEST_TEXT)
      .replace(/[\t\n\r]/g, " ")
      .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\ufffd]/gu, "")
      .replace(CHINESE, " $& ");
    return this.#lowerCase
      ? spaced
          .normalize("NFD")
          .replace(/\p{Mn}/gu, "")
          .toLowerCase()
      : spaced;
  }

  #pieces(word: string, numbers: number[]): void {
    const letters = [...word];
    if (letters.length > LONGEST_WORD) {
      numbers.push(this.#unknown);
      return;
    }
    const before = numbers.length;
    for (let start = 0; start < letters.length; ) {
      let end = letters.length;
      let found: number | undefined;
      for (; end > start && found === undefined; end--)
        found = this.#numbers.get(`${start === 0 ? "" : "##"}${letters.slice(start, end).join("")}`);
      if (found === undefined) {
        numbers.length = before;
        numbers.push(this.#unknown);
        return;
      }
      numbers.push(found);
      start = end + 1;
    }
  }
}
