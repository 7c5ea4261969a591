import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesSource, FormatError, readArrowTable } from "@castellan/formats";
import { canonicalJson } from "@castellan/graph";
import { readEmbedding } from "../packages/data/src/check/assemble/embedding.ts";
import { readIdxImages, readIdxLabels } from "../packages/data/src/check/assemble/idx.ts";
import { readReviews } from "../packages/data/src/check/review/reviews.ts";
import { delimitedRecords, fieldsOf, lineRecords } from "../packages/data/src/clean/records.ts";
import { heldBackByCheck, heldBackByScores } from "../packages/data/src/clean/verdicts.ts";
import { sideOfSketch } from "../packages/data/src/drift/side.ts";
import { DataError } from "../packages/data/src/errors.ts";
import { readPolicy } from "../packages/data/src/intake/policy.ts";
import { maskedText, maskOf } from "../packages/data/src/masking/mask.ts";
import { TableSketch } from "../packages/data/src/sketches/table-sketch.ts";
import { cleanCopy } from "../packages/data/src/table/delimited/clean-copy.ts";
import { columnNames, sniffDialect } from "../packages/data/src/table/delimited/dialect.ts";
import { firstRowOf } from "../packages/data/src/table/delimited/first-row.ts";
import { RowCutter } from "../packages/data/src/table/delimited/row-cutter.ts";
import { readTable } from "../packages/data/src/table/read-table.ts";
import { asUtf8 } from "../packages/data/src/table/source/encoding.ts";
import { jsonLinesToCsv } from "../packages/data/src/table/source/json-lines.ts";
import { prepareTable } from "../packages/data/src/table/source/prepare.ts";
import { TemporaryFolder } from "../packages/data/src/table/source/temporary-folder.ts";
import { FEATHER } from "../packages/formats/src/arrow-ipc/testing/feather.ts";
import { wounded } from "./wounds.ts";

/* Readers of outside data of the data room: each answers, or refuses with its own error, and what it answers is in bounds. */

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): unknown;
}

const folder = mkdtempSync(join(tmpdir(), "castellan-fuzz-data-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const encoded = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Refusals of the room are answers. */
async function refusing(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DataError) && !(error instanceof FormatError)) throw error;
    if (error.message === "" || error.message.length > 2000) throw new Error(`a message of ${error.message.length} characters`);
  }
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Two inputs in three are a sample with wounds; the others are taken as they come. */
function from(sample: Uint8Array, input: Uint8Array): Uint8Array {
  return (input[0] ?? 0) % 3 === 0 ? input : wounded(sample, input.subarray(1));
}

/** Delimited text out of the input: what rows are made of, where its bytes are high. */
const PIECES = [
  '"',
  '""',
  ",",
  "\n",
  "\r\n",
  "\t",
  ";",
  "\\",
  '\\"',
  "a",
  "12",
  "-1.5e9",
  "NaN",
  "inf",
  "2024-01-02",
  "é",
  "\0",
  "\ufeff",
  "|",
  " ",
];
function delimited(input: Uint8Array): Uint8Array {
  if ((input[0] ?? 0) % 4 === 0) return input;
  return encoded(Array.from(input, (byte) => (byte < 128 ? String.fromCharCode(byte) : (PIECES[byte % PIECES.length] ?? ""))).join(""));
}

const SKETCH = TableSketch.of(
  {
    rows: 40,
    columns: [
      { kind: "number", name: "x", values: Float64Array.from({ length: 40 }, (_, row) => (row === 3 ? Number.NaN : (row * 7) % 11)) },
      { kind: "string", name: "s", codes: Int32Array.from({ length: 40 }, (_, row) => row % 3), dictionary: ["a", "b", "c"] },
    ],
  },
  { seed: 1 },
).serialise();

/** Values that a number or text of a document is exchanged for. */
const ODD: readonly unknown[] = [
  -1,
  0,
  1,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  1.5,
  -0.5,
  1e300,
  "",
  "Infinity",
  null,
  [],
  {},
  "x",
  [[]],
  65_535,
];

