import { createHash } from "node:crypto";
import { estimatedBits, shannonEntropy } from "../../randomness.ts";
import type { SecretMatch } from "../match.ts";
import type { CompiledAllowlist, CompiledGitleaksRule, GitleaksRules } from "./compile.ts";

export interface GitleaksOptions {
  /** Path of the text, for rules and allow-lists that name paths; they do not apply where it is left out. */
  readonly path?: string;
}

/** Texts are read in pieces of this many code units, as gitleaks reads files in pieces. */
const PIECE = 256 * 1024;
/** Code units that two pieces share: a longer match may be cut. */
const SHARED = 16 * 1024;
const HASHABLE_BITS = 80;

/**
 * What a configuration of gitleaks reports for a text: keywords, then the pattern, the group of the secret, entropy,
 * allow-lists and `gitleaks:allow`, in that order (detect/detect.go). Sorted by place. Linear in the text for each rule.
 */
export function findWithGitleaks(text: string, compiled: GitleaksRules, { path }: GitleaksOptions = {}): SecretMatch[] {
  if (path !== undefined && compiled.allowlists.some((list) => !list.all && list.rules.length === 0 && holdsPath(list, path))) return [];
  const found = new Map<string, SecretMatch>();
  for (let from = 0; from === 0 || from + SHARED < text.length; from += PIECE - SHARED) {
    const piece = text.slice(from, from + PIECE);
    const wanted = new Set(compiled.always);
    compiled.prefilter.scan(piece, (keyword) => {
      for (const index of compiled.byKeyword[keyword] ?? []) wanted.add(index);
    });
    for (const index of [...wanted].sort((a, b) => a - b)) {
      const rule = compiled.rules[index];
      if (rule === undefined || (rule.path !== undefined && (path === undefined || !rule.path.matcher(path).find()))) continue;
      for (const { start, end } of matchesOf(rule, piece, compiled, path)) {
        const match = published(rule, text, from + start, from + end);
        found.set(`${rule.id} ${match.start} ${match.end}`, match);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function matchesOf(rule: CompiledGitleaksRule, text: string, { allowlists }: GitleaksRules, path: string | undefined): Place[] {
  const places: Place[] = [];
  const matcher = rule.pattern.matcher(text);
  while (matcher.find()) {
    const start = matcher.start();
    const whole = matcher.group() ?? "";
    const group = secretGroup(rule, matcher);
    const secret = matcher.group(group) ?? whole;
    if (secret === "" || (rule.entropy > 0 && shannonEntropy(secret) <= rule.entropy)) continue;
    const line = lineAround(text, start, start + whole.length);
    if (line.includes("gitleaks:allow")) continue;
    const seen = { secret, match: whole, line };
    const lists = [...rule.allowlists, ...allowlists.filter((list) => list.rules.length === 0 || list.rules.includes(rule.id))];
    if (lists.some((list) => isAllowed(list, seen, path))) continue;
    const at = matcher.start(group);
    places.push({ start: at, end: at + secret.length });
  }
  return places;
}

/** The stated group, else the first one that holds something, else all of the match. */
function secretGroup(rule: CompiledGitleaksRule, matcher: ReturnType<CompiledGitleaksRule["pattern"]["matcher"]>): number {
  if (rule.secretGroup > 0) return rule.secretGroup;
  for (let group = 1; group <= rule.pattern.groupCount(); group++) if ((matcher.group(group) ?? "") !== "") return group;
  return 0;
}

function isAllowed(
  list: CompiledAllowlist,
  seen: Readonly<Record<"secret" | "match" | "line", string>>,
  path: string | undefined,
): boolean {
  const checks: boolean[] = [];
  if (list.paths.length > 0) checks.push(path !== undefined && holdsPath(list, path));
  if (list.regexes.length > 0) checks.push(list.regexes.some((regex) => regex.matcher(seen[list.target]).find()));
  if (list.stopwords.length > 0) {
    const folded = seen.secret.toLowerCase();
    checks.push(list.stopwords.some((word) => folded.includes(word)));
  }
  return checks.length > 0 && (list.all ? checks.every(Boolean) : checks.some(Boolean));
}

function holdsPath(list: CompiledAllowlist, path: string): boolean {
  return list.paths.some((pattern) => pattern.matcher(path).find());
}

const LONGEST_LINE = 4096;

function lineAround(text: string, start: number, end: number): string {
  const before = text.lastIndexOf("\n", start - 1) + 1;
  const behind = text.indexOf("\n", end);
  return text.slice(
    Math.max(start === 0 ? 0 : before, start - LONGEST_LINE),
    Math.min(behind < 0 ? text.length : behind, end + LONGEST_LINE),
  );
}

function published(rule: CompiledGitleaksRule, text: string, start: number, end: number): SecretMatch {
  const secret = text.slice(start, end);
  return {
    rule: rule.id,
    title: rule.title,
    vendor: "own rule",
    start,
    end,
    confidence: "likely",
    masked: "…",
    ...(estimatedBits(secret) >= HASHABLE_BITS ? { hash: createHash("sha256").update(secret).digest("hex") } : {}),
  };
}
