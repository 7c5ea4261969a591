import {
  type ByteRange,
  elementsOf,
  isLevelTable,
  protobufMessage,
  readCheckpointIndex,
  tensorflowDataType,
  walkMessage,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { protobufFinding } from "../protobuf/problems.ts";

const WANTED: ReadonlySet<string> = new Set([
  "BundleHeaderProto.num_shards",
  ...["dtype", "shard_id", "offset", "size"].map((name) => `BundleEntryProto.${name}`),
  "TensorShapeProto.Dim.size",
]);
const MAX_SHARDS = 100_000;

interface Entry {
  readonly numbers: Map<string, number>;
  readonly dimensions: number[];
}

class Checkpoint {
  readonly #subject: Subject;
  readonly #visit: Visit;
  readonly #types = new Map<string, number>();
  /** The furthest byte of each shard that a tensor needs. */
  readonly #reach = new Map<number, number>();
  #shards = 0;
  #header = false;
  #tensors = 0;
  #parameters = 0;

  constructor(subject: Subject, visit: Visit) {
    this.#subject = subject;
    this.#visit = visit;
  }

  #read(message: string, range: ByteRange): Entry {
    const entry: Entry = { numbers: new Map(), dimensions: [] };
    let dimension = 0;
    walkMessage(
      this.#subject.source,
      protobufMessage("tensorflow", message),
      {
        wanted: WANTED,
        enter: () => {
          dimension = 0;
        },
        leave: ({ name }) => {
          if (name === "TensorShapeProto.Dim" && entry.dimensions.length < 256) entry.dimensions.push(dimension);
        },
        value: (field, value) => {
          if (field.id === "TensorShapeProto.Dim.size") dimension = value;
          else entry.numbers.set(field.name, value);
        },
        problem: (problem) => this.#visit.finding(protobufFinding(problem)),
      },
      range,
    );
    return entry;
  }

  entry(key: string, range: ByteRange): void {
    if (key === "") {
      this.#header = true;
      this.#shards = this.#read("BundleHeaderProto", range).numbers.get("num_shards") ?? 1;
      return;
    }
    const { numbers, dimensions } = this.#read("BundleEntryProto", range);
    const name = JSON.stringify(key.slice(0, 120));
    const type = tensorflowDataType(numbers.get("dtype") ?? 0);
    const [shard, offset, size] = [numbers.get("shard_id") ?? 0, numbers.get("offset") ?? 0, numbers.get("size") ?? 0];
    const elements = elementsOf(dimensions);
    this.#tensors++;
    if (elements === undefined || offset < 0 || size < 0 || offset + size >= 2 ** 63) {
      this.#visit.finding({
        rule: "tensor-overflow",
        offset: range.start,
        message: `The tensor ${name} has the shape [${dimensions.slice(0, 20).join(", ")}] at byte ${offset} with ${size} bytes.`,
      });
      return;
    }
    this.#parameters += elements;
    if (type !== undefined) this.#types.set(type.name, (this.#types.get(type.name) ?? 0) + elements);
    if (type !== undefined && type.bytes > 0 && size !== 0 && size !== elements * type.bytes)
      this.#visit.finding({
        rule: "tensor-size",
        offset: range.start,
        message: `The tensor ${name} of ${elements * type.bytes} bytes has ${size}.`,
      });
    if (shard >= this.#shards || shard < 0)
      this.#visit.finding({
        rule: "tensor-size",
        offset: range.start,
        message: `The tensor ${name} lies in the shard ${shard} of ${this.#shards}.`,
      });
    else if (this.#reach.size < MAX_SHARDS) this.#reach.set(shard, Math.max(this.#reach.get(shard) ?? 0, offset + size));
  }

  finish(): void {
    const { name } = this.#subject;
    this.#visit.format(this.#header ? "tensorflow-checkpoint-index" : "leveldb-table");
    if (!this.#header) return;
    const base =
      name
        .split(/[/\\]/)
        .at(-1)
        ?.replace(/\.index$/, "") ?? "";
    const digits = (number: number): string => `${number}`.padStart(5, "0");
    for (const [shard, reach] of this.#reach) {
      const path = `${base}.data-${digits(shard)}-of-${digits(this.#shards)}`;
      const file = this.#visit.sibling(path);
      if (file !== undefined && file.size < reach)
        this.#visit.finding({
          rule: "external-data-range",
          message: `Tensors reach to byte ${reach} of ${JSON.stringify(path)}, which has ${file.size}.`,
        });
    }
    this.#visit.fact("tensors", this.#tensors);
    this.#visit.fact("parameters", this.#parameters);
    this.#visit.fact("shards", this.#shards);
    if (this.#types.size > 0)
      this.#visit.fact(
        "dtypes",
        [...this.#types].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([type]) => type),
      );
  }
}

/** Indexes of TensorFlow checkpoints: names, shapes and places of tensors; the shards beside them are raw numbers. */
export const checkpointIndex: Interpreter = {
  id: "tensorflow-checkpoint-index",
  accepts: ({ source }) => isLevelTable(source),
  inspect: (subject, visit) => {
    const checkpoint = new Checkpoint(subject, visit);
    readCheckpointIndex(subject.source, {
      entry: (key, value) => checkpoint.entry(key, value),
      claim: (start, end, what) => visit.claim(start, end, what),
      problem: (message, offset) => visit.finding({ rule: "malformed", message, offset }),
      compressed: (offset) => visit.incomplete("A block of the table is compressed.", offset),
      spend: (entries) => visit.spend("operations", entries),
    });
    checkpoint.finish();
  },
};
