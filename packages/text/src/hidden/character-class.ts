/**
 * What a UTF-16 code unit may hide. Everything of class 0 is passed over in one table look-up. Sources: Unicode
 * Standard 17, chapters 23.2 (layout controls), 23.4 (variation selectors), 23.9 (tags); UTS #39, UTR #36.
 */
export const CLASS = {
  plain: 0,
  control: 1,
  bidi: 2,
  zeroWidth: 3,
  softHyphen: 4,
  selector: 5,
  /** U+DB40: tags and variation selectors of plane 14 follow. */
  planeFourteen: 6,
  /** A letter of a script that holds look-alikes of Latin letters. */
  lookAlikeScript: 7,
  /** U+D835: mathematical letters follow. */
  mathematical: 8,
  filler: 9,
  annotation: 10,
  c1: 11,
} as const;

export const classOfUnit: Uint8Array = (() => {
  const table = new Uint8Array(0x10000);
  const set = (from: number, to: number, value: number): void => {
    table.fill(value, from, to + 1);
  };
  set(0x00, 0x1f, CLASS.control);
  for (const code of [0x09, 0x0a, 0x0c, 0x0d]) table[code] = CLASS.plain;
  table[0x7f] = CLASS.control;
  set(0x80, 0x9f, CLASS.c1);
  // NEL is a line end.
  table[0x85] = CLASS.plain;
  table[0xad] = CLASS.softHyphen;
  set(0x200b, 0x200d, CLASS.zeroWidth);
  set(0x2060, 0x2064, CLASS.zeroWidth);
  for (const code of [0xfeff, 0x180e, 0x034f]) table[code] = CLASS.zeroWidth;
  set(0x202a, 0x202e, CLASS.bidi);
  set(0x2066, 0x2069, CLASS.bidi);
  // Left-to-right and right-to-left marks carry no scope: they cannot reorder more than punctuation.
  for (const code of [0x115f, 0x1160, 0x3164, 0xffa0]) table[code] = CLASS.filler;
  set(0xfe00, 0xfe0f, CLASS.selector);
  table[0xdb40] = CLASS.planeFourteen;
  table[0xd835] = CLASS.mathematical;
  set(0x0370, 0x03ff, CLASS.lookAlikeScript);
  set(0x0400, 0x052f, CLASS.lookAlikeScript);
  set(0x0531, 0x0587, CLASS.lookAlikeScript);
  set(0x13a0, 0x13f4, CLASS.lookAlikeScript);
  set(0xff21, 0xff3a, CLASS.lookAlikeScript);
  set(0xff41, 0xff5a, CLASS.lookAlikeScript);
  set(0xfff9, 0xfffb, CLASS.annotation);
  return table;
})();

/** Scripts whose spelling needs joiners and marks: a zero-width character beside their letters is honest. */
export function usesJoiners(code: number): boolean {
  return (
    (code >= 0x0590 && code <= 0x08ff) ||
    (code >= 0x0900 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x18af) ||
    (code >= 0x1950 && code <= 0x1aaf) ||
    (code >= 0x1b00 && code <= 0x1c4f) ||
    (code >= 0x0e00 && code <= 0x0fff) ||
    (code >= 0xa800 && code <= 0xabff) ||
    (code >= 0xfb1d && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfefc) ||
    // Brahmi-derived, Adlam and other scripts of the first plane: their high surrogates.
    (code >= 0xd802 && code <= 0xd807) ||
    code === 0xd83a ||
    (code >= 0xdc00 && code <= 0xdfff)
  );
}

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
export function isRightToLeft(code: number): boolean {
  return (code >= 0x0590 && code <= 0x08ff) || (code >= 0xfb1d && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfefc);
}

/** Letters of alphabets that are written without joiners: Latin, Greek, Cyrillic, Armenian. */
export function isAlphabetic(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code <= 0x52f) ||
    (code >= 0x531 && code <= 0x587) ||
    (code >= 0x1e00 && code <= 0x1fff)
  );
}
