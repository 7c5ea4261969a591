import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  ascii,
  attribute,
  BYTES,
  contiguous,
  dataspace,
  FLOAT32,
  fixedText,
  Hdf5Writer,
  link,
  type Message,
  opaque,
  UNDEFINED,
  u,
  VARIABLE_TEXT,
} from "../../../../formats/src/hdf5/testing/hdf5-writer.ts";
import { concat } from "../../../../formats/src/protobuf/testing/protobuf-writer.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const pickle = latin1("cos\nsystem\n(S'id'\ntR.");
const dense = JSON.stringify({ class_name: "Sequential", config: { layers: [{ class_name: "Dense", config: {} }] } });
const lambda = JSON.stringify({ class_name: "Lambda", config: { function: ["4wEA2gRldmFs", null, null], function_type: "lambda" } });

/** A model as Keras 2 writes it. */
function model(config: string, ...more: readonly Message[]): Uint8Array {
  const writer = new Hdf5Writer();
  const kernel = writer.header(...contiguous(FLOAT32, writer.add(new Uint8Array(24).fill(1)), 24, 2, 3));
  const weights = writer.header(writer.symbolTable([["kernel", kernel]]));
  const text = writer.variableText(config);
  const version = attribute("keras_version", fixedText(8), dataspace(), ascii("3.15.1\0\0"));
  return writer.file(
    writer.header(
      writer.symbolTable([["model_weights", weights]]),
      attribute("model_config", VARIABLE_TEXT, dataspace(), text),
      version,
      ...more,
    ),
  );
}

function dataset(...messages: readonly Message[]): Uint8Array {
  const writer = new Hdf5Writer();
  return writer.file(writer.header(writer.symbolTable([["x", writer.header(...messages)]])));
}

const inspect = (bytes: Uint8Array) => inspectBytes(bytes, "model.h5");
const rules = async (bytes: Uint8Array): Promise<readonly string[]> => (await inspect(bytes)).findings.map(({ rule }) => rule);

describe("HDF5 files", () => {
  it("reads a Keras model to its last byte and tells what it is", async () => {
    expect(await inspect(model(dense))).toMatchObject({
      formats: ["keras-h5", "hdf5"],
      verdict: "benign",
      complete: true,
      findings: [],
      facts: { kerasVersion: "3.15.1", parameters: 6, dtypes: ["float32"], layers: ["Dense", "Sequential"] },
    });
  });

  it("judges the configuration wherever it stands", async () => {
    expect(await inspect(model(lambda))).toMatchObject({ verdict: "malicious", findings: [{ rule: "keras-lambda-code" }] });
    const fixed = attribute("training_config", fixedText(lambda.length), dataspace(), ascii(lambda));
    expect((await inspect(model(dense, fixed))).verdict).toBe("malicious");
    expect(await rules(model("{broken"))).toContain("keras-unreadable-configuration");
  });

  it("finds what is taken from other files", async () => {
    const writer = new Hdf5Writer(48);
    const root = writer.newHeader(link("e", { file: "/etc/passwd", path: "/a" }));
    expect(await inspect(writer.file(root, 2))).toMatchObject({ verdict: "malicious", findings: [{ rule: "hdf5-external-file" }] });
    const user = new Hdf5Writer(48);
    expect(await rules(user.file(user.newHeader(link("u", "user")), 2))).toEqual(["hdf5-user-link"]);
    const virtual: Message = { type: 0x08, data: concat(u(1, 4), u(1, 3), u(8, 96), u(4, 0)) };
    expect(await rules(dataset({ type: 1, data: dataspace(6) }, { type: 3, data: FLOAT32 }, virtual))).toEqual(["hdf5-external-file"]);
  });

  it("finds links and groups that lead in a circle", async () => {
    const soft = new Hdf5Writer();
    expect(await rules(soft.file(soft.header(soft.symbolTable([["a", "/a"]]))))).toEqual(["hdf5-cycle"]);
    const hard = new Hdf5Writer(48);
    expect(await rules(hard.file(hard.newHeader(link("up", 48)), 2))).toEqual(["hdf5-cycle"]);
    const fine = new Hdf5Writer();
    const set = fine.header(...contiguous(FLOAT32, fine.add(new Uint8Array(24).fill(1)), 24, 6));
    expect(
      await rules(
        fine.file(
          fine.header(
            fine.symbolTable([
              ["a", set],
              ["b", "/a"],
            ]),
          ),
        ),
      ),
    ).toEqual([]);
  });

  it("takes pickles as data, and as code where a library unpickles them", async () => {
    const held = attribute("TITLE", opaque(pickle.length), dataspace(), pickle);
    const tables = attribute("PYTABLES_FORMAT_VERSION", fixedText(3), dataspace(), ascii("2.1"));
    const plain = new Hdf5Writer();
    expect(await inspect(plain.file(plain.header(held)))).toMatchObject({ verdict: "suspicious", findings: [{ rule: "hdf5-pickle" }] });
    const writer = new Hdf5Writer();
    expect((await inspect(writer.file(writer.header(tables, held)))).verdict).toBe("malicious");
    const rows = new Hdf5Writer();
    const set = rows.header(...contiguous(BYTES, rows.add(pickle), pickle.length, pickle.length));
    expect((await inspect(rows.file(rows.header(rows.symbolTable([["x", set]]), tables)))).verdict).toBe("malicious");
  });

  it("unpacks the first chunk of bytes to look for a pickle", async () => {
    const writer = new Hdf5Writer();
    const packed = deflateSync(pickle);
    const chunk = writer.add(packed);
    const key = (size: number, offset: number) => concat(u(4, size), u(4, 0), u(8, offset), u(8, 0));
    const tree = writer.add(
      concat(ascii("TREE"), u(1, 1), u(1, 0), u(2, 1), UNDEFINED, UNDEFINED, key(packed.length, 0), u(8, chunk), key(0, pickle.length)),
    );
    const layout: Message = { type: 8, data: concat(u(1, 3), u(1, 2), u(1, 2), u(8, tree), u(4, pickle.length), u(4, 1)) };
    const filters: Message = { type: 0x0b, data: concat(u(1, 2), u(1, 1), u(2, 1), u(2, 0), u(2, 0)) };
    const set = writer.header({ type: 1, data: dataspace(pickle.length) }, { type: 3, data: BYTES }, layout, filters);
    expect(await rules(writer.file(writer.header(writer.symbolTable([["x", set]]))))).toEqual(["hdf5-pickle"]);
  });

  it.each<[string, readonly Message[], string]>([
    ["a shape that overflows", contiguous(FLOAT32, undefined, 0, 2 ** 40, 2 ** 40), "malicious"],
    ["a shape of terabytes without data", contiguous(FLOAT32, undefined, 0, 2 ** 40), "malicious"],
    ["no data where none was written", contiguous(FLOAT32, undefined, 24, 6), "benign"],
    ["data beyond the end", contiguous(FLOAT32, 4096, 24, 6), "suspicious"],
  ])("judges a dataset with %s", async (_what, messages, verdict) => {
    expect((await inspect(dataset(...messages))).verdict).toBe(verdict);
  });

  it("knows which filters are plug-ins", async () => {
    const filter = (id: number): Message => ({
      type: 0x0b,
      data: concat(u(1, 2), u(1, 1), u(2, id), ...(id >= 256 ? [u(2, 0)] : []), u(2, 0), u(2, 0)),
    });
    const chunked: Message = { type: 8, data: concat(u(1, 3), u(1, 2), u(1, 2), UNDEFINED, u(4, 6), u(4, 4)) };
    const withFilter = (id: number) => dataset({ type: 1, data: dataspace(6) }, { type: 3, data: FLOAT32 }, chunked, filter(id));
    expect((await inspect(withFilter(1))).findings).toEqual([]);
    expect((await inspect(withFilter(32_001))).verdict).toBe("benign");
    expect(await inspect(withFilter(4711))).toMatchObject({ verdict: "suspicious", findings: [{ rule: "hdf5-plugin-filter" }] });
  });

  it("accounts for what stands before, behind and between", async () => {
    const bytes = model(dense);
    expect(await rules(concat(bytes, ascii("PAYLOAD")))).toEqual(["unclaimed-bytes"]);
    expect(await rules(bytes.subarray(0, bytes.length - 40))).toContain("malformed");
    const script = concat(ascii("#!/bin/sh\nid\n"), new Uint8Array(512 - 13));
    expect(await rules(concat(script, bytes))).toContain("unclaimed-bytes");
    const matlab = concat(ascii("MATLAB 7.3 MAT-file, Platform: GLNXA64"), new Uint8Array(512 - 38));
    const writer = new Hdf5Writer(608);
    const set = writer.header(
      ...contiguous(FLOAT32, writer.add(new Uint8Array(24).fill(1)), 24, 6),
      attribute("MATLAB_class", fixedText(6), dataspace(), ascii("single")),
    );
    const file = writer.file(writer.header(writer.symbolTable([["x", set]])));
    const moved = concat(matlab, file.subarray(0, 96), file.subarray(608));
    expect(await inspect(moved)).toMatchObject({ formats: ["matlab", "hdf5"], verdict: "benign" });
  });

  it("takes holes for free space unless a file of its own stands there", async () => {
    const hole = (content: Uint8Array) => {
      const writer = new Hdf5Writer();
      writer.add(content);
      return writer.file(writer.header(writer.symbolTable([])));
    };
    expect(await rules(hole(new Uint8Array(64).fill(7)))).toEqual([]);
    expect(await rules(hole(concat(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), new Uint8Array(56))))).toEqual(["unclaimed-bytes"]);
    expect(await rules(hole(ascii("#!/bin/sh\nrm -rf /\n")))).toEqual(["unclaimed-bytes"]);
  });

  it("is never benign after a byte of its structure was broken into another address", async () => {
    const bytes = model(dense);
    for (let at = 8; at < bytes.length; at += 3) {
      const result = await inspect(bytes.with(at, (bytes[at] ?? 0) ^ 0xff));
      expect(result.findings.map(({ rule }) => rule)).not.toContain("reader-failed");
    }
  });
});
