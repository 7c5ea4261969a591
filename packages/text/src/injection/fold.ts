import { latinTwinOf } from "../hidden/look-alikes.ts";

/** Values of the fold table that are no letters. */
export const FOLD = {
  separator: 0,
  /** Drawn by nothing, or a mark on a letter: as if it were not there. */
  skipped: 1,
} as const;

let table: Uint16Array | undefined;
let singles: Uint8Array | undefined;

/**
 * Folds one UTF-16 code unit for reading: lower case, without marks, look-alikes as Latin letters, full-width forms as
 * ASCII (NFKD of the Unicode Standard, letter by letter). Marks of Indic scripts stay: they are vowels.
 */
export function foldTable(): Uint16Array {
  table ??= build();
  return table;
}

/** 1 for letters that are words of their own, as in Chinese, Japanese, Korean, Thai. */
export function singleLetterWords(): Uint8Array {
  if (singles === undefined) {
    singles = new Uint8Array(0x10000);
    for (const [from, to] of [
      [0x0e01, 0x0ecf],
      [0x3040, 0x30ff],
      [0x3400, 0x9fff],
      [0xac00, 0xd7a3],
      [0xf900, 0xfaff],
    ] as const)
      singles.fill(1, from, to + 1);
  }
  return singles;
}

const word = /[\p{L}\p{N}\p{M}]/u;
const latinGreekCyrillicSemitic = (code: number): boolean => code < 0x0900 || (code >= 0x1e00 && code < 0x2000);

function build(): Uint16Array {
  const made = new Uint16Array(0x10000);
  for (let code = 0x30; code < 0x2c00; code++) {
    const character = String.fromCharCode(code);
    if (!word.test(character)) continue;
    made[code] = latinGreekCyrillicSemitic(code) ? letterOf(character) : code;
  }
  for (let code = 0xff10; code <= 0xff5a; code++) made[code] = made[code - 0xfee0] ?? 0;
  const alone = singleLetterWords();
  for (let code = 0x0e00; code < 0x10000; code++) if (alone[code] === 1) made[code] = code;
  // Apostrophes join (`don't`), what is drawn by nothing does not part.
  for (const code of [0x27, 0x2019, 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x0640]) made[code] = FOLD.skipped;
  return made;
}

function letterOf(character: string): number {
  for (const part of character.normalize("NFKD").toLowerCase()) {
    if (/\p{M}/u.test(part)) continue;
    return latinTwinOf(part.charCodeAt(0)) ?? part.charCodeAt(0);
  }
  return FOLD.skipped;
}
