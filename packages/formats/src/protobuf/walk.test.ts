import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { protobufSchema } from "./schema.ts";
import { concat, field, message, type ProtobufValue, varint } from "./testing/protobuf-writer.ts";
import { type ProtobufProblem, walkMessage } from "./walk.ts";

const schema = protobufSchema(`Node
 1 name string
 2 child Node*
 3 numbers int64*
 4 weights float*
 5 payload bytes
 6 flag bool
`);

interface Walked {
  readonly told: readonly string[];
  readonly problems: readonly ProtobufProblem["kind"][];
  readonly complete: boolean;
}

function walk(input: Uint8Array | ByteSource, wanted = ["Node.name", "Node.numbers", "Node.weights", "Node.payload", "Node.flag"]): Walked {
  const source = input instanceof Uint8Array ? bytesSource(input) : input;
  const told: string[] = [];
  const problems: ProtobufProblem["kind"][] = [];
  const node = schema.get("Node");
  if (node === undefined) throw new Error("no schema");
  const complete = walkMessage(source, node, {
    wanted: new Set(wanted),
    enter: (type, _range, from) => told.push(`${type.name} ${from?.name ?? ""}{`),
    leave: () => told.push("}"),
    value: ({ name }, value) => told.push(`${name}=${value}`),
    bytes: ({ name }, { start, end }) => told.push(`${name}:${end - start}`),
    problem: ({ kind }) => problems.push(kind),
  });
  return { told, problems, complete };
}

const nested = (depth: number): Uint8Array => {
  let inner = message([1, "leaf"]);
  for (let level = 0; level < depth; level++) inner = message([2, inner]);
  return inner;
};

describe("walkMessage", () => {
  it("tells messages, values and ranges in the order of the file", () => {
    const bytes = message([1, "abc"], [2, message([6, 1])], [5, new Uint8Array(10)]);
    expect(walk(bytes)).toEqual({
      told: ["Node {", "name:3", "Node child{", "flag=1", "}", "payload:10", "}"],
      problems: [],
      complete: true,
    });
  });

  it("reads packed and single numbers alike, and fixed ones as one run", () => {
    const packed = message([3, concat(varint(1), varint(-2), varint(300))], [3, 4], [4, new Uint8Array(12)], [4, { float: 2 }]);
    expect(walk(packed).told).toEqual([
      "Node {",
      "numbers=1",
      "numbers=-2",
      "numbers=300",
      "numbers=4",
      "weights:12",
      "weights=1073741824",
      "}",
    ]);
  });

  it("does not tell what nobody wants", () => {
    expect(walk(message([1, "abc"], [6, 1]), []).told).toEqual(["Node {", "}"]);
  });

  it.each<[string, readonly (readonly [number, ProtobufValue])[], ProtobufProblem["kind"], boolean]>([
    ["a field that the schema does not know", [[99, "hidden"]], "unknown-field", false],
    ["a field of another wire type", [[1, 5]], "unknown-field", false],
    [
      "a single field given twice",
      [
        [1, "a"],
        [1, "b"],
      ],
      "repeated",
      true,
    ],
    ["packed numbers that do not end", [[3, Uint8Array.of(0x80)]], "varint", false],
    ["half a packed float", [[4, new Uint8Array(6)]], "truncated", false],
  ])("reports %s", (_what, fields, kind, complete) => {
    expect(walk(message(...fields))).toMatchObject({ problems: [kind], complete });
  });

  it("goes on behind a message that is broken", () => {
    const { told, problems } = walk(message([2, Uint8Array.of(0x0f)], [1, "after"]));
    expect(problems).toEqual(["wire-type"]);
    expect(told).toContain("name:5");
  });

  it("goes as deep as parsers do and no deeper", () => {
    expect(walk(nested(99)).problems).toEqual([]);
    expect(walk(nested(100)).problems).toEqual(["depth"]);
    expect(walk(nested(5000)).problems).toEqual(["depth"]);
  });

  it("reports fifty problems at most", () => {
    expect(walk(concat(...Array.from({ length: 1000 }, () => field(99, 1)))).problems).toHaveLength(50);
  });

  it("never reads a payload: a gigabyte costs its tag", () => {
    const head = concat(varint(5 * 8 + 2), varint(2 ** 30));
    let read = 0;
    const source: ByteSource = {
      size: head.length + 2 ** 30,
      read: (offset, length) => {
        const bytes = new Uint8Array(Math.min(length, head.length + 2 ** 30 - offset));
        if (offset < head.length) bytes.set(head.subarray(offset));
        read += bytes.length;
        return bytes;
      },
    };
    expect(walk(source)).toMatchObject({ complete: true, problems: [] });
    expect(read).toBeLessThan(64 * 1024);
  });

  it("spends by the number of fields", () => {
    let spent = 0;
    const node = schema.get("Node");
    if (node === undefined) throw new Error("no schema");
    walkMessage(bytesSource(concat(...Array.from({ length: 5000 }, () => field(3, 1)))), node, {
      wanted: new Set(),
      problem: () => undefined,
      spend: (fields) => (spent += fields),
    });
    expect(spent).toBe(5000);
  });
});
