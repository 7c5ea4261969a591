import { bytesSource, describeEffect, joblibArrayAfterBuild, type PickleEffect, runPickles } from "@castellan/formats";
import { PickleWriter } from "../packages/formats/src/pickle/testing/generated-pickle.ts";
import { type Random, randomOf } from "./mutate.ts";

/** No input of this size may take longer. */
const LONGEST = 1000;

interface Run {
  readonly effects: readonly PickleEffect[];
  readonly streams: ReturnType<typeof runPickles>;
}

function run(bytes: Uint8Array): Run {
  const effects: PickleEffect[] = [];
  const source = bytesSource(bytes);
  const began = performance.now();
  const streams = runPickles(source, 0, {
    effect: (effect) => effects.push(effect),
    anomaly: ({ offset }) => check(offset >= 0 && offset <= bytes.length, "an anomaly lies within the bytes"),
    bytesAfterBuild: (target, offset) => {
      const taken = joblibArrayAfterBuild(target, source, offset);
      return taken === "unknown" ? 0 : taken;
    },
  });
  check(performance.now() - began < LONGEST, "it takes less than a second");
  for (const { start, end } of streams) check(start >= 0 && start <= end, "a stream ends behind its start");
  for (const effect of effects) check(describeEffect(effect, 80).length <= 80, "a description keeps to its limit");
  return { effects, streams };
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** A few bytes changed, taken out, doubled, cut off. */
function wound(bytes: Uint8Array, random: Random): Uint8Array {
  let wounded = Buffer.from(bytes);
  for (let count = random(4); count > 0; count--) {
    const at = random(wounded.length + 1);
    const kind = random(5);
    if (kind === 0) wounded = wounded.subarray(0, at);
    else if (kind === 1) wounded = Buffer.concat([wounded.subarray(0, at), wounded.subarray(at + 1 + random(8))]);
    else if (kind === 2)
      wounded = Buffer.concat([wounded.subarray(0, at), wounded.subarray(random(at + 1), at + random(40)), wounded.subarray(at)]);
    else if (at < wounded.length) wounded[at] = kind === 3 ? random(256) : (wounded[at] ?? 0) ^ (1 << random(8));
  }
  return wounded;
}

function grammar(bytes: Uint8Array): void {
  const random = randomOf(Buffer.from(bytes).toString("latin1"));
  const parts = Array.from({ length: 1 + random(4) }, () => wound(PickleWriter.write(random).bytes, random));
  run(Buffer.concat([...parts, ...(random(3) === 0 ? [bytes] : [])]));
}

/** Imports and calls of a stream are also found behind junk. */
function behindJunk(bytes: Uint8Array): void {
  const random = randomOf(Buffer.from(bytes).toString("latin1"));
  const stream = PickleWriter.write(random).bytes;
  const alone = run(stream);
  // Without PROTO, or without an import, nothing tells a stream from junk.
  const found = alone.effects.some((effect) => effect.kind === "import");
  if (stream[0] !== 0x80 || (stream[1] ?? 0) < 2 || !found || alone.streams[0]?.end !== stream.length) return;
  const junk = random(2) === 0 ? bytes : Buffer.from(Array.from({ length: random(2000) }, () => random(256)));
  const both = run(Buffer.concat([junk, stream]));
  // Junk that is a stream itself may reach into what comes behind it.
  if (both.streams.some(({ start, end }) => start < junk.length && end > junk.length)) return;
  const told = new Set(both.effects.map((effect) => describeEffect(effect)));
  for (const effect of alone.effects) check(told.has(describeEffect(effect)), `found behind junk: ${describeEffect(effect)}`);
}

export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  { name: "bytes", run },
  { name: "grammar", run: grammar },
  { name: "behind-junk", run: behindJunk },
];
