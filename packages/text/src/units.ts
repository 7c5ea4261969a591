const SCRATCH = 1 << 20;
let scratch: Uint16Array | undefined;
let lent = false;

/**
 * Gives `use` the code units of a text as a typed array, in which a loop runs three times as fast as over the text. The
 * array may be longer than the text and is lent: nobody keeps it.
 */
export function withUnits<T>(text: string, use: (units: Uint16Array) => T): T {
  // Within a use, and for long texts, an array of their own.
  if (lent || text.length > SCRATCH) return use(written(text, new Uint16Array(text.length)));
  scratch ??= new Uint16Array(SCRATCH);
  lent = true;
  try {
    return use(written(text, scratch));
  } finally {
    lent = false;
  }
}

function written(text: string, units: Uint16Array): Uint16Array {
  Buffer.from(units.buffer).write(text, "utf16le");
  return units;
}
