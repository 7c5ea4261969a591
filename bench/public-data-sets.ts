import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Column, type Dataset, Random, readTable, type StringColumn, selectRows } from "../packages/data/src/index.ts";
import { generatedShapes } from "../packages/data/src/poison/testing/generated.ts";

/** How a table of the shared data sets is to be read. */
interface TableRoles {
  readonly file: string;
  readonly label: string;
  readonly text?: readonly string[];
  readonly id?: string;
  readonly left?: readonly string[];
  /** Gives the label that is attacked. */
  readonly relabel?: (label: string) => string;
}

const COMPAS = ["sex", "age", "race", "juv_fel_count", "juv_misd_count", "juv_other_count", "priors_count", "c_charge_degree"];

const TABLES: Readonly<Record<string, TableRoles>> = {
  adult: { file: "adult-train.csv", label: "income" },
  german: { file: "german-credit.csv", label: "risk" },
  wisconsin: { file: "breast-cancer-wisconsin.csv", label: "class" },
  mammography: { file: "mammography.csv", label: "label" },
  creditcard: { file: "creditcard-ulb-sample.csv", label: "Class" },
  telco: { file: "telco-churn.csv", label: "Churn", id: "customerID" },
  "nsl-kdd": {
    file: "nsl-kdd-train20.csv",
    label: "attack",
    left: ["difficulty"],
    relabel: (label) => (label === "normal" ? "normal" : "attack"),
  },
  compas: { file: "compas-two-years.csv", label: "two_year_recid" },
  sms: { file: "sms-spam.tsv", label: "label", text: ["text"] },
  agnews: { file: "agnews-test.csv", label: "Class Index", text: ["Title", "Description"] },
  enron: { file: "enron1-mail-2000.jsonl.gz", label: "label", text: ["text"], id: "id" },
};

export const PUBLIC_SETS: readonly string[] = [...Object.keys(TABLES), "mnist", "digits", "cifar10"];
/** Further ones, by name only: the digits as pictures of 8 × 8, and generated silhouettes of 24 × 24. */
export const FURTHER_SETS: readonly string[] = ["digits-pictures", "shapes"];
const SHAPES = 4000;

/** Reads a clean public set; of more than `cap` rows a seeded sample is taken. */
export async function publicSet(folder: string, name: string, cap: number, seed: number): Promise<Dataset> {
  const dataset = await whole(folder, name);
  const labelled = Int32Array.from({ length: dataset.rows }, (_, row) => row).filter((row) => (dataset.label?.codes[row] ?? -1) >= 0);
  const rows = new Random(seed).fork(name).shuffle(labelled).slice(0, cap);
  const chosen = selectRows(dataset, rows);
  return { ...chosen, ids: chosen.ids.map((_, row) => String(row)) };
}

async function whole(folder: string, name: string): Promise<Dataset> {
  const roles = TABLES[name];
  if (roles !== undefined) return fromTable(folder, name, roles);
  if (name === "mnist") return mnist(folder);
  if (name === "digits") return digits(folder);
  if (name === "cifar10") return cifar(folder);
  if (name === "digits-pictures") return digitPictures(digits(folder));
  if (name === "shapes") return generatedShapes(SHAPES, new Random(1));
  throw new Error(`no public set ${name}; there are ${PUBLIC_SETS.join(", ")}`);
}

async function fromTable(folder: string, name: string, roles: TableRoles): Promise<Dataset> {
  const table = await readTable(join(folder, roles.file), { strings: [roles.label, ...(roles.text ?? [])] });
  const column = (wanted: string): StringColumn => {
    const found = table.columns.find((each) => each.name === wanted);
    if (found?.kind !== "string") throw new Error(`${name}: no string column ${wanted}`);
    return found;
  };
  const reserved = new Set([roles.label, roles.id, ...(roles.text ?? []), ...(roles.left ?? [])]);
  const wanted = (each: Column): boolean => (name === "compas" ? COMPAS.includes(each.name) : !reserved.has(each.name));
  return {
    rows: table.rows,
    ids: Array.from({ length: table.rows }, (_, row) => String(row)),
    features: table.columns.filter(wanted),
    label: relabelled(column(roles.label), roles.relabel),
    text: roles.text?.map(column),
  };
}

function relabelled(column: StringColumn, relabel: ((label: string) => string) | undefined): StringColumn {
  return relabel === undefined
    ? column
    : strings(
        column.name,
        Array.from(column.codes, (code) => relabel(column.dictionary[code] ?? "")),
      );
}

function strings(name: string, values: readonly string[]): StringColumn {
  const dictionary = [...new Set(values)];
  const positions = new Map(dictionary.map((value, index) => [value, index]));
  return { kind: "string", name, codes: Int32Array.from(values, (value) => positions.get(value) ?? -1), dictionary };
}

function mnist(folder: string): Dataset {
  const pixels = new Uint8Array(gunzipSync(readFileSync(join(folder, "mnist-4000-images-idx3-ubyte.gz"))).subarray(16));
  const labels = gunzipSync(readFileSync(join(folder, "mnist-4000-labels-idx1-ubyte.gz"))).subarray(8);
  const rows = labels.length;
  return {
    rows,
    ids: Array.from({ length: rows }, (_, row) => String(row)),
    features: [],
    label: strings("label", Array.from(labels, String)),
    images: { rows, width: 28, height: 28, channels: 1, pixels },
  };
}

function digits(folder: string): Dataset {
  const lines = gunzipSync(readFileSync(join(folder, "digits-sklearn.csv.gz")))
    .toString("utf8")
    .trim()
    .split("\n");
  const cells = lines.map((line) => line.split(","));
  return {
    rows: lines.length,
    ids: lines.map((_, row) => String(row)),
    features: Array.from({ length: 64 }, (_, index) => ({
      kind: "number" as const,
      name: `pixel${index}`,
      values: Float64Array.from(cells, (row) => Number(row[index])),
    })),
    label: strings(
      "digit",
      cells.map((row) => row[64] ?? ""),
    ),
  };
}

function digitPictures({ rows, ids, features, label }: Dataset): Dataset {
  const pixels = new Uint8Array(64 * rows);
  for (const [index, column] of features.entries())
    if (column.kind === "number") for (let row = 0; row < rows; row++) pixels[64 * row + index] = ((column.values[row] ?? 0) * 255) / 16;
  return { rows, ids, features: [], label, images: { rows, width: 8, height: 8, channels: 1, pixels } };
}

function cifar(folder: string): Dataset {
  const bytes = readFileSync(join(folder, "cifar10-2000.bin"));
  const rows = Math.floor(bytes.length / 3073);
  const pixels = new Uint8Array(rows * 3072);
  for (let row = 0; row < rows; row++)
    for (let plane = 0; plane < 3; plane++)
      for (let index = 0; index < 1024; index++) pixels[row * 3072 + index * 3 + plane] = bytes[row * 3073 + 1 + plane * 1024 + index] ?? 0;
  return {
    rows,
    ids: Array.from({ length: rows }, (_, row) => String(row)),
    features: [],
    label: strings(
      "class",
      Array.from({ length: rows }, (_, row) => String(bytes[row * 3073])),
    ),
    images: { rows, width: 32, height: 32, channels: 3, pixels },
  };
}
