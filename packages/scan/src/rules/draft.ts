import type { Asset, Confidence, Evidence, Json, Location, ResourceEntry } from "@castellan/graph";
import type { ProjectFile } from "../project/facts.ts";
import type { RuleDraft, RuleOutcome, Usage } from "./rule.ts";

/** What a rule says about one place. */
export type Verdict = "passed" | "unknown" | "not-applicable" | RuleDraft | readonly RuleDraft[];

type Text = Pick<RuleDraft, "message"> & Partial<Omit<RuleDraft, "rule" | "message">> & { readonly more?: readonly Evidence[] };

/** Runs a verdict over places and counts. */
export function judgeEach<T>(places: Iterable<T>, verdict: (place: T) => Verdict, reason?: string): RuleOutcome {
  const findings: RuleDraft[] = [];
  let [applicable, passed, unknown] = [0, 0, 0];
  for (const place of places) {
    const said = verdict(place);
    if (said === "not-applicable") continue;
    applicable++;
    if (said === "passed") passed++;
    else if (said === "unknown") unknown++;
    else if (isList(said)) {
      findings.push(...said);
      if (said.length === 0) passed++;
    } else findings.push(said);
  }
  return { findings, applicable, passed, unknown, ...(unknown > 0 && reason !== undefined ? { reason } : {}) };
}

function isList(said: RuleDraft | readonly RuleDraft[]): said is readonly RuleDraft[] {
  return Array.isArray(said);
}

/** Text from a target: one line, no control or bidi characters, bounded. */
export function plain(text: string, limit = 80): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

export function placeOf(usage: Usage): Location {
  return {
    target: usage.target,
    file: usage.file,
    line: usage.line,
    ...(usage.endLine > usage.line ? { endLine: usage.endLine } : {}),
    ...(usage.cell === undefined ? {} : { cell: usage.cell }),
  };
}

/** The call as evidence: its name, never its arguments. */
export function evidenceOf(usage: Usage, confidence: Confidence = "certain"): Evidence {
  return {
    ...placeOf(usage),
    ...(usage.symbol === "" ? {} : { symbol: usage.symbol }),
    technique: "syntax",
    confidence,
    excerpt: plain(usage.callee),
  };
}

export function fromUsage(rule: string, usage: Usage, text: Text): RuleDraft {
  const { more = [], ...rest } = text;
  const [asset] = usage.assets;
  return {
    rule,
    location: placeOf(usage),
    scope: usage.scope,
    confidence: "likely",
    excerpt: `${usage.callee} in ${usage.symbol}`,
    ...(asset === undefined ? {} : { asset }),
    evidence: [evidenceOf(usage), ...more],
    ...rest,
  };
}

export function fromAsset(rule: string, asset: Asset, text: Text): RuleDraft {
  const { more = [], ...rest } = text;
  const [definition] = asset.occurrences;
  const {
    technique: _technique,
    confidence: _confidence,
    symbol: _symbol,
    ...location
  } = definition ?? { technique: "path", confidence: "likely", symbol: "" };
  return {
    rule,
    asset: asset.id,
    location,
    scope: asset.scope,
    confidence: "likely",
    excerpt: `${asset.kind} ${asset.name}`,
    evidence: [...asset.occurrences.slice(0, 8), ...more],
    ...rest,
  };
}

export function fromFile(
  rule: string,
  file: Pick<ProjectFile, "target" | "path" | "scope">,
  place: { readonly line?: number; readonly endLine?: number; readonly cell?: number; readonly resource?: string },
  text: Text & { readonly technique?: Evidence["technique"] },
): RuleDraft {
  const { more = [], technique = "configuration", ...rest } = text;
  const location: Location = { target: file.target, file: file.path, ...place };
  return {
    rule,
    location,
    scope: file.scope,
    confidence: "likely",
    excerpt: `${file.path} ${place.resource ?? ""}`,
    evidence: [{ ...location, technique, confidence: "certain" }, ...more],
    ...rest,
  };
}

/** The document that a resource is, as evidence beside a finding on one of its settings. */
export function documentPlace({ target = 0, file, line, address }: ResourceEntry): readonly Evidence[] {
  return [{ target, file, line, resource: address, technique: "configuration", confidence: "certain" }];
}

/** A literal argument, by keyword or position. */
export function argument(usage: Usage, ...names: readonly string[]): Usage["arguments"][string] | undefined {
  for (const name of names) if (usage.arguments[name] !== undefined) return usage.arguments[name];
  return undefined;
}

export function hasOrigin(usage: Usage, ...sources: readonly string[]): boolean {
  return usage.origins.some(({ source }) => sources.includes(source));
}

/** The members of an argument that is a map, or that could not be resolved. */
export function members(value: Json | undefined): { readonly [key: string]: Json } | undefined {
  return typeof value === "object" && value !== null && !isJsonList(value) ? value : undefined;
}

function isJsonList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