/** The document with some of its values exchanged, as the input says. */
function changed(value: unknown, input: Uint8Array, place: { at: number }): unknown {
  place.at++;
  const dice = input[(place.at * 2) % Math.max(1, input.length)] ?? 0;
  if (dice % 23 === 0) return ODD[(input[(place.at * 2 + 1) % Math.max(1, input.length)] ?? 0) % ODD.length];
  if (Array.isArray(value)) return value.map((item) => changed(item, input, place));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (dice % 31 === 1 ? [] : [[key, changed(item, input, place)]])),
    );
  return value;
}

function idx(sizes: readonly number[], data: number): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + data);
  bytes.set([0, 0, 8, sizes.length]);
  for (const [at, size] of sizes.entries()) new DataView(bytes.buffer).setUint32(4 + 4 * at, size);
  return bytes;
}

function npy(header: string, data: number): Uint8Array {
  const bytes = new Uint8Array(10 + header.length + data);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(encoded(header), 10);
  return bytes;
}

const NPY = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (6, 3), }                    \n", 72);
const CHECK = encoded(
  '{"schema":"castellan/data-check/1","quarantine":{"rows":2,"ids":["1","r4"]},"groups":[{"kind":"flood"},{"kind":"trigger"}]}',
);
const SCORES = encoded('id,score,p,quarantined,reasons\n1,2.5,0.01,true,"a flood, of copies"\nr4,0.1,1,false,\n');
const POLICY = encoded("licences: [MIT, CC0-1.0]\nlimits:\n  seconds: 60\nsigners: [anna]\n");
const REVIEWS = encoded(
  `{"schema":"castellan/data-reviews/1","rows":[{"sha256":"${"a".repeat(64)}","reason":"asked","at":"2024-01-01T00:00:00.000Z"}]}`,
);
const JSONL = encoded('{"a":1,"b":"x","c":[1,2],"d":{"e":null}}\n{"a":2.5,"b":"y"}\n{"b":true}\n');
const ENDINGS = ["csv", "tsv", "jsonl", "json", "parquet", "arrow", "txt", "data"];

