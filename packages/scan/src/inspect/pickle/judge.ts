import {
  type ByteSource,
  joblibArrayAfterBuild,
  type PickleAnomaly,
  type PickleListener,
  type PickleStream,
  type PickleValue,
  runPickle,
  runPickles,
  viewOf,
} from "@castellan/formats";
import type { Verdict, Visit } from "../interpreter.ts";
import { type EffectContext, EffectJudge } from "./effects.ts";
import { exhaustion } from "./expansion.ts";
import { PickleFacts } from "./facts.ts";
import { FindingGroups } from "./groups.ts";
import { readLibraryBytes } from "./library-reading.ts";
import type { LibraryBytes } from "./library-state.ts";
import { nestedPayload } from "./nested.ts";
import { operandSource } from "./operand.ts";
import type { StorageSizes } from "./persistent.ts";
import { beginsWithTorchMagic, StorageCollector, walkStorages } from "./torch-legacy.ts";

export interface PickleContext {
  /** The function that would load the stream. */
  readonly loader?: string;
  /** Bytes of the storages that stand beside the stream, by key. */
  readonly storages?: StorageSizes;
  /** No loader begins where the first stream does: what it does is told, but not reached. */
  readonly unreachable?: boolean;
  /** Whether classes of a module are defined by the container's own code, which is judged by itself. */
  readonly classes?: (module: string) => boolean;
  /** Only the stream that begins at `start` belongs to the caller's format. */
  readonly single?: boolean;
}

export interface JudgedPickles {
  readonly streams: readonly PickleStream[];
  readonly verdict: Verdict;
}

/** Events between two looks at the budget of the file. */
const SPEND_EVERY = 4096;
/** Texts and bytes of one file that are searched for payloads; the budget of time holds beyond. */
const MAX_NESTED = 64;
/** Lengths that no file has: CPython takes the memory before it reads. */
const BEYOND_REASON = 2 ** 40;
/** Memory that a loader takes for a key or a length alone. */
const RESERVED_AT_MOST = 2 ** 32;
/** BINUNICODE8, BINBYTES8, BYTEARRAY8. */
const LONG_LENGTHS: ReadonlySet<number> = new Set([0x8d, 0x8e, 0x96]);
const MAX_ARRAY_SEARCHED = 1024 * 1024;

/**
 * Judges every pickle stream from `start` on: claims their bytes, reports what they would do. Loads nothing. Bytes that
 * a stream hands to another loader are inspected as children.
 */
export async function judgePickle(source: ByteSource, start: number, visit: Visit, context: PickleContext = {}): Promise<JudgedPickles> {
  const judge = new PickleJudge(source, visit, context);
  const streams = judge.run(start);
  await judge.finish();
  return { streams, verdict: judge.verdict };
}

class PickleJudge implements PickleListener, EffectContext {
  readonly groups = new FindingGroups();
  readonly imports = new Set<string>();
  readonly storages: StorageSizes | undefined;
  readonly classes: ((module: string) => boolean) | undefined;
  readonly #source: ByteSource;
  readonly #visit: Visit;
  readonly #context: PickleContext;
  readonly #effects: EffectJudge;
  readonly #facts = new PickleFacts();
  readonly #collector = new StorageCollector();
  /** Bytes that a call loads, by place; looked at as files of their own. */
  readonly #loaded = new Map<number, PickleValue>();
  readonly #library = new Map<number, LibraryBytes>();
  readonly #payloads = new Map<number, { readonly rule: string; readonly what: string }>();
  readonly #ranges: [number, number][] = [];
  #events = 0;
  #effectsInStream = 0;
  /** An error that every loader raises stands before. */
  unreachable: boolean;
  #frameFault: PickleAnomaly | undefined;

  constructor(source: ByteSource, visit: Visit, context: PickleContext) {
    this.#source = source;
    this.#visit = visit;
    this.#context = context;
    this.storages = context.storages;
    this.unreachable = context.unreachable ?? false;
    this.classes = context.classes;
    this.#effects = new EffectJudge(this);
  }

  get verdict(): Verdict {
    return this.groups.worst;
  }

