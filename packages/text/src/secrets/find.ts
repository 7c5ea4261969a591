import { shannonEntropy } from "../randomness.ts";
import { type Assignment, AssignmentReader } from "./assignment.ts";
import { standsAlone } from "./boundary.ts";
import { secretRules } from "./catalogue/index.ts";
import { checkToken, readsLikeWords } from "./checks.ts";
import { type CompiledRule, createSecretEngine, type SecretEngine } from "./engine.ts";
import { judgeGeneric } from "./generic.ts";
import { type Candidate, publish, resolveCandidates, type SecretMatch } from "./match.ts";
import { nameFits } from "./name.ts";
import { placeholderReason } from "./placeholder.ts";

/** What a search may be told. */
export interface SecretOptions {
  /** A rule set of one's own (`createSecretEngine`); the built-in catalogue when left out. */
  readonly engine?: SecretEngine;
  /** Also return placeholders and examples, each with the reason in `example`. */
  readonly examples?: boolean;
}

let builtIn: SecretEngine | undefined;

/** The engine of the built-in catalogue, built on first use. */
export function builtInSecretEngine(): SecretEngine {
  builtIn ??= createSecretEngine(secretRules);
  return builtIn;
}

/**
 * Finds secrets in a text: sorted by place, without overlaps, the same for the same text. Time is
 * linear in the length of the text: one automaton pass, and bounded work per keyword found.
 * No match holds the secret.
 */
export function findSecrets(text: string, options: SecretOptions = {}): SecretMatch[] {
  const engine = options.engine ?? builtInSecretEngine();
  const search = new SecretSearch(text);
  engine.prefilter.scan(text, (keyword, end) => {
    const start = end - (engine.prefilter.keywords[keyword]?.length ?? 0);
    for (const compiled of engine.byKeyword[keyword] ?? []) search.tryRule(compiled, start, end);
  });
  return search.matches(options.examples === true);
}

