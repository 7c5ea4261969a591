import type { PickleStream } from "../../packages/formats/src/pickle/value.ts";
import type { Answer, Question } from "./python.ts";
import { canonical, traceOf } from "./trace.ts";

export interface Comparison {
  /** Streams that pickletools reads, those whose stack and memo it accepts too, and those whose value was compared. */
  read: number;
  accepted: number;
  values: number;
  /** Opcodes of the streams accepted. */
  opcodes: number;
  /** Values that differ by the way in which frames are read, and are right in both. */
  byFrames: number;
  readonly differences: string[];
}

export function compare(questions: readonly Question[], answers: readonly Answer[], nameOf: (id: number) => string): Comparison {
  const comparison: Comparison = { read: 0, accepted: 0, values: 0, opcodes: 0, byFrames: 0, differences: [] };
  for (const answer of answers) {
    const question = questions[answer.id];
    if (question === undefined || !answer.read) continue;
    const difference = compareOne(question, answer, comparison);
    if (difference !== undefined) comparison.differences.push(`${nameOf(answer.id)}: ${difference}`);
  }
  return comparison;
}

function compareOne(question: Question, answer: Answer, comparison: Comparison): string | undefined {
  const ours = traceOf(question.data, question.start);
  comparison.read++;
  const codes = ours.opcodes.replaceAll(/:\d+/g, "");
  if (codes !== answer.codes) return `opcodes ${firstDifference(codes, answer.codes ?? "")}`;
  if (answer.accepted === true) {
    comparison.accepted++;
    comparison.opcodes += ours.stream.opcodes;
    if (ours.opcodes !== answer.opcodes) return `stack ${firstDifference(ours.opcodes, answer.opcodes ?? "")}`;
    if (ours.keys !== answer.keys) return `memo keys ${firstDifference(ours.keys, answer.keys ?? "")}`;
  }
  return compareValue(ours.stream, answer.value, comparison) ?? compareFile(question, ours.stream, answer.file, comparison);
}

function compareValue({ result }: PickleStream, theirs: string | undefined, comparison: Comparison): string | undefined {
  if (theirs === undefined) return undefined;
  comparison.values++;
  const value = canonical(result);
  return value === theirs ? undefined : `value ${firstDifference(value, theirs)}`;
}

/** The second way of reading frames is that of a loader that reads a file. */
function compareFile(question: Question, flat: PickleStream, theirs: string | undefined, comparison: Comparison): string | undefined {
  if (theirs === undefined) return undefined;
  const { stream } = traceOf(question.data, question.start, true);
  const value = canonical(stream.result);
  if (value !== canonical(flat.result)) comparison.byFrames++;
  return value === theirs ? undefined : `value read from a file ${firstDifference(value, theirs)}`;
}

function firstDifference(ours: string, theirs: string): string {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at++;
  const from = Math.max(0, at - 40);
  return `ours …${ours.slice(from, at + 40)} theirs …${theirs.slice(from, at + 40)}`;
}
