import { ascii, type ByteSource, bytesSource, type PickleGlobal, runPickles, sliceSource, viewOf } from "@castellan/formats";
import type { Subject, Visit } from "../interpreter.ts";
import type { LibraryBytes } from "./library-state.ts";
import { judgeName } from "./name.ts";

const HEAD = 64 * 1024;
const MOST_SEARCHED = 64 * 1024 * 1024;
/** XGBoost 1.0 to 1.5: a mark, the length of the model, the model, its configuration in JSON. @see xgboost/src/learner.cc, Load */
const CONFIG_MARK = "CONFIG-offset:";

/** Inspects the bytes of a state as the library's own reader takes them; what no reader takes is told. */
export async function readLibraryBytes(bytes: ByteSource, { owner, readers }: LibraryBytes, offset: number, visit: Visit): Promise<void> {
  if (bytes.size === 0) return;
  if (readers.length === 0) return searchPickles(bytes, owner, offset, visit);
  for (const part of partsOf(bytes)) {
    const subject: Subject = { source: part, head: part.read(0, HEAD), name: "", within: [] };
    if (readers.some((reader) => reader.accepts(subject))) await visit.child("(model)", part);
    else visit.incomplete(`The bytes at ${offset} that ${owner} loads are no model in a form that is read here.`, offset);
  }
}

function partsOf(bytes: ByteSource): readonly ByteSource[] {
  const head = bytes.read(0, CONFIG_MARK.length + 8);
  if (head.length < CONFIG_MARK.length + 8 || ascii(head, 0, CONFIG_MARK.length) !== CONFIG_MARK) return [bytes];
  const length = Number(viewOf(head).getBigInt64(CONFIG_MARK.length, true));
  const start = head.length;
  if (length < 0 || start + length > bytes.size) return [bytes];
  return [sliceSource(bytes, start, start + length), sliceSource(bytes, start + length, bytes.size)].filter(({ size }) => size > 0);
}

/** Marks of functions of Python in plans of polars. */
const PYTHON = /PLPY|[Pp]ython|Anonymous|Opaque/;

/** Pickles in bytes of another format: names that they import are judged. */
function searchPickles(bytes: ByteSource, owner: string, offset: number, visit: Visit): void {
  if (bytes.size > MOST_SEARCHED) return visit.incomplete(`The ${bytes.size} bytes that ${owner} loads are not searched.`, offset);
  const raw = bytes.read(0, bytes.size);
  const names = new Map<string, PickleGlobal>();
  for (const view of [raw, withoutMarks(raw)])
    runPickles(bytesSource(view), 0, {
      effect: (effect) => {
        if (effect.kind === "import" && isName(effect.global)) names.set(`${effect.global.module}.${effect.global.name}`, effect.global);
      },
      anomaly: () => {},
    });
  visit.spend("operations", Math.ceil(bytes.size / 16));
  for (const [name, global] of [...names].slice(0, 20)) {
    const { verdict } = judgeName(global);
    visit.finding({
      rule: verdict === "malicious" ? "pickle-code-execution" : "pickle-nested-payload",
      message: `The bytes at ${offset} that ${owner} loads hold a pickle that imports ${name.slice(0, 200)}.`,
      offset,
    });
  }
  if (names.size === 0 && PYTHON.test(Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString("latin1")))
    visit.incomplete(`The bytes at ${offset} that ${owner} loads speak of functions of Python.`, offset);
}

/** MessagePack writes bytes from 0x80 on in lists of numbers with a mark before them. */
function withoutMarks(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0xcc && (bytes[at + 1] ?? 0) >= 0x80) at++;
    plain[length++] = bytes[at] ?? 0;
  }
  return plain.subarray(0, length);
}

function isName({ module, name, computed }: PickleGlobal): boolean {
  return computed !== "no" || (/^[A-Za-z_][\w.]{0,199}$/.test(module) && /^[A-Za-z_][\w.]{0,199}$/.test(name));
}