/** A search under way: whoever drives the automaton calls `tryRule` for each keyword, in order of their ends. */
export class SecretSearch {
  readonly candidates: Candidate[] = [];
  readonly #text: string;
  readonly #assignments: AssignmentReader;
  readonly #done = new Map<CompiledRule, number>();
  /** Assignments to names that may be credentials, each with the rules to try. */
  readonly #named: { readonly assignment: Assignment; readonly rules: CompiledRule[] }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#assignments = new AssignmentReader(text);
  }

  /** What was found, by place; with `examples` also placeholders, without `hashes` faster. */
  matches(examples: boolean, hashes = true): SecretMatch[] {
    this.#judgeNamed();
    const found = examples ? this.candidates : this.candidates.filter(({ example }) => example === undefined);
    return resolveCandidates(found).map((candidate) => publish(candidate, this.#text, hashes));
  }

  /**
   * Values that only their name makes a secret are judged last, and not at all where a rule of a vendor has the place: the
   * vendor's would win, and the judgement is the dearest of all.
   */
  #judgeNamed(): void {
    const taken = this.candidates.filter(({ example }) => example === undefined).sort((one, other) => one.start - other.start);
    let next = 0;
    let reach = 0;
    for (const { assignment, rules } of this.#named.splice(0)) {
      const { value, valueStart } = assignment;
      const end = valueStart + value.length;
      // Values come in order; what begins before this one's end may reach into it.
      for (; next < taken.length && (taken[next]?.start ?? 0) < end; next++) reach = Math.max(reach, taken[next]?.end ?? 0);
      if (reach > valueStart) continue;
      const kind = judgeGeneric(assignment);
      const compiled = kind === undefined ? undefined : rules.find(({ rule }) => rule.id === `generic-${kind}`);
      if (compiled !== undefined) this.candidates.push({ rule: compiled.rule, start: valueStart, end, confidence: "possible", shown: "" });
    }
  }

  tryRule(compiled: CompiledRule, start: number, end: number): void {
    if (compiled.rule.method === "token") this.#tryToken(compiled, start, end);
    else if (compiled.recogniser !== undefined) this.#tryStructure(compiled, start, end);
    else if (compiled.generic) this.#tryGeneric(compiled, start, end);
    else this.#tryAssigned(compiled, start, end);
  }

  #tryToken(compiled: CompiledRule, start: number, end: number): void {
    const { rule, forms } = compiled;
    const from = Math.max(start - rule.lead, this.#done.get(compiled) ?? 0);
    if (start < (this.#done.get(compiled) ?? 0)) return;
    let best: Candidate | undefined;
    for (const { pattern, prefix } of forms) {
      pattern.lastIndex = start;
      // A leading run may start anywhere before the keyword: search only the window it can reach.
      const match = rule.lead > 0 ? windowMatch(pattern, this.#text, from, start, end) : pattern.exec(this.#text);
      if (match === null || match.index > start || match.index + match[0].length < end) continue;
      const candidate = this.#judge(compiled, match.index, match[0], prefix);
      if (candidate !== undefined && (best === undefined || candidate.end > best.end)) best = candidate;
    }
    if (best === undefined) return;
    this.#done.set(compiled, best.end);
    this.candidates.push(best);
  }

  #judge({ rule }: CompiledRule, start: number, token: string, prefix: string): Candidate | undefined {
    const end = start + token.length;
    if (!standsAlone(this.#text, start, end) || !this.#near(rule.near, start, end)) return undefined;
    const body = token.slice(prefix.length);
    const confidence = checkToken(rule, body);
    if (confidence === undefined || shannonEntropy(body) < rule.entropy || readsLikeWords(body))
      return this.#example(rule, start, end, prefix, body);
    const example = placeholderReason(body);
    return { rule, start, end, confidence, shown: prefix, ...(example === undefined ? {} : { example }) };
  }

  /** Too plain to be random; when it also is a known placeholder, say so to those who ask for examples. */
  #example(rule: Candidate["rule"], start: number, end: number, shown: string, body: string): Candidate | undefined {
    const example = placeholderReason(body);
    return example === undefined ? undefined : { rule, start, end, confidence: rule.confidence, shown, example };
  }

  #near(words: readonly string[], start: number, end: number): boolean {
    if (words.length === 0) return true;
    const around = this.#text.slice(Math.max(0, start - 400), end + 400).toLowerCase();
    return words.some((word) => around.includes(word));
  }

  #tryAssigned(compiled: CompiledRule, start: number, end: number): void {
    const assignment = this.#assignments.at(start, end);
    if (assignment === undefined || (this.#done.get(compiled) ?? -1) === assignment.valueStart) return;
    const { rule } = compiled;
    const form = compiled.forms.find(({ pattern }) => pattern.test(assignment.value));
    if (form === undefined || !nameFits(rule, assignment, start)) return;
    this.#done.set(compiled, assignment.valueStart);
    const { value, valueStart } = assignment;
    const valueEnd = valueStart + value.length;
    const body = value.slice(form.prefix.length);
    const confidence = checkToken(rule, body);
    if (!this.#near(rule.near, valueStart, valueEnd)) return;
    const candidate =
      confidence === undefined || shannonEntropy(body) < rule.entropy || readsLikeWords(body)
        ? this.#example(rule, valueStart, valueEnd, form.prefix, body)
        : { rule, start: valueStart, end: valueEnd, confidence, shown: form.prefix, ...exampleOf(body) };
    if (candidate !== undefined) this.candidates.push(candidate);
  }

  #tryStructure(compiled: CompiledRule, start: number, end: number): void {
    if (start < (this.#done.get(compiled) ?? 0)) return;
    const found = compiled.recogniser?.(this.#text, start, end);
    if (found === undefined) return;
    this.#done.set(compiled, found.end);
    this.candidates.push({ rule: compiled.rule, ...found });
  }

  #tryGeneric(compiled: CompiledRule, start: number, end: number): void {
    const assignment = this.#assignments.at(start, end);
    if (assignment === undefined) return;
    const last = this.#named.at(-1);
    if (last?.assignment.valueStart !== assignment.valueStart) this.#named.push({ assignment, rules: [compiled] });
    else if (!last.rules.includes(compiled)) last.rules.push(compiled);
  }
}

/** The first place before the keyword from which the pattern covers it. The window is at most `lead` wide. */
function windowMatch(
  pattern: RegExp,
  text: string,
  from: number,
  start: number,
  end: number,
): { readonly index: number; readonly 0: string } | null {
  for (let at = from; at <= start; at++) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && at + match[0].length >= end && standsAlone(text, at, at + match[0].length)) return match;
  }
  return null;
}

function exampleOf(body: string): { readonly example?: string } {
  const example = placeholderReason(body);
  return example === undefined ? {} : { example };
}
