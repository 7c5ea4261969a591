import {
  type ByteSource,
  type MsgpackProblem,
  type MsgpackValue,
  readFlaxArray,
  readModelFile,
  readMsgpack,
  sliceSource,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";

const LOADER = "flax.serialization.msgpack_restore";
/** Bytes and texts looked into; what is beyond is counted. */
const LOOKED_INTO = 20_000;

/** A map with a text as its first key, and an extension that holds an array not far behind. */
function looksLikeFlax(head: Uint8Array): boolean {
  const [first = 0] = head;
  const keyAt = first > 0x80 && first <= 0x8f ? 1 : first === 0xde ? 3 : first === 0xdf ? 5 : 0;
  const key = head[keyAt] ?? 0;
  if (keyAt === 0 || !((key >= 0xa1 && key <= 0xbf) || key === 0xd9)) return false;
  const name = head.subarray(keyAt + 1, keyAt + 4);
  if (!name.every((byte) => byte >= 0x20 && byte < 0x7f)) return false;
  for (let at = 2; at + 6 < head.length && at < 16_384; at++) {
    const byte = head[at] ?? 0;
    const width = byte === 0xc7 ? 1 : byte === 0xc8 ? 2 : byte === 0xc9 ? 4 : 0;
    // The content of the extension is a list of three.
    if (width > 0 && head[at + width + 1] === 1 && head[at + width + 2] === 0x93) return true;
  }
  return false;
}

function isNamed({ name, within, source }: Subject): boolean {
  return /\.msgpack$/i.test(name) && within.length === 0 && source.size > 0;
}

/** Parameters of Flax and JAX: MessagePack whose arrays are an extension. */
export const flaxMsgpack: Interpreter = {
  id: "flax-msgpack",
  accepts: (subject) => looksLikeFlax(subject.head) || isNamed(subject),
  inspect: async ({ source }, visit) => {
    visit.format("flax-msgpack");
    const parameters = new FlaxParameters(source, visit);
    const { end, problems } = readMsgpack(source, (value) => parameters.value(value));
    visit.claim(0, end, "MessagePack");
    for (const problem of problems) tell(problem, visit);
    await parameters.finish();
  },
};

function tell({ kind, message, offset }: MsgpackProblem, visit: Visit): void {
  const rule = kind === "duplicate-key" ? "duplicate-key" : kind === "truncated" || kind === "announced" ? "tensors-cut" : "malformed";
  const text = kind === "duplicate-key" ? `The key ${JSON.stringify(message)} stands twice.` : `No MessagePack: ${message}.`;
  visit.finding({ rule, message: text, offset, loader: LOADER });
}

/** Collects what the values of a file of parameters say. */
class FlaxParameters {
  readonly #source: ByteSource;
  readonly #visit: Visit;
  readonly #types = new Set<string>();
  readonly #pickles: MsgpackValue[] = [];
  #parameters = 0;
  #arrays = 0;
  #values = 0;
  #looked = 0;
  /** Fields of the map that is read, of msgpack-numpy: an array of objects is a pickle. */
  #fields = new Map<string, MsgpackValue>();
  #parent = "";

  constructor(source: ByteSource, visit: Visit) {
    this.#source = source;
    this.#visit = visit;
  }

  value(value: MsgpackValue): void {
    if (++this.#values % 4096 === 0) this.#visit.spend("operations", 4096);
    if (value.kind === "extension") this.#extension(value);
    else if (value.kind === "bytes" && value.end - value.start > 4) this.#bytes(value);
    else if (value.kind === "text" && ++this.#looked <= LOOKED_INTO)
      judgeTexts([{ where: value.path.join("."), text: String(value.value) }], this.#visit);
    this.#numpyField(value);
  }

  #where({ path }: MsgpackValue): string {
    return JSON.stringify(path.join("/").slice(0, 160));
  }

  #extension(value: MsgpackValue): void {
    const where = this.#where(value);
    // 2 is a complex number of Python, a list of two floats.
    if (value.type === 2) return;
    if (value.type !== 1 && value.type !== 3)
      return this.#visit.finding({
        rule: "msgpack-extension",
        message: `The extension ${value.type} at ${where} is not known.`,
        offset: value.offset,
        loader: LOADER,
      });
    const array = readFlaxArray(this.#source, value.start, value.end);
    if (array === undefined)
      return this.#visit.finding({ rule: "malformed", message: `The array at ${where} is none.`, offset: value.offset, loader: LOADER });
    const { dtype, shape, needed, present, object } = array;
    if (object)
      return this.#visit.finding({
        rule: "forged-objects",
        message: `The array at ${where} is of the type ${JSON.stringify(dtype.slice(0, 40))}: its bytes become pointers.`,
        offset: value.offset,
        loader: LOADER,
      });
    if (needed === undefined)
      this.#visit.finding({
        rule: "tensor-type-unknown",
        message: `The array at ${where} is of the type ${JSON.stringify(dtype.slice(0, 40))}.`,
        offset: value.offset,
      });
    else if (needed !== present)
      this.#visit.finding({
        rule: "malformed",
        message: `The array at ${where} of ${shape.slice(0, 8).join(" x ")} needs ${needed} bytes and has ${present}.`,
        offset: value.offset,
      });
    this.#arrays++;
    this.#parameters += shape.reduce((product, size) => product * size, 1);
    if (this.#types.size < 64) this.#types.add(dtype.slice(0, 20));
  }

  /** Bytes that are no array: no loader runs them, but nobody writes a program there. */
  #bytes(value: MsgpackValue): void {
    if (++this.#looked > LOOKED_INTO) return;
    const facts = readModelFile(sliceSource(this.#source, value.start, value.end));
    if (facts?.executable === true)
      this.#visit.finding({
        rule: "embedded-program",
        message: `The bytes at ${this.#where(value)} are ${facts.formats.join(", ")}.`,
        offset: value.start,
      });
  }

  /** `{nd: true, kind: "O", data: …}` of msgpack-numpy. */
  #numpyField(value: MsgpackValue): void {
    const key = value.path.at(-1);
    if (typeof key !== "string") return;
    const parent = value.path.slice(0, -1).join("/");
    if (parent !== this.#parent) this.#fields = new Map();
    this.#parent = parent;
    if (key === "nd" || key === "kind" || key === "data") this.#fields.set(key, { ...value, path: [...value.path] });
    const [kind, data] = [this.#fields.get("kind"), this.#fields.get("data")];
    const objects = kind?.kind === "text" ? kind.value === "O" : kind?.kind === "bytes" && this.#source.read(kind.start, 2)[0] === 0x4f;
    if (objects && data?.kind === "bytes" && !this.#pickles.some(({ start }) => start === data.start) && this.#pickles.length < 1000)
      this.#pickles.push(data);
  }

  async finish(): Promise<void> {
    if (this.#looked > LOOKED_INTO) this.#visit.incomplete(`More than ${LOOKED_INTO} texts and bytes are in the file.`);
    this.#visit.fact("tensors", this.#arrays);
    this.#visit.fact("parameters", this.#parameters);
    if (this.#types.size > 0) this.#visit.fact("dtypes", [...this.#types].sort());
    for (const { path, start, end } of this.#pickles)
      await this.#visit.child(`(${path.join("/").slice(0, 100)})`, sliceSource(this.#source, start, end));
  }
}
