import { isRightToLeft } from "./character-class.ts";
import type { Step } from "./invisible-data.ts";
import { hiddenMatch } from "./match.ts";

const OPENS_ISOLATE = new Set([0x2066, 0x2067, 0x2068]);
const OPENS_EMBEDDING = new Set([0x202a, 0x202b, 0x202d, 0x202e]);
const OVERRIDES = new Set([0x202d, 0x202e]);
const POP_EMBEDDING = 0x202c;
const POP_ISOLATE = 0x2069;
const LONGEST_LINE = 4096;

/**
 * All direction controls from the first one of a line to its end (UAX #9: a paragraph closes what is open). One match
 * for an override, or for an embedding or isolate that is left open.
 */
export function readBidi(text: string, start: number): Step {
  let end = start;
  let isolates = 0;
  let embeddings = 0;
  let last = start;
  let overridden = -1;
  let rightToLeft = false;
  for (; end < text.length && end - start < LONGEST_LINE; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x0a || code === 0x0d || code === 0x2029) break;
    rightToLeft ||= isRightToLeft(code);
    if (code < 0x202a || code > 0x2069) continue;
    if (OPENS_ISOLATE.has(code)) isolates++;
    else if (OPENS_EMBEDDING.has(code)) embeddings++;
    else if (code === POP_ISOLATE) isolates = Math.max(0, isolates - 1);
    else if (code === POP_EMBEDDING) embeddings = Math.max(0, embeddings - 1);
    else continue;
    if (OVERRIDES.has(code) && overridden < 0) overridden = end;
    last = end;
  }
  if (overridden >= 0)
    return { match: hiddenMatch("hidden-bidi", start, last + 1, rightToLeft ? 0.6 : 0.9, plainOf(text, start, last)), next: end };
  const open = isolates + embeddings > 0;
  // Left open in a line of Arabic or Hebrew it is a slip; in a line without such letters there is nothing to embed.
  if (open) return { match: hiddenMatch("hidden-bidi", start, last + 1, rightToLeft ? 0.35 : 0.7, plainOf(text, start, last)), next: end };
  return { next: end };
}

function plainOf(text: string, start: number, last: number): string {
  return text.slice(start, Math.min(last + 1, start + 400)).replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

const escapeSequence = /\u001b(?:\[[0-9;:?]{0,32}[A-Za-z]|\][^\u0007\u001b\n]{0,256}(?:\u0007|\u001b\\)?|[ -/]{0,4}[0-~])?/y;
const LONGEST_RUN = 4096;

/** Controls of C0 in a row: terminal escapes, backspaces, others. */
export function readControl(text: string, start: number): Step {
  const code = text.charCodeAt(start);
  if (code === 0x1b) {
    escapeSequence.lastIndex = start;
    const length = escapeSequence.exec(text)?.[0].length ?? 1;
    const sequence = text.slice(start + 1, start + length);
    // 8 conceals, 30 on 40 is black on black, ] sets titles and links; colours alone are what logs hold.
    const conceals = /^\[(?:[\d;]*;)?8m$|^\]|^\[\d*[ABCDEFGHJKST]$/.test(sequence);
    return { match: hiddenMatch("hidden-control", start, start + length, conceals ? 0.8 : 0.35), next: start + length };
  }
  let end = start + 1;
  while (end < text.length && end - start < LONGEST_RUN && text.charCodeAt(end) === code) end++;
  if (code === 0x1a && end >= text.length - 1) return { next: end };
  if (code === 0x08) return { match: hiddenMatch("hidden-control", start, end, isOverstrike(text, start) ? 0.3 : 0.7), next: end };
  if (code === 0x0b || code === 0x1c || code === 0x1d || code === 0x1e || code === 0x1f) return { next: end };
  return { match: hiddenMatch("hidden-control", start, end, code === 0 ? 0.5 : 0.3), next: end };
}

/** `x BS x` and `_ BS x` are how manual pages write bold and underline. */
function isOverstrike(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return before === "_" || before === text.charAt(at + 1);
}

const LONGEST_ANNOTATION = 128;

/** Text between U+FFFA and U+FFFB is the annotation nobody draws. */
export function readAnnotation(text: string, start: number): Step {
  const end = text.slice(start, start + LONGEST_ANNOTATION).indexOf("\ufffb");
  const next = end < 0 ? start + 1 : start + end + 1;
  const inner = text.slice(start, next);
  return {
    match: hiddenMatch("hidden-annotation", start, next, 0.7, inner.slice(inner.indexOf("\ufffa") + 1).replace(/[\ufff9-\ufffb]/g, "")),
    next,
  };
}
