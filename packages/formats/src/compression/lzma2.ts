import { FormatError } from "../errors.ts";
import type { InputBytes } from "./input-bytes.ts";
import { LzmaDecoder, type LzmaProperties, lzmaProperties } from "./lzma.ts";
import type { OutputLog } from "./output-log.ts";

/** The dictionary size of an LZMA2 property byte; undefined where it is none. */
export function lzma2Dictionary(property: number): number | undefined {
  if (property > 40) return undefined;
  return property === 40 ? 0xffffffff : (2 | (property & 1)) * 2 ** (Math.floor(property / 2) + 11);
}

/** Chunks of LZMA and of plain bytes up to a zero byte. @see xz-file-format.txt 5.3.1 and the LZMA SDK */
export function* lzma2(input: InputBytes, output: OutputLog, dictionary: number): Generator<undefined, void> {
  const decoder = new LzmaDecoder(input, output, dictionary);
  let properties: LzmaProperties | undefined;
  let needDictionary = true;
  let needState = true;
  for (let control = input.byte(); control !== 0; control = input.byte()) {
    if (control === 1 || control >= 0xe0) {
      needDictionary = false;
      decoder.resetDictionary();
    }
    if (needDictionary) throw new FormatError("MALFORMED", "LZMA2 data that does not begin with a new dictionary.");
    if (control < 0x80) {
      if (control > 2) throw new FormatError("MALFORMED", "A chunk that LZMA2 does not have.");
      plain(input, output);
      yield;
      continue;
    }
    const size = ((control & 0x1f) << 16) + input.byte() * 256 + input.byte() + 1;
    const compressed = input.byte() * 256 + input.byte() + 1;
    const reset = (control >> 5) & 3;
    if (reset >= 2) {
      properties = lzmaProperties(input.byte());
      if (properties === undefined || properties.literalContext + properties.literalPosition > 4)
        throw new FormatError("MALFORMED", "Properties that LZMA2 does not have.");
    }
    if (properties === undefined || (needState && reset === 0)) throw new FormatError("MALFORMED", "An LZMA2 chunk without properties.");
    if (reset >= 1) decoder.resetState(properties);
    needState = false;
    const start = input.position;
    decoder.startRange();
    const end = output.length + size;
    if (decoder.decode(end, end)) throw new FormatError("MALFORMED", "An end marker in LZMA2 data.");
    if (input.position - start !== compressed || !decoder.finished)
      throw new FormatError("MALFORMED", "An LZMA2 chunk that does not end where it says.");
    yield;
  }
}

function plain(input: InputBytes, output: OutputLog): void {
  for (let left = input.byte() * 256 + input.byte() + 1; left > 0; ) {
    const bytes = input.some(left);
    if (bytes.length === 0) throw input.truncated();
    output.append(bytes);
    left -= bytes.length;
  }
}
