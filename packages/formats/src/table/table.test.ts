import { gzipSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { readTable, readTableIfAny, tableFormatOf } from "./index.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (path: string, text: string) => readTable(path, bytesSource(encode(text)));

describe("delimited text", () => {
  it("finds delimiter, header, quotes and types", () => {
    expect(read("a.csv", 'id;name;when\n1;"Smith; ""J""\nJr.";2024-01-02\n2;x;2024-01-03\n')).toEqual({
      format: "csv",
      rows: 2,
      exact: true,
      columns: [
        { name: "id", type: "integer" },
        { name: "name", type: "text" },
        { name: "when", type: "timestamp" },
      ],
      samples: [
        ["1", "2"],
        ['Smith; "J"\nJr.', "x"],
        ["2024-01-02", "2024-01-03"],
      ],
    });
    expect(read("a.tsv", "label\ttext\nham\thi, you\n").columns.map(({ name }) => name)).toEqual(["label", "text"]);
    expect(read("a.csv", "1,2\n3,4").columns.map(({ name }) => name)).toEqual(["column 1", "column 2"]);
    expect(read("a.csv", "1,2\n3,4").rows).toBe(2);
    expect(read("a.csv", "\uFEFFa,b\r\n1,2\r\n").rows).toBe(1);
  });
  it("says a lower bound past the budget", () => {
    const facts = readTable("a.csv", bytesSource(encode(`a,b\n${"1,2\n".repeat(1000)}`)), { bytes: 400, depth: 1, nodes: 1 });
    expect(facts).toMatchObject({ rows: 99, exact: false });
  });
  it("survives a stray quote", () => expect(read("a.csv", `a,b\n1,"x\n${"2,y\n".repeat(60)}`).rows).toBeGreaterThan(50));
  it("reads gzip", () =>
    expect(readTable("a.csv.gz", bytesSource(gzipSync(encode("a,b\n1,2\n"))))).toMatchObject({ rows: 1, exact: true }));
  it("refuses binary", () => expect(() => read("a.csv", "\0\0\0")).toThrow(FormatError));
});

describe("records", () => {
  it("reads JSON lines and arrays", () => {
    expect(read("a.jsonl", '{"a": 1, "b": "x"}\n\n{"a": 2}\n')).toMatchObject({
      format: "jsonl",
      rows: 2,
      exact: true,
      columns: [
        { name: "a", type: "integer" },
        { name: "b", type: "text" },
      ],
    });
    expect(read("a.json", '[{"a": "]}"}, {"a": {"b": [1]}}]')).toMatchObject({ format: "json", rows: 2, exact: true });
    expect(read("a.json", '{"version": 1, "data": [{"q": "x"}, {"q": "y"}]}').rows).toBe(2);
  });
  it.each(['{"a": 1}', "[1, 2, 3]", "[]", '"x"', '{"compilerOptions": {"lib": ["es2024"]}}', '{"hello": "Hallo", "bye": "Tschüss"}'])(
    "%s is no record list",
    (text) => {
      expect(readTableIfAny("a.json", bytesSource(encode(text)))).toBeUndefined();
    },
  );
});

/** Written by pyarrow: id 1, 2, 3 and a struct column. */
const PARQUET =
  "UEFSMRUAFTwVPCwVBhUAFQYVBhwAAAACAAAABgEBAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAVABU8FTwsFQYVABUGFQYcAAAAAgAAAAYCAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAFQQZTDUAGAZzY2hlbWEVBAAVBCUCGAJpZAA1AhgBcxUCABUEJQIYAWEAFgYZHBksJgAcFQQZJQYAGRgCaWQVABYGFmIWYiYISRwVABUAFQIAPCkGGSYABgAAACYAHBUEGSUGABkoAXMBYRUAFgYWYhZiJmpJHBUAFQAVAgA8KQYZNgAABgAAABbEARYGJggWxAEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAL4AAABQQVIx";
/** Written by pyarrow, zlib-compressed here: an IPC stream of id and t, three rows. */
const ARROW =
  "eNp1T8kNwjAQHDt2EkV++BGhPCiAJyWkFY4PEk+KohRKoBszu1rAsmCk9Xj23lJKuQPIEExI6BEx8ke4QA2qkW+wF/C01f5P1jMxSv1iPi2l3VQH9WXMrO8xaMds85wX3lZ10vtylpmJNuhMSVwtznHlQZ5NJ2xs46Sd0QXdY483Juqk28tNV7u1wxcR/7E03Pqz8c647usbjR/aVblt3FU9DsfT537hF114F68=";

describe("binary tables", () => {
  it("reads the Parquet footer", () => {
    expect(readTable("a.parquet", bytesSource(Buffer.from(PARQUET, "base64")))).toEqual({
      format: "parquet",
      rows: 3,
      exact: true,
      columns: [
        { name: "id", type: "int64" },
        { name: "s", type: "struct" },
      ],
    });
  });
  it("walks Arrow messages, also cut ones", () => {
    const stream = inflateSync(Buffer.from(ARROW, "base64"));
    expect(readTable("a.arrow", bytesSource(stream))).toEqual({
      format: "arrow",
      rows: 3,
      exact: true,
      columns: [
        { name: "id", type: "integer" },
        { name: "t", type: "text" },
      ],
    });
    for (let length = 8; length < stream.length; length += 7) {
      try {
        readTable("a.arrow", bytesSource(stream.subarray(0, length)));
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });
  it("reads IDX", () => {
    const facts = readTable(
      "train-images-idx3-ubyte",
      bytesSource(Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4])),
    );
    expect(facts).toEqual({ format: "idx", rows: 2, exact: true, columns: [{ name: "values", type: "tensor 1x2" }] });
  });
  it("knows SQLite by its header", () => expect(readTable("a.db", bytesSource(encode("SQLite format 3\0rest"))).format).toBe("sqlite"));
  it("names formats by extension", () => {
    expect(["a.PARQUET", "b.csv.gz", "c.ndjson", "t10k-labels.idx1-ubyte", "x.md"].map(tableFormatOf)).toEqual([
      "parquet",
      "csv",
      "jsonl",
      "idx",
      undefined,
    ]);
  });
  it("throws nothing but FormatError", () => {
    const paths = ["a.csv", "a.jsonl", "a.json", "a.parquet", "a.arrow", "a.idx", "a.sqlite", "a.xlsx"];
    const heads = ["", "PAR1", "ARROW1\0\0", "\xff\xff\xff\xff", "[{", "{", "PK\x03\x04", "\x1f\x8b\x08"].map((head) =>
      [...head].map((char) => char.charCodeAt(0)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        (path, head, rest, tail) => {
          try {
            readTable(path, bytesSource(Uint8Array.from([...head, ...rest, ...(tail ? [40, 0, 0, 0, 80, 65, 82, 49] : [])])));
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });
});
