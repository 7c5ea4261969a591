import type { ByteSource } from "../byte-source.ts";
import { DEFAULT_PICKLE_BUDGET, MOST_RESULTS, MOST_STREAMS } from "./budget.ts";
import { type Candidate, candidates } from "./candidates.ts";
import { UNKNOWN } from "./constants.ts";
import { Cursor } from "./cursor.ts";
import { PickleMachine } from "./machine.ts";
import { Newlines } from "./newlines.ts";
import { Probation, type Proof } from "./probation.ts";
import type { PickleBudget, PickleListener, PickleStream } from "./value.ts";

/**
 * Runs all pickle streams from `start` on: the one that begins there, those that follow directly (as torch.save and
 * joblib.dump of old wrote them), and those behind anything else. A stream found by search counts once it has shown
 * what it is; bytes that only look like one leave no trace. Where frames make loaders see different bytes, the stream is
 * run in both ways.
 *
 * Never throws but what the source throws; linear in the size of the source.
 */
export function runPickles(
  source: ByteSource,
  start: number,
  listener: PickleListener,
  budget?: Partial<PickleBudget>,
): readonly PickleStream[] {
  return new StreamReader(source, listener, { ...DEFAULT_PICKLE_BUDGET, ...budget }).readAll(start);
}

/** Runs the one stream that begins at `start`, and those nested in it. */
export function runPickle(source: ByteSource, start: number, listener: PickleListener, budget?: Partial<PickleBudget>): PickleStream {
  return new StreamReader(source, listener, { ...DEFAULT_PICKLE_BUDGET, ...budget }).read(start).stream;
}

const PROTO = 0x80;
/** Directly behind STOP, where loaders go on. */
const ADJACENT: Proof = { opcodesToStop: 2, effects: "import" };
const ADJACENT_WITHOUT_PROTO: Proof = { opcodesToStop: 2, effects: "call" };
/** Work that attempts may repeat, for each byte and in all. */
const REPEATED_WORK = 1;
const FREE_WORK = 1_000_000;

interface Reading {
  readonly stream: PickleStream;
  /** The attempt was a stream. */
  readonly accepted: boolean;
  /** See `PickleMachine.work`. */
  readonly work: number;
  /** Further places where a loader may go on: other ends of the frame, or of the other reading. */
  readonly otherEnds: readonly number[];
}

class StreamReader {
  readonly #source: ByteSource;
  readonly #listener: PickleListener;
  readonly #budget: PickleBudget;
  readonly #newlines: Newlines;
  readonly #streams: PickleStream[] = [];
  /** Of attempts that came to nothing. */
  #work = 0;

  constructor(source: ByteSource, listener: PickleListener, budget: PickleBudget) {
    this.#source = source;
    this.#budget = budget;
    this.#newlines = new Newlines(source);
    this.#listener = forward(listener, (stream) => {
      this.#streams.push(this.#streams.length < MOST_RESULTS ? stream : { ...stream, result: UNKNOWN });
      listener.stream?.(stream);
    });
  }

  readAll(start: number): readonly PickleStream[] {
    if (start >= this.#source.size) return [];
    for (let reading: Reading | undefined = this.read(start); reading !== undefined; ) {
      // A first stream that has shown nothing may be junk, which may reach into what comes behind it.
      const from: number = reading.accepted ? reading.stream.end : start + 1;
      for (const end of reading.otherEnds) this.#attempt(end, proofAt(this.#source, end));
      if (this.#streams.length >= MOST_STREAMS) {
        this.#listener.stream?.({ ...reading.stream, start: from, end: from, ended: "budget", opcodes: 0, result: UNKNOWN });
        break;
      }
      const next = this.#attempt(from, proofAt(this.#source, from));
      reading = next?.accepted === true ? next : this.#search(from);
    }
    return this.#streams;
  }

  /** Runs a stream, a second time where frames bind if that makes a difference. */
  read(at: number, probation?: Probation): Reading {
    const listener = probation ?? this.#listener;
    const machine = new PickleMachine(new Cursor(this.#source, at, { newlines: this.#newlines }), listener, this.#budget);
    if (probation !== undefined) probation.machine = machine;
    const stream = machine.run();
    probation?.conclude(stream);
    const accepted = probation?.accepted ?? (stream.ended === "stop" || machine.proven);
    const frameEnd = stream.ended === "stop" && Number.isFinite(machine.frames.end) ? [machine.frames.end] : [];
    const { work } = machine;
    if (!machine.frames.differ || !accepted) return { stream, accepted, work, otherEnds: frameEnd };
    const cursor = new Cursor(this.#source, at, { newlines: this.#newlines, enforceFrames: true });
    const second = new PickleMachine(cursor, onceDiverged(cursor, this.#listener), this.#budget).run();
    return { stream, accepted, work, otherEnds: [...frameEnd, second.end].filter((end) => end !== stream.end) };
  }

  #attempt(at: number, proof: Proof): Reading | undefined {
    if (at >= this.#source.size) return undefined;
    const reading = this.read(at, new Probation(this.#listener, proof));
    if (!reading.accepted) this.#work += reading.work;
    return reading;
  }

  /** The first place from `from` on where an attempt is a stream; of several in one place the one that goes farthest. */
  #search(from: number): Reading | undefined {
    let passed = from;
    let found: Reading | undefined;
    let last: Candidate | undefined;
    for (const candidate of candidates(this.#source, from)) {
      if (found !== undefined && candidate.place !== last?.place) break;
      if (candidate.at < passed || (found !== undefined && candidate.import === last?.import)) continue;
      const reading = this.#attempt(candidate.at, candidate.proof);
      if (reading?.accepted === true) {
        if (found === undefined || reading.stream.end > found.stream.end) found = reading;
        last = candidate;
      } else if (this.#work > FREE_WORK + REPEATED_WORK * this.#source.size) passed = reading?.stream.end ?? passed;
    }
    return found;
  }
}

function proofAt(source: ByteSource, at: number): Proof {
  return source.read(at, 1)[0] === PROTO ? ADJACENT : ADJACENT_WITHOUT_PROTO;
}

function forward(listener: PickleListener, stream: (stream: PickleStream) => void): PickleListener {
  const { opcode } = listener;
  return {
    effect: (effect) => listener.effect(effect),
    anomaly: (anomaly) => listener.anomaly(anomaly),
    bytesAfterBuild: (target, offset) => listener.bytesAfterBuild?.(target, offset) ?? 0,
    data: (value) => listener.data?.(value),
    stream,
    ...(opcode === undefined ? {} : { opcode: opcode.bind(listener) }),
  };
}

/** The second reading tells what is different, not what the first has told. */
function onceDiverged(cursor: Cursor, listener: PickleListener): PickleListener {
  return {
    effect: (effect) => {
      if (cursor.diverged) listener.effect(effect);
    },
    anomaly: (anomaly) => {
      if (cursor.diverged) listener.anomaly(anomaly);
    },
    bytesAfterBuild: (target, offset) => listener.bytesAfterBuild?.(target, offset) ?? 0,
    stream: (stream) => listener.stream?.(stream),
  };
}
