/**
 * Classes of code units that forms of numbers tell apart: 0 (a trunk prefix begins with it), any other digit, any capital, any small letter, and each mark that
 * some form holds. A form over these is met wherever the form itself is.
 */
export const SYMBOL = { other: 0, digit: 1, upper: 2, lower: 3, zero: 4 } as const;

const FIRST_MARK = 5;
const MARKS = " .:/-+()<*,_#&…Ñ";
/** Number of classes, a power of two, so that a row of a table is found by shifting. */
export const SYMBOLS = 32;
export const SYMBOL_BITS = 5;

/** The class of every UTF-16 code unit. */
export const symbolOf: Uint8Array = (() => {
  const table = new Uint8Array(0x10000);
  table.fill(SYMBOL.digit, 48, 58);
  table[48] = SYMBOL.zero;
  table.fill(SYMBOL.upper, 65, 91);
  table.fill(SYMBOL.lower, 97, 123);
  [...MARKS].forEach((mark, i) => {
    table[mark.charCodeAt(0)] = FIRST_MARK + i;
  });
  // Small letters of the forms that ignore case.
  table["ñ".charCodeAt(0)] = FIRST_MARK + MARKS.indexOf("Ñ");
  return table;
})();

/** The classes of some characters as bits. */
export function symbolBits(characters: string): number {
  let bits = 0;
  for (let i = 0; i < characters.length; i++) bits |= 1 << (symbolOf[characters.charCodeAt(i)] ?? 0);
  return bits;
}

const bit = (symbol: number): number => 1 << symbol;
export const DIGITS = bit(SYMBOL.digit) | bit(SYMBOL.zero);
export const LETTERS = bit(SYMBOL.upper) | bit(SYMBOL.lower);
