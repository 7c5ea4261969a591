import { ByteWriter } from "../../testing/byte-writer.ts";

/** An item as bytes in XDR. */
export type RItem = Uint8Array;

const CHARACTERS = 0x40009;

function writer(): ByteWriter {
  return new ByteWriter(false);
}

const nil: RItem = writer().i32(254).done();
const char = (text: string): RItem => writer().i32(CHARACTERS, text.length).text(text).done();
const symbol = (name: string): RItem => writer().i32(1).bytes(char(name)).done();
const integers = (...values: readonly number[]): RItem =>
  writer()
    .i32(13, values.length)
    .i32(...values)
    .done();
const base: RItem = writer().i32(241).done();
const global: RItem = writer().i32(253).done();
const unbound: RItem = writer().i32(252).done();

/** Items of R's serialisation, one function for each kind. */
export const r = {
  nil,
  symbol,
  integers,
  reals: (...values: readonly number[]): RItem =>
    writer()
      .i32(14, values.length)
      .f64(...values)
      .done(),
  texts: (...values: readonly string[]): RItem =>
    writer()
      .i32(16, values.length)
      .bytes(...values.map(char))
      .done(),
  list: (...items: readonly RItem[]): RItem =>
    writer()
      .i32(19, items.length)
      .bytes(...items)
      .done(),
  /** A pairlist; a tag is written before its value. */
  pairs: (...items: readonly (readonly [string, RItem])[]): RItem =>
    writer()
      .bytes(...items.flatMap(([tag, item]) => [writer().i32(0x402).bytes(symbol(tag)).done(), item]), nil)
      .done(),
  call: (callee: RItem, ...parts: readonly RItem[]): RItem =>
    writer()
      .i32(6)
      .bytes(callee, ...parts.flatMap((part) => [writer().i32(2).done(), part]), nil)
      .done(),
  closure: (body: RItem, formals: RItem = nil, environment: RItem = global): RItem =>
    writer().i32(0x403).bytes(environment, formals, body).done(),
  promise: (code: RItem, value: RItem = unbound, environment: RItem = global): RItem =>
    writer().i32(0x405).bytes(environment, value, code).done(),
  environment: (frame: RItem): RItem => writer().i32(4, 0).bytes(base, frame, nil, nil).done(),
  altrep: (name: string, source: string, state: RItem): RItem =>
    writer().i32(238, 2).bytes(symbol(name)).i32(2).bytes(symbol(source)).i32(2).bytes(integers(13), nil, state, nil).done(),
  /** A frame whose only variable calls a function when it is read. */
  activeBinding: (tag: string, item: RItem): RItem => writer().i32(0x8000402).bytes(symbol(tag), item, nil).done(),
  namespace: (name: string): RItem => writer().i32(249, 0, 1).bytes(char(name)).done(),
  persistent: (name: string): RItem => writer().i32(248, 0, 1).bytes(char(name)).done(),
  pointer: writer().i32(22, 254, 254).done(),
  /** Compiled code without instructions and with these constants, each behind its type. */
  bytecode: (...constants: readonly (readonly [number, RItem])[]): RItem =>
    writer()
      .i32(21, 1)
      .bytes(integers(12))
      .i32(constants.length)
      .bytes(...constants.map(([type, item]) => writer().i32(type).bytes(item).done()))
      .done(),
};

export function rds(item: RItem, version = 2): Uint8Array {
  const header = writer().text("X\n").i32(version, 0x040301, 0x020300);
  if (version === 3) header.i32(5).text("UTF-8");
  return header.bytes(item).done();
}

export function rda(...bindings: readonly (readonly [string, RItem])[]): Uint8Array {
  return writer()
    .text("RDX2\n")
    .bytes(rds(r.pairs(...bindings)))
    .done();
}