export const targets: readonly FuzzTarget[] = [
  {
    name: "arrow",
    run: (input) =>
      refusing(() => {
        const { fields, batches } = readArrowTable(bytesSource(from(FEATHER, input)));
        let cells = 0;
        for (const batch of batches) {
          if (batch.columns.length !== fields.length) throw new Error("a batch of another width");
          for (let row = 0; row < Math.min(batch.rows, 50); row++) for (const read of batch.columns) cells += read(row) === null ? 0 : 1;
        }
        return cells;
      }),
  },
  {
    name: "row-cutter",
    run: (input) => {
      const bytes = delimited(input);
      const { dialect, rows } = sniffDialect(text(bytes), (input[1] ?? 0) % 2 === 0, (input[2] ?? 0) % 5 === 0);
      const { names } = columnNames(rows[0] ?? ["a"], dialect.header);
      if (new Set(names).size !== names.length) throw new Error("a name twice");
      const buffer = Uint8Array.from([...bytes, 0x0a]);
      const cutter = new RowCutter(dialect, names.length);
      for (let at = 0; at < bytes.length; ) {
        const next = cutter.cut(buffer, at, bytes.length, true);
        if (next <= at || next > buffer.length) throw new Error(`from ${at} to ${next} of ${bytes.length}`);
        for (let field = 0; field < Math.min(cutter.fields, names.length); field++) {
          const [start, end] = [cutter.starts[field] ?? 0, cutter.ends[field] ?? 0];
          if (start < at || end < start || end > bytes.length) throw new Error(`field ${start}..${end} of row ${at}..${next}`);
        }
        at = next;
      }
    },
  },
  {
    name: "prepared-table",
    run: (input) =>
      refusing(async () => {
        const path = file(`t.${ENDINGS[(input[1] ?? 0) % ENDINGS.length]}`, delimited(input));
        const { parts, folder: own } = await prepareTable(path);
        try {
          for (const part of parts) cleanCopy(part, own.file(".csv"), firstRowOf(part));
        } finally {
          own.remove();
        }
      }),
  },
  {
    name: "read-table",
    run: (input) =>
      refusing(async () => {
        const { rows, columns } = await readTable(file(`r.${ENDINGS[(input[1] ?? 0) % ENDINGS.length]}`, delimited(input)));
        for (const column of columns)
          if ((column.kind === "string" ? column.codes : column.values).length !== rows)
            throw new Error(`${column.name} has another length`);
      }),
  },
  {
    name: "encoding",
    run: (input) =>
      refusing(() => {
        const own = new TemporaryFolder();
        try {
          asUtf8(file("e.csv", input), "e.csv", own, () => undefined);
        } finally {
          own.remove();
        }
      }),
  },
  {
    name: "json-lines",
    run: (input) => refusing(() => jsonLinesToCsv(file("j.jsonl", from(JSONL, input)), "j", join(folder, "j.csv"), () => undefined)),
  },
  {
    name: "sketch",
    run: (input) =>
      refusing(() => {
        if ((input[0] ?? 0) % 4 === 0) return TableSketch.parse(text(from(encoded(SKETCH), input)), "s.json");
        const document: unknown = changed(JSON.parse(SKETCH), input, { at: 0 });
        if (typeof document !== "object" || document === null) return undefined;
        // The checksum tells damage, not forgery: a forged sketch has a right one.
        const body = Object.fromEntries(Object.entries(document).filter(([key]) => key !== "checksum"));
        const checksum = createHash("sha256").update(canonicalJson(body)).digest("hex");
        const sketch = TableSketch.parse(JSON.stringify({ ...body, checksum }), "s.json");
        sideOfSketch(sketch);
        const other = TableSketch.parse(SKETCH, "o.json");
        other.merge(sketch);
        return other.serialise();
      }),
  },
  {
    name: "idx",
    run: (input) =>
      refusing(() => {
        const { rows, width, height, channels, pixels } = readIdxImages(from(idx([3, 2, 2], 12), input), "i.idx");
        if (pixels.length !== rows * width * height * channels || rows > pixels.length)
          throw new Error(`${rows} rows of ${pixels.length} bytes`);
        readIdxLabels(from(idx([3], 3), input), "l.idx", rows);
      }),
  },
  { name: "embedding", run: (input) => refusing(() => readEmbedding(file("v.npy", from(NPY, input)), 6)) },
  { name: "reviews", run: (input) => refusing(() => readReviews(file("reviews.json", from(REVIEWS, input)))) },
  { name: "check-result", run: (input) => refusing(() => heldBackByCheck(text(from(CHECK, input)), "check.json")) },
  { name: "scores", run: (input) => refusing(() => heldBackByScores(Buffer.from(from(SCORES, input)), "scores.csv")) },
  {
    name: "records",
    run: (input) =>
      refusing(() => {
        const bytes = Buffer.from(delimited(input));
        for (const records of [delimitedRecords(bytes, "r.csv"), lineRecords(bytes)]) {
          let before = 0;
          for (const { start, end } of records) {
            if (start < before || end < start || end > bytes.length) throw new Error(`record ${start}..${end} behind ${before}`);
            before = end;
            fieldsOf(bytes.toString("utf8", start, end), ",");
          }
        }
      }),
  },
  { name: "intake-policy", run: (input) => refusing(() => readPolicy(text(from(POLICY, input)), "policy.yaml")) },
  {
    name: "masking",
    run: (input) => {
      const value = text(delimited(input));
      const shown = `${maskedText(value)}${maskOf(value.slice(0, 30), [value]).show(value, 80)}`;
      if (/[\u0000-\u001f\u007f\u202a-\u202e]/.test(shown)) throw new Error("a control character is shown");
    },
  },
];
