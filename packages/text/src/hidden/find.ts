import { withUnits } from "../units.ts";
import { CLASS, classOfUnit } from "./character-class.ts";
import { findEncoded } from "./encoded.ts";
import { HINTS } from "./hints.ts";
import { readPlaneFourteen, readSelectors, readSoftHyphen, readZeroWidth, type Step } from "./invisible-data.ts";
import { readAnnotation, readBidi, readControl } from "./layout-controls.ts";
import { readMathematical, readMixedWord } from "./look-alikes.ts";
import { findHiddenMarkdown } from "./markdown.ts";
import { findHiddenMarkup } from "./markup.ts";
import { type HiddenMatch, hiddenMatch } from "./match.ts";

/** What is known of a text before the search. */
export interface HiddenOptions {
  /** The code units of the text, where somebody has them already. */
  readonly units?: Uint16Array;
  /** Bits of `HINTS`: the kinds of hiding for which the text holds a beginning; all where left out. */
  readonly hints?: number;
  /** How much a text reads like an instruction to a model, 0 to 1: comments and attributes matter only then. */
  reads(text: string): number;
}

/**
 * Finds text that is there for programs and not for eyes: in order of place, kinds may overlap. Each pass looks at every
 * code unit once, with bounded work behind each that stands out: linear.
 */
export function findHiddenText(text: string, options: HiddenOptions): HiddenMatch[] {
  const { hints = -1, reads } = options;
  const run = (units: Uint16Array): HiddenMatch[] => [...findInvisible(text, units), ...findEncoded(text, units, hints, reads)];
  const found = options.units === undefined ? withUnits(text, run) : run(options.units);
  // One by one: a document may hold more than a call takes arguments.
  if ((hints & HINTS.markup) !== 0) for (const match of findHiddenMarkup(text, reads)) found.push(match);
  if ((hints & HINTS.markdown) !== 0) for (const match of findHiddenMarkdown(text, reads)) found.push(match);
  return found.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

function findInvisible(text: string, units: Uint16Array): HiddenMatch[] {
  const found: HiddenMatch[] = [];
  const { length } = text;
  let from = 0;
  for (let at = 0; at < length; ) {
    // Every code unit has a class; `as number` only undoes noUncheckedIndexedAccess in the hot loop.
    if (at + 8 <= length && isPlain(units, at)) {
      at += 8;
      continue;
    }
    const kind = classOfUnit[units[at] as number] as number;
    if (kind === 0) {
      at++;
      continue;
    }
    const { match, next } = readClass(kind, text, at, from);
    if (match !== undefined) found.push(match);
    from = next;
    at = Math.max(next, at + 1);
  }
  return found;
}

/** Eight code units of nothing: their look-ups do not wait for one another. */
function isPlain(units: Uint16Array, at: number): boolean {
  return (
    ((classOfUnit[units[at] as number] as number) |
      (classOfUnit[units[at + 1] as number] as number) |
      (classOfUnit[units[at + 2] as number] as number) |
      (classOfUnit[units[at + 3] as number] as number) |
      (classOfUnit[units[at + 4] as number] as number) |
      (classOfUnit[units[at + 5] as number] as number) |
      (classOfUnit[units[at + 6] as number] as number) |
      (classOfUnit[units[at + 7] as number] as number)) ===
    0
  );
}

function readClass(kind: number, text: string, at: number, from: number): Step {
  switch (kind) {
    case CLASS.control:
      return readControl(text, at);
    case CLASS.bidi:
      return readBidi(text, at);
    case CLASS.zeroWidth:
      return readZeroWidth(text, at);
    case CLASS.softHyphen:
      return readSoftHyphen(text, at);
    case CLASS.selector:
      return readSelectors(text, at);
    case CLASS.planeFourteen:
      return readPlaneFourteen(text, at);
    case CLASS.lookAlikeScript:
      return readMixedWord(text, at, from);
    case CLASS.mathematical:
      return readMathematical(text, at);
    case CLASS.filler:
      return readFiller(text, at);
    case CLASS.annotation:
      return readAnnotation(text, at);
    default:
      return { next: at + 1 };
  }
}

function readFiller(text: string, start: number): Step {
  let end = start;
  while (end < text.length && end - start < 4096 && classOfUnit[text.charCodeAt(end)] === CLASS.filler) end++;
  const isHangul = (code: number): boolean =>
    (code >= 0x1100 && code <= 0x11ff) || (code >= 0x3130 && code <= 0x318f) || (code >= 0xac00 && code <= 0xd7af);
  if (isHangul(text.charCodeAt(start - 1)) || isHangul(text.charCodeAt(end))) return { next: end };
  return { match: hiddenMatch("hidden-filler", start, end, 0.5), next: end };
}
