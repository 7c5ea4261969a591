import { bytesSource } from "../../packages/formats/src/byte-source.ts";
import { Cursor } from "../../packages/formats/src/pickle/cursor.ts";
import { DEFAULT_PICKLE_BUDGET } from "../../packages/formats/src/pickle/index.ts";
import { PickleMachine } from "../../packages/formats/src/pickle/machine.ts";
import type { PickleStream, PickleValue } from "../../packages/formats/src/pickle/value.ts";

export interface Trace {
  /** Code, offset and depth of the stack after each opcode. */
  readonly opcodes: string;
  readonly keys: string;
  readonly stream: PickleStream;
}

/** What our machine does with the stream at `start`. */
export function traceOf(bytes: Uint8Array, start: number, enforceFrames = false): Trace {
  const steps: string[] = [];
  const machine = new PickleMachine(
    new Cursor(bytesSource(bytes), start, { enforceFrames }),
    {
      effect: () => {},
      anomaly: () => {},
      opcode: (code, offset, depth) => steps.push(`${code}@${offset - start}:${depth}`),
    },
    DEFAULT_PICKLE_BUDGET,
  );
  const stream = machine.run();
  const keys = [...machine.memo.keys()].sort((one, other) => one - other).join(" ");
  return { opcodes: steps.join(" "), keys, stream };
}

/** A value in a form that compares: the same as `canonical` in pickletools-trace.py writes. */
export function canonical(value: PickleValue, path: readonly PickleValue[] = []): string {
  if (path.includes(value)) return "@";
  switch (value.kind) {
    case "none":
      return "N";
    case "bool":
      return value.value ? "T" : "F";
    case "int":
      return `i${value.value}`;
    case "float": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(value.value);
      return `f${bytes.toString("hex")}`;
    }
    case "text":
      return `s${Buffer.from(value.value, "utf8").toString("hex")}`;
    case "bytes":
      return `${value.mutable === true ? "B" : "b"}${Buffer.from(value.value).toString("hex")}`;
    case "tuple":
    case "list":
    case "dict":
    case "set":
    case "frozenset": {
      const items = value.items.map((item) => canonical(item, [...path, value]));
      return `${value.kind}(${(value.kind === "set" || value.kind === "frozenset" ? items.sort() : items).join(",")})`;
    }
    default:
      return `?${value.kind}`;
  }
}