  run(start: number): readonly PickleStream[] {
    if (beginsWithTorchMagic(this.#source.read(start, 64))) return this.#runLegacyTorch(start);
    if (this.#context.single === true) return [runPickle(this.#source, start, this)];
    return runPickles(this.#source, start, this);
  }

  #runLegacyTorch(start: number): readonly PickleStream[] {
    const streams: PickleStream[] = [];
    let at = start;
    for (let count = 0; count < 5 && at < this.#source.size; count++) {
      const stream = runPickle(this.#source, at, this);
      streams.push(stream);
      if (stream.ended !== "stop") return streams;
      at = stream.end;
    }
    const keys = streams[4]?.result;
    if (keys === undefined) return streams;
    const { end, problem } = walkStorages(this.#source, at, keys, this.#collector);
    if (end > at) this.#visit.claim(at, end, "storages");
    if (problem !== undefined)
      this.groups.add({
        rule: problem.overflow ? "pickle-storage-bounds" : "pickle-broken",
        verdict: problem.overflow ? "malicious" : "suspicious",
        subject: problem.message,
        message: problem.message,
        offset: problem.offset,
      });
    this.#facts.legacyTorch();
    if (end < this.#source.size) return [...streams, ...runPickles(this.#source, end, this)];
    return streams;
  }

  effect(effect: Parameters<PickleListener["effect"]>[0]): void {
    this.#count();
    this.#effectsInStream++;
    this.#effects.judge(effect);
    this.#facts.effect(effect);
  }

  data(value: PickleValue): void {
    this.#count();
    if (this.#payloads.size >= MAX_NESTED || (value.kind !== "text" && value.kind !== "bytes")) return;
    const payload = nestedPayload(value);
    if (payload !== undefined) this.#payloads.set(value.offset, payload);
  }

  anomaly(anomaly: PickleAnomaly): void {
    this.#count();
    const { kind, message, offset } = anomaly;
    const reached = !this.unreachable;
    // CPython's unpicklers, in C and in Python, stop here alike; texts are decoded as the loader was told to.
    if (anomaly.fatal === true ? kind !== "operand" || /memo key/.test(message) : /a frame of \d{19,} bytes/.test(message))
      this.unreachable = true;
    if (kind === "frame") {
      this.#frameFault ??= anomaly;
      return;
    }
    const reserved = Number(/reserves (\d+) bytes/.exec(message)?.[1] ?? 0);
    const bomb = reached && (reserved > RESERVED_AT_MOST || this.#declaredLength(anomaly) > RESERVED_AT_MOST);
    this.groups.add({
      rule: bomb ? "pickle-bomb" : "pickle-broken",
      verdict: bomb ? "malicious" : "suspicious",
      subject: kind,
      message: `The stream breaks its rules at byte ${offset}: ${message}`,
      offset,
    });
  }

  /** The length that the opcode with eight bytes of it declares where the stream ends: CPython takes the memory first. */
  #declaredLength({ kind, offset }: PickleAnomaly): number {
    if (kind !== "truncated") return 0;
    const head = this.#source.read(offset, 9);
    return head.length === 9 && LONG_LENGTHS.has(head[0] ?? 0) ? Number(viewOf(head).getBigUint64(1, true)) : 0;
  }

  bytesAfterBuild(target: PickleValue, offset: number): number | "pickle" {
    const taken = joblibArrayAfterBuild(target, this.#source, offset);
    if (taken === 0 || taken === "pickle") return taken;
    this.#facts.joblibArray();
    if (taken === "unknown") {
      this.groups.add({
        rule: "pickle-unexpected-arguments",
        verdict: "suspicious",
        subject: "joblib array",
        message: `How many bytes the array at ${offset} takes cannot be told`,
        offset,
      });
      return 0;
    }
    const beyond = taken - (this.#source.size - offset);
    if (beyond > 0) {
      const bomb = taken > BEYOND_REASON;
      this.groups.add({
        rule: bomb ? "pickle-bomb" : "pickle-broken",
        verdict: bomb ? "malicious" : "suspicious",
        subject: "joblib array",
        message: `The array at byte ${offset} has ${taken} bytes, of which ${this.#source.size - offset} are there`,
        offset,
      });
    } else this.#arrayBytes(offset, taken);
    return taken;
  }

  /** Elements of an array that are a pickle stream of their own. */
  #arrayBytes(offset: number, length: number): void {
    const head = this.#source.read(offset, Math.min(2, length));
    const begin = head[0] === 0x80 ? offset : offset + 1 + (head[0] ?? 0);
    const size = offset + length - begin;
    if (size < 20 || size > MAX_ARRAY_SEARCHED || this.#source.read(begin, 1)[0] !== 0x80) return;
    const bytes = this.#source.read(begin, size);
    const payload = nestedPayload({ kind: "bytes", value: bytes, length: bytes.length, offset: begin });
    if (payload?.rule === "pickle-nested-payload") this.#payloads.set(begin, payload);
  }

  stream(stream: PickleStream): void {
    const { start, end, ended } = stream;
    if (end > start && stream.reading === "flat") this.#claim(start, Math.min(end, this.#source.size));
    if (ended === "budget")
      this.#visit.incomplete(`The pickle stream at byte ${start} takes more work or memory than a reader may spend.`, start);
    const exhausting = exhaustion(stream.result, stream.opcodes);
    if (exhausting !== undefined)
      this.groups.add({
        rule: "pickle-bomb",
        verdict: exhausting.malicious ? "malicious" : "suspicious",
        subject: "expansion",
        message: `A stream of ${end - start} bytes makes ${exhausting.reason}`,
        offset: start,
      });
    if (stream.reading === "frames" && this.#effectsInStream > 0) this.#frameDisagreement(start);
    this.#effectsInStream = 0;
    this.#effects.end(ended === "stop");
    this.unreachable = this.#context.unreachable ?? false;
    this.#facts.stream(stream);
  }

  /** A stream that another one holds (object arrays of joblib) is told before it. */
  #claim(start: number, end: number): void {
    while (this.#ranges.length > 0 && (this.#ranges.at(-1)?.[0] ?? 0) >= start && (this.#ranges.at(-1)?.[1] ?? 0) <= end)
      this.#ranges.pop();
    this.#ranges.push([start, end]);
  }

  #frameDisagreement(offset: number): void {
    this.groups.add({
      rule: "pickle-frame-disagreement",
      verdict: "malicious",
      subject: "frames",
      message: `Loaders that take frames as limits do something else than those that skip them: ${this.#frameFault?.message ?? ""}`,
      offset: this.#frameFault?.offset ?? offset,
    });
  }

  bytesOf(value: PickleValue): ByteSource | undefined {
    return operandSource(this.#source, value);
  }

  library(bytes: LibraryBytes): void {
    const value = innermost(bytes.value);
    if ((value?.kind === "bytes" || value?.kind === "text") && !this.unreachable) this.#library.set(value.offset, { ...bytes, value });
  }

  nested(value: PickleValue): void {
    const bytes = innermost(value);
    if (bytes?.kind === "bytes" || bytes?.kind === "text") this.#loaded.set(bytes.offset, bytes);
    else this.#visit.incomplete("Bytes that the stream loads as a file of their own are not known.");
  }

  storage(id: PickleValue): void {
    this.#collector.add(id);
  }

  /** Tells what was found; inspects what is loaded further. */
  async finish(): Promise<void> {
    for (const [start, end] of this.#ranges) this.#visit.claim(start, end, "pickle stream");
    const loader = this.#context.loader ?? this.#facts.loader();
    if (this.#frameFault !== undefined)
      this.groups.add({
        rule: "pickle-broken",
        verdict: "suspicious",
        subject: "frame",
        message: `A frame of the stream lies about its length: ${this.#frameFault.message}`,
        offset: this.#frameFault.offset,
      });
    for (const [offset, { rule, what }] of this.#payloads) {
      if (this.#loaded.has(offset)) continue;
      const where =
        rule === "payload-text" ? `A text at byte ${offset} reads like an attack: ${what}` : `The value at byte ${offset} is ${what}`;
      this.groups.add({ rule, verdict: "suspicious", subject: what, message: where, offset });
    }
    for (const finding of this.groups.findings(loader)) this.#visit.finding(finding);
    this.#facts.tell(this.#visit, this.imports);
    for (const [offset, value] of this.#loaded) {
      const inner = operandSource(this.#source, value);
      if (inner === undefined)
        this.#visit.incomplete(`Bytes at ${offset} that the stream loads as a file of their own cannot be read.`, offset);
      else await this.#visit.child("(bytes)", inner);
    }
    for (const [offset, bytes] of this.#library) {
      const inner = operandSource(this.#source, bytes.value);
      if (inner === undefined) this.#visit.incomplete(`The bytes at ${offset} that ${bytes.owner} loads cannot be read.`, offset);
      else await readLibraryBytes(inner, bytes, offset, this.#visit);
    }
  }

  #count(): void {
    if (++this.#events % SPEND_EVERY === 0) this.#visit.spend("operations", SPEND_EVERY);
  }
}

/** Bytes that protocols before theirs wrap into calls: `bytearray(_codecs.encode(text, "latin1"))`. */
function innermost(value: PickleValue): PickleValue | undefined {
  let inner: PickleValue | undefined = value;
  for (let depth = 0; depth < 4 && inner?.kind === "object"; depth++)
    inner = inner.arguments.kind === "tuple" ? inner.arguments.items[0] : undefined;
  return inner;
}
