import { ProtectError } from "../errors.ts";
import { Ff1 } from "./ff1.ts";
import { luhnDigit } from "./luhn.ts";

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

/** Alphabets that have a name. */
export const ALPHABETS = {
  digits: DIGITS,
  lower: LOWER,
  upper: UPPER,
  letters: UPPER + LOWER,
  "lower-alphanumeric": DIGITS + LOWER,
  "upper-alphanumeric": DIGITS + UPPER,
  alphanumeric: DIGITS + UPPER + LOWER,
  hexadecimal: `${DIGITS}abcdef`,
} as const;
export type AlphabetName = keyof typeof ALPHABETS;

export interface FormatOptions {
  /** The characters that stand for each other, each once. Letters and digits outside of it are refused, all else is kept in its place. */
  readonly alphabet: string;
  /**
   * `keep`: the last digit is a check digit before and after; `break`: valid numbers become ones that no check accepts, so
   * that nobody takes them for real; `ignore`: no digit is special.
   */
  readonly luhn: "keep" | "break" | "ignore";
  /** So many characters of the alphabet at either end stay readable; they count as tweak. */
  readonly keepFirst: number;
  readonly keepLast: number;
}

/**
 * Masks texts in their form with FF1 and back: groups and separators stay, characters are replaced by others of the same
 * alphabet.
 */
export class FormatMask {
  readonly #cipher: Ff1;
  readonly #options: FormatOptions;
  readonly #letters: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #tweak: Uint8Array;

  /** @param key 16, 24 or 32 bytes @param tweak what tells columns apart, not secret @throws ProtectError OPTION_INVALID, KEY_INVALID */
  constructor(key: Uint8Array, tweak: Uint8Array, options: FormatOptions) {
    this.#letters = [...options.alphabet];
    this.#places = new Map(this.#letters.map((letter, place) => [letter, place]));
    if (this.#letters.length < 2 || this.#places.size !== this.#letters.length)
      throw new ProtectError("OPTION_INVALID", "An alphabet has at least two characters, each once.");
    if (options.luhn !== "ignore" && options.alphabet !== DIGITS)
      throw new ProtectError("OPTION_INVALID", "Check digits (luhn) exist for the alphabet digits only.");
    if (options.luhn !== "ignore" && options.keepLast > 0)
      throw new ProtectError("OPTION_INVALID", "The last digit cannot be kept and be the check digit (luhn) of other digits; choose one.");
    for (const kept of [options.keepFirst, options.keepLast])
      if (!Number.isInteger(kept) || kept < 0)
        throw new ProtectError("OPTION_INVALID", "So many characters are kept: a whole number from 0 up.");
    this.#cipher = new Ff1(key, this.#letters.length);
    this.#options = options;
    this.#tweak = tweak;
  }

  /** @throws ProtectError FORMAT_INVALID where the value does not have the form; it is not quoted */
  mask(value: string): string {
    const { luhn } = this.#options;
    if (luhn === "ignore") return this.#through(value, (digits, tweak) => this.#cipher.encrypt(digits, tweak));
    return this.#through(value, (digits, tweak, kept) => {
      const [body, check] = [digits.slice(0, -1), digits.at(-1)];
      if (luhnDigit([...kept, ...body]) !== check) throw misfit("its last digit is no check digit (luhn)");
      const masked = this.#cipher.encrypt(body, tweak);
      return [...masked, (luhnDigit([...kept, ...masked]) + (luhn === "break" ? 1 : 0)) % 10];
    });
  }

  /** The inverse of {@link mask}. @throws ProtectError FORMAT_INVALID */
  unmask(value: string): string {
    const { luhn } = this.#options;
    if (luhn === "ignore") return this.#through(value, (digits, tweak) => this.#cipher.decrypt(digits, tweak));
    return this.#through(value, (digits, tweak, kept) => {
      const [masked, check] = [digits.slice(0, -1), digits.at(-1)];
      if ((luhnDigit([...kept, ...masked]) + (luhn === "break" ? 1 : 0)) % 10 !== check) throw misfit("its last digit was changed");
      const body = this.#cipher.decrypt(masked, tweak);
      return [...body, luhnDigit([...kept, ...body])];
    });
  }

  #through(value: string, change: (digits: readonly number[], tweak: Uint8Array, kept: readonly number[]) => readonly number[]): string {
    const characters = [...value];
    const at: number[] = [];
    const digits: number[] = [];
    for (const [index, character] of characters.entries()) {
      const place = this.#places.get(character);
      if (place !== undefined) {
        at.push(index);
        digits.push(place);
      } else if (/[\p{L}\p{N}\p{M}]/u.test(character)) throw misfit(`character ${index + 1} is no separator and not in its alphabet`);
    }
    const { keepFirst, keepLast } = this.#options;
    const [from, to] = [keepFirst, digits.length - keepLast];
    if (to - from < 2) throw misfit(`${digits.length} characters leave too few to mask`);
    const [before, after] = [digits.slice(0, from), digits.slice(to)];
    const tweak = this.#tweakOf(before, after);
    const changed = change(digits.slice(from, to), tweak, before);
    for (const [index, digit] of changed.entries()) {
      const [place, letter] = [at[from + index], this.#letters[digit]];
      if (place !== undefined && letter !== undefined) characters[place] = letter;
    }
    return characters.join("");
  }

  /** What stays readable makes the rest differ (SP 800-38G, appendix C): two cards of different banks share no digits. */
  #tweakOf(before: readonly number[], after: readonly number[]): Uint8Array {
    if (before.length + after.length === 0) return this.#tweak;
    const kept = [before, after].map((digits) => digits.map((digit) => this.#letters[digit]).join(""));
    return Buffer.concat([this.#tweak, Buffer.from(`\0${kept[0]}\0${kept[1]}`)]);
  }
}

function misfit(why: string): ProtectError {
  return new ProtectError("FORMAT_INVALID", `a value cannot be masked in its form: ${why}`);
}
