import { encodeTexts } from "../../encoder/encode-texts.ts";
import { readEncoder } from "../../encoder/read-encoder.ts";
import { DataError } from "../../errors.ts";
import type { ReadDataset } from "../read-dataset.ts";

/**
 * Gives the rows vectors of their texts, several text columns one after another.
 * @param folder of a sentence encoder
 * @throws DataError OPTION_INVALID where there is no text, and what `readEncoder` throws
 */
export function withVectors(read: ReadDataset, folder: string, say?: (stage: string) => void): ReadDataset {
  const { dataset, notes } = read;
  const { text = [], rows } = dataset;
  if (text.length === 0)
    throw new DataError(
      "OPTION_INVALID",
      "--encoder reads texts, and there is no text column; name it with --text, or leave --encoder out.",
    );
  const encoder = readEncoder(folder);
  const texts = Array.from({ length: rows }, (_, row) => text.map(({ codes, dictionary }) => dictionary[codes[row] ?? -1] ?? "").join(" "));
  const { vectors, cut } = encodeTexts(encoder, texts, (done, of) => say?.(`encoding texts: ${done} of ${of}`));
  return {
    ...read,
    dataset: { ...dataset, embedding: vectors },
    notes: cut === 0 ? notes : [...notes, `of ${cut} texts the encoder read the first ${encoder.limit} word pieces only`],
  };
}
