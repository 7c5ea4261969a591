import { TextError } from "../errors.ts";
import { findHiddenText } from "../hidden/find.ts";
import { judgeInjection } from "../injection/judge.ts";
import { instructionScore } from "../injection/reading.ts";
import type { NameMatch } from "../names/find.ts";
import { findPersonalUnits, maskShape } from "../personal/find.ts";
import type { WordMatch } from "../personal/words.ts";
import type { GitleaksRules } from "../secrets/gitleaks/compile.ts";
import { findWithGitleaks } from "../secrets/gitleaks/find.ts";
import type { SecretMatch } from "../secrets/match.ts";
import type { SecretConfidence } from "../secrets/rule.ts";
import { withUnits } from "../units.ts";
import { sharedPass } from "./shared-pass.ts";
import type { SpanKind, TextDetector, TextScan, TextSpan } from "./span.ts";

/** What a scan may be told. */
export interface TextScanOptions {
  /** Detectors to run; everything but names when left out. */
  readonly detect?: readonly TextDetector[];
  /** Countries (ISO 3166-1 alpha-2) whose rules of personal data run beside the standard ones, or all. */
  readonly locales?: readonly string[] | "all";
  /** Finds names (`findNames` of `@castellan/text/names`, which brings its model along); needed for `names`. */
  readonly findNames?: (text: string) => readonly NameMatch[];
  /** Rules of a user that are run beside the built-in ones. */
  readonly gitleaks?: GitleaksRules;
  /** Path of the text, for those rules. */
  readonly path?: string;
}

/** The detectors that run unless others are asked for: all but names, which are a slower stage of their own. */
export const defaultTextDetectors: readonly TextDetector[] = ["pii", "secrets", "injection", "hidden"];

const CERTAINTY: Readonly<Record<SecretConfidence, number>> = { certain: 1, likely: 0.9, possible: 0.6 };
const ORDER: readonly SpanKind[] = ["injection", "secret", "hidden", "pii"];
const NO_INJECTION = { score: 0, flagged: false } as const;

/** Searches one text with every detector asked for: sorted, the same for the same text, in linear time. */
export function scanText(text: string, options: TextScanOptions = {}): TextScan {
  return withUnits(text, (units) => scanUnits(text, units, options));
}

function scanUnits(text: string, units: Uint16Array, options: TextScanOptions): TextScan {
  const { detect = defaultTextDetectors } = options;
  const wants = (detector: TextDetector): boolean => detect.includes(detector);
  const spans: TextSpan[] = [];
  const readsHidden = wants("hidden") || wants("injection");
  const pass =
    wants("secrets") || wants("pii") || readsHidden
      ? sharedPass(text, units, { secrets: wants("secrets"), personal: wants("pii") })
      : undefined;
  if (wants("secrets") && pass !== undefined) addAll(spans, secretSpans(pass.secrets.matches(true, false)), ownSecretSpans(text, options));
  if (wants("pii")) addAll(spans, personalSpans(text, units, pass?.words ?? [], options));
  if (wants("names")) addAll(spans, nameSpans(text, options, spans));
  const hidden = readsHidden ? findHiddenText(text, { units, hints: pass?.hints ?? -1, reads: instructionScore }) : [];
  if (wants("hidden"))
    for (const { type, start, end, score, rule, decoded } of hidden)
      spans.push({ type, kind: "hidden", start, end, score, rule, ...(decoded === undefined ? {} : { decoded }) });
  const injection = wants("injection") ? judgeInjection(text, units, hidden) : undefined;
  for (const { type, start, end, score, rule } of injection?.spans ?? []) spans.push({ type, kind: "injection", start, end, score, rule });
  spans.sort(byPlace);
  return { spans, injection: injection === undefined ? NO_INJECTION : { score: injection.score, flagged: injection.flagged } };
}

/**
 * Values in the form of a vendor that somebody made up stay visible, with the reason and a low score: who reads them knows
 * whether `deadbeef` is in use. What only asks to be filled in, is masked or is published opens nothing.
 */
const SILENT: ReadonlySet<string> = new Set(["template", "fill-in", "masked", "published", "local-host"]);
const EXAMPLE_SCORE = 0.25;

function secretSpans(matches: readonly SecretMatch[]): TextSpan[] {
  return matches.flatMap(({ rule, start, end, confidence, masked, example }): TextSpan[] => {
    if (example !== undefined && (confidence === "possible" || SILENT.has(example))) return [];
    const type = rule.toUpperCase().replaceAll("-", "_");
    const span = { type, kind: "secret" as const, start, end, score: CERTAINTY[confidence], rule, masked };
    return [example === undefined ? span : { ...span, score: EXAMPLE_SCORE, example }];
  });
}

function ownSecretSpans(text: string, { gitleaks, path }: TextScanOptions): TextSpan[] {
  if (gitleaks === undefined) return [];
  return findWithGitleaks(text, gitleaks, path === undefined ? {} : { path }).map(({ rule, start, end, confidence, masked }) => ({
    type: rule.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"),
    kind: "secret",
    start,
    end,
    score: CERTAINTY[confidence],
    rule,
    masked,
  }));
}

/** Names, less those inside of an address or number that was found with more certainty. */
function nameSpans(text: string, { findNames }: TextScanOptions, others: readonly TextSpan[]): TextSpan[] {
  if (findNames === undefined)
    throw new TextError("rule-invalid", "Names are a stage of their own: pass findNames of @castellan/text/names as findNames.");
  const taken = others.filter(({ kind }) => kind === "pii").sort((a, b) => a.start - b.start);
  let next = 0;
  let reach = 0;
  const spans: TextSpan[] = [];
  for (const { type, start, end, score, rule } of findNames(text)) {
    for (; next < taken.length && (taken[next]?.start ?? 0) < end; next++) reach = Math.max(reach, taken[next]?.end ?? 0);
    if (reach <= start) spans.push({ type, kind: "pii", start, end, score, rule, masked: maskShape(text.slice(start, end)) });
  }
  return spans;
}

function personalSpans(text: string, units: Uint16Array, words: readonly WordMatch[], { locales }: TextScanOptions): TextSpan[] {
  const found = findPersonalUnits(text, units, words, locales === undefined ? {} : { locales });
  return found.map(({ type, start, end, score, rule, masked, example }) =>
    example === undefined
      ? { type, kind: "pii", start, end, score, rule, masked }
      : { type, kind: "pii", start, end, score, rule, masked, example: "made for examples" },
  );
}

/** One by one: a document may hold more than a call takes arguments. */
function addAll(spans: TextSpan[], ...more: readonly (readonly TextSpan[])[]): void {
  for (const list of more) for (const span of list) spans.push(span);
}

function byPlace(a: TextSpan, b: TextSpan): number {
  return (
    a.start - b.start || a.end - b.end || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}
