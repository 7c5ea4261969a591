import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatasetFiles } from "../packages/data/src/entry/check.ts";
import type { Column, Dataset, StringColumn } from "../packages/data/src/index.ts";

/** Writes a data set as CSV, or pictures and labels as IDX, and says how it is to be read. */
export function writeDataset(dataset: Dataset, folder: string): DatasetFiles {
  return dataset.images === undefined ? writeTable(dataset, folder) : writePictures(dataset, folder);
}

function cell(column: Column, row: number): string {
  if (column.kind !== "string") {
    const value = column.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return "";
    return column.kind === "time" ? new Date(1000 * value).toISOString().slice(0, 19) : String(value);
  }
  const text = column.dictionary[column.codes[row] ?? -1] ?? "";
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeTable(dataset: Dataset, folder: string): DatasetFiles {
  const { label, source, time, text = [] } = dataset;
  const columns = [...dataset.features, ...text, source, time, label].filter((column) => column !== undefined);
  const lines = [columns.map(({ name }) => name).join(",")];
  for (let row = 0; row < dataset.rows; row++) lines.push(columns.map((column) => cell(column, row)).join(","));
  const file = join(folder, "data.csv");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return {
    file,
    roles: {
      label: label?.name,
      source: source?.name,
      time: time?.name,
      ...(text.length === 0 ? {} : { text: text.map(({ name }) => name) }),
    },
  };
}

function idx(sizes: readonly number[], bytes: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint8(2, 0x08);
  header.setUint8(3, sizes.length);
  for (const [index, size] of sizes.entries()) header.setUint32(4 + 4 * index, size);
  return Buffer.concat([new Uint8Array(header.buffer), bytes]);
}

function numbered(label: StringColumn): Uint8Array {
  return Uint8Array.from(label.codes, (code) => Number(label.dictionary[code] ?? 0));
}

function writePictures(dataset: Dataset, folder: string): DatasetFiles {
  const { images, label } = dataset;
  if (images === undefined || label === undefined) throw new Error("pictures need labels");
  const [file, labelFile] = [join(folder, "images-idx-ubyte"), join(folder, "labels-idx1-ubyte")];
  const sizes = [images.rows, images.height, images.width, ...(images.channels === 1 ? [] : [images.channels])];
  writeFileSync(file, idx(sizes, images.pixels));
  writeFileSync(labelFile, idx([images.rows], numbered(label)));
  return { file, labelFile, roles: {} };
}
