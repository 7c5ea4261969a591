import { type Action, type Asset, CONFIDENCES, compareText, type Finding, impact, likelihood, SCOPES, SEVERITIES } from "@castellan/graph";

/** A finding with what only the grouping needs to know. */
export interface Judged {
  readonly finding: Finding;
  readonly headline: string;
  readonly key: string;
  readonly onPath: boolean;
  readonly pinned: boolean;
  /** Ways to a crown jewel that the fix closes; 0 where the finding is no path by itself. */
  readonly pathsCut: number;
}

const MAX_REASONS = 4;

/** One change by one owner: findings with the same key and owner, worst first, in the order of experience.md. */
export function actionsOf(judged: readonly Judged[], assets: ReadonlyMap<string, Asset>): readonly Action[] {
  const groups = new Map<string, Judged[]>();
  for (const item of judged) {
    const owner = ownerOf(item.finding, assets);
    const key = `${item.key} ${item.finding.scope === "production" ? "" : item.finding.scope} ${owner ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const ranked = [...groups.values()]
    .map((group) => [...group].sort(compareJudged))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compareJudged(a, b)));
  return ranked.flatMap((group, index): readonly Action[] => {
    const [head] = group;
    return head === undefined ? [] : [toAction(group, head, index + 1, assets)];
  });
}

function toAction(group: readonly Judged[], { finding, headline }: Judged, rank: number, assets: ReadonlyMap<string, Asset>): Action {
  const owner = ownerOf(finding, assets);
  return {
    rank,
    severity: finding.severity,
    title: group.length > 1 ? `${headline} (${group.length} places)` : headline,
    reasons: shortReasons(finding.reasons),
    fix: finding.remediation,
    findings: group.map((item) => item.finding.id),
    scope: finding.scope,
    confidence: finding.confidence,
    location: finding.location,
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Without the letters of the factors, and without those that lower nothing and raise nothing. */
function shortReasons(reasons: readonly string[]): readonly string[] {
  return reasons.map((reason) => reason.replace(/^[EXDB][0-3] /, "")).slice(0, MAX_REASONS + 2);
}

function ownerOf(finding: Finding, assets: ReadonlyMap<string, Asset>): string | undefined {
  return finding.owner ?? (finding.asset === undefined ? undefined : assets.get(finding.asset)?.owner);
}

/**
 * experience.md: severity · completes a path to a crown jewel · paths cut by the fix · L × I · one-line fix first · new
 * first · id. A whole path goes before what only runs where the jewel is made or served. A
 * secret that may be in use already goes before what somebody would have to exploit first. The caps come
 * before all that: what fails the gate first.
 */
export function compareJudged(a: Judged, b: Judged): number {
  const weight = ({ finding }: Judged): number => likelihood(finding.factors) * impact(finding.factors);
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    SCOPES.indexOf(a.finding.scope) - SCOPES.indexOf(b.finding.scope) ||
    Number(b.pathsCut > 0) - Number(a.pathsCut > 0) ||
    Number(b.onPath) - Number(a.onPath) ||
    b.pathsCut - a.pathsCut ||
    weight(b) - weight(a) ||
    Number(b.pinned) - Number(a.pinned) ||
    Number(b.finding.patch !== undefined) - Number(a.finding.patch !== undefined) ||
    CONFIDENCES.indexOf(a.finding.confidence) - CONFIDENCES.indexOf(b.finding.confidence) ||
    compareText(a.finding.id, b.finding.id)
  );
}
