import { DataError } from "../errors.ts";
import { holdsPictures } from "../pictures/picture-folder.ts";
import { labelFileOf } from "../pictures/raw-sets.ts";
import { type ReadTable, readTable } from "../table/read-table.ts";
import { readWhole } from "../table/source/warning.ts";
import { withReference } from "./assemble/append.ts";
import { readEmbedding } from "./assemble/embedding.ts";
import { looksLikeIdx, readIdxImages, readIdxLabels } from "./assemble/idx.ts";
import { pictureColumnOf, readCifarRows, readPictureColumn, readPictureRows } from "./assemble/picture-rows.ts";
import { readBytes } from "./assemble/read-bytes.ts";
import { type Assembled, assemble, type Roles } from "./assemble/roles.ts";
import { withVectors } from "./assemble/with-vectors.ts";

export interface DatasetFiles {
  readonly file: string;
  readonly roles: Roles;
  readonly embedding?: string | undefined;
  readonly reference?: string | undefined;
  readonly labelFile?: string | undefined;
  /** Folder of a sentence encoder that gives vectors of the texts. */
  readonly encoder?: string | undefined;
  /** Where copies may be written for a while; the folder of the system unless told. */
  readonly temporary?: string | undefined;
}

export interface ReadDataset extends Assembled {
  /** Rows of the file; trusted ones stand behind them. */
  readonly own: number;
  /** Whether every row and field of the files was read. */
  readonly complete: boolean;
}

const PICTURES = /(?:idx\d?-ubyte|\.idx|ubyte)(?:\.gz)?$/i;

/** Reads a data set with all that goes with it. @throws DataError */
export async function readDataset(files: DatasetFiles, say?: (stage: string) => void): Promise<ReadDataset> {
  const { encoder, embedding } = files;
  if (encoder === undefined) return readGiven(files);
  if (embedding !== undefined)
    throw new DataError("OPTION_INVALID", "--embedding gives vectors and --encoder makes them: say one of them.");
  return withVectors(await readGiven(files), encoder, say);
}

async function readGiven({ file, roles, embedding, reference, labelFile, temporary }: DatasetFiles): Promise<ReadDataset> {
  if (PICTURES.test(file)) {
    const bytes = readBytes(file);
    if (looksLikeIdx(bytes)) {
      const images = readIdxImages(bytes, file);
      const beside = labelFile ?? labelFileOf(file);
      const label = beside === undefined ? undefined : readIdxLabels(readBytes(beside), beside, images.rows);
      const vectors = embedding === undefined ? undefined : await readEmbedding(embedding, images.rows);
      const dataset = {
        rows: images.rows,
        ids: Array.from({ length: images.rows }, (_, row) => String(row)),
        features: [],
        images,
        ...(label === undefined ? {} : { label }),
        ...(vectors === undefined ? {} : { embedding: vectors }),
      };
      const found = labelFile === undefined && beside !== undefined ? [`labels are taken from ${beside}`] : [];
      return {
        dataset,
        own: images.rows,
        complete: true,
        notes: label === undefined ? ["no --label-file: what needs labels did not run"] : found,
      };
    }
  }
  const pictures = readCifarRows(file) ?? (holdsPictures(file) ? await readPictureRows(file, roles) : undefined);
  if (pictures !== undefined) return await withEmbedding(pictures, embedding, reference);
  const strings = [roles.label, roles.source, roles.id, ...(roles.text ?? [])].filter((name) => name !== undefined);
  const column = /\.(?:parquet|pq)$/i.test(file) ? await pictureColumnOf(file) : undefined;
  if (column !== undefined) return await withEmbedding(await readPictureColumn(file, column, roles, strings), embedding, reference);
  const reading = { strings, ...(temporary === undefined ? {} : { temporary }) };
  const table = await readTable(file, reading);
  const vectors = embedding === undefined ? undefined : await readEmbedding(embedding, table.rows);
  const assembled = assemble(table, roles, vectors === undefined ? {} : { embedding: vectors });
  judgeable(file, assembled);
  const told = (read: ReadTable): readonly string[] => read.warnings.map(({ message }) => message);
  if (reference === undefined)
    return { ...assembled, own: table.rows, complete: readWhole(table.warnings), notes: [...told(table), ...assembled.notes] };
  const trusted = await readTable(reference, reading);
  return {
    ...assembled,
    dataset: withReference(assembled.dataset, trusted.columns, trusted.rows),
    own: table.rows,
    complete: readWhole([...table.warnings, ...trusted.warnings]),
    notes: [
      ...told(table),
      ...told(trusted),
      ...assembled.notes,
      `${trusted.rows} trusted rows of ${reference} are learnt from and compared with, and not judged`,
    ],
  };
}

async function withEmbedding(assembled: Assembled, embedding: string | undefined, reference: string | undefined): Promise<ReadDataset> {
  const { dataset, notes } = assembled;
  if (reference !== undefined) throw new DataError("OPTION_INVALID", "--reference goes with tables and texts, not with pictures.");
  if (embedding === undefined) return { dataset, notes, own: dataset.rows, complete: true };
  return { dataset: { ...dataset, embedding: await readEmbedding(embedding, dataset.rows) }, notes, own: dataset.rows, complete: true };
}

/** @throws DataError COLUMN_INVALID where every column that could be judged is empty or the same in all rows */
function judgeable(file: string, { dataset, notes }: Assembled): void {
  if (dataset.features.length > 0 || dataset.text !== undefined || dataset.embedding !== undefined) return;
  if (dataset.label !== undefined && dataset.source !== undefined) return;
  throw new DataError(
    "COLUMN_INVALID",
    `${file}: no column is left that tells its ${dataset.rows} rows apart, so there is nothing to judge${notes.length === 0 ? "" : ` (${notes.slice(0, 5).join("; ")}${notes.length > 5 ? "; …" : ""})`}.`,
  );
}
