import { type Confidence, type Finding, SEVERITIES } from "@castellan/graph";
import type { AttackPath, ScanResult } from "../../result.ts";
import { controlReferences } from "../frameworks.ts";
import type { ReportContext } from "../reporter.ts";
import type { ResultIndex } from "../result-index.ts";
import { distinctPlaces, placeText } from "../text/place.ts";
import { artifactLocation, evidenceMessage, locationOf } from "./locations.ts";
import { replacementsOf } from "./patch.ts";
import { LEVELS, ruleId, type Taxonomies } from "./rules.ts";
import type { CodeFlow, DescriptorReference, Fix, Location, Result, Suppression } from "./types.ts";

const PRECISION: Readonly<Record<Confidence, string>> = { certain: "very-high", likely: "high", possible: "low" };

export interface Judged {
  readonly result: ScanResult;
  readonly index: ResultIndex;
  readonly context: ReportContext;
  readonly taxonomies: Taxonomies;
  readonly ruleIndex: ReadonlyMap<string, number>;
}

function flow(locations: readonly Location[], message?: string): CodeFlow[] {
  if (locations.length < 2) return [];
  return [
    {
      message: message === undefined ? undefined : { text: message.toWellFormed() },
      threadFlows: [
        {
          locations: locations.map((location, position) => ({
            location,
            importance: position === 0 || position === locations.length - 1 ? "essential" : "important",
          })),
        },
      ],
    },
  ];
}

function pathLocations(path: AttackPath, index: ResultIndex): Location[] {
  return path.steps.map((step) => {
    const asset = index.asset(step.asset);
    const place = step.evidence[0] ?? asset?.occurrences[0] ?? { resource: index.name(step.asset) };
    return locationOf(place, `${step.via === undefined ? "" : `${step.via.replaceAll("_", " ")} `}${index.name(step.asset)}`);
  });
}

/** The chain of evidence, and each attack path that carries the finding's title. */
function codeFlows(judged: Judged, finding: Finding): CodeFlow[] {
  const evidence = finding.evidence.map((each) => locationOf(each, evidenceMessage(each)));
  const paths = judged.result.paths
    .filter((path) => path.title === finding.title)
    .flatMap((path) => flow(pathLocations(path, judged.index), path.title));
  return [...paths, ...flow(evidence)];
}

/** A fix is written only where the hunks of the patch could be read. */
function fixes(finding: Finding): Fix[] {
  const { patch } = finding;
  const replacements = patch === undefined ? [] : replacementsOf(patch);
  if (patch === undefined || replacements.length === 0) return [];
  return [
    {
      description: { text: finding.remediation.toWellFormed() },
      artifactChanges: [
        {
          artifactLocation: artifactLocation(patch),
          // A region of whole lines ends at the first column of the line after it (§3.30.8).
          replacements: replacements.map(({ startLine, endLine, text }) => ({
            deletedRegion: { startLine, startColumn: 1, endLine, endColumn: 1 },
            insertedContent: { text: text.toWellFormed() },
          })),
        },
      ],
    },
  ];
}

function suppression(finding: Finding): Suppression[] {
  const { suppressed } = finding;
  if (suppressed === undefined) return [];
  const until = suppressed.until === undefined ? "" : ` (until ${suppressed.until})`;
  return [
    {
      kind: suppressed.by === "inline" ? "inSource" : "external",
      status: "accepted",
      justification: `${suppressed.by}: ${suppressed.reason}${until}`.toWellFormed(),
    },
  ];
}

/** Known when a compared state was given, or when a baseline absorbed it. */
function baselineState(judged: Judged, finding: Finding): Result["baselineState"] {
  if (judged.context.known !== undefined) return judged.context.known.has(finding.fingerprint) ? "unchanged" : "new";
  if (finding.suppressed?.by === "baseline") return "unchanged";
  return judged.result.findings.some((each) => each.suppressed?.by === "baseline") ? "new" : undefined;
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** §3.11.5: braces are doubled, or they would be placeholders; §3.11.6: what looks like a link is none. */
function messageText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[{}]/g, "$&$&")
      .replace(/\[(?=[^\]]*\]\()/g, "\\[") || "-"
  );
}

export function resultOf(judged: Judged, finding: Finding, position: number): Result {
  const related = distinctPlaces(finding.evidence).filter((place) => placeText(place) !== placeText(finding.location));
  const asset = finding.asset === undefined ? undefined : judged.index.asset(finding.asset);
  const taxa: DescriptorReference[] = controlReferences(finding.controls)
    .map(({ id }) => judged.taxonomies.reference(id))
    .filter((reference) => reference !== undefined);
  const message = finding.message.trim() === "" ? finding.title : finding.message;
  const because = finding.reasons.length === 0 ? "" : ` Because: ${finding.reasons.join(", ")}.`;
  const fix = finding.remediation.trim() === "" ? "" : ` Fix: ${finding.remediation}`;
  return {
    ruleId: ruleId(finding.rule),
    ruleIndex: judged.ruleIndex.get(ruleId(finding.rule)) ?? -1,
    kind: finding.confidence === "possible" ? "review" : "fail",
    // §3.27.10: a result that is no failure has the level "none".
    level: finding.confidence === "possible" ? "none" : LEVELS[finding.severity],
    message: { text: messageText(`${message}${because}${fix}`) },
    locations: [locationOf(finding.location)],
    relatedLocations: some(related.map((place, at) => ({ id: at + 1, ...locationOf(place, evidenceMessage(place)) }))),
    partialFingerprints: { "castellan/v1": finding.fingerprint },
    codeFlows: some(codeFlows(judged, finding)),
    taxa: some(taxa),
    suppressions: some(suppression(finding)),
    baselineState: baselineState(judged, finding),
    fixes: some(fixes(finding)),
    rank: Math.max(0, 100 - SEVERITIES.indexOf(finding.severity) * 20 - Math.min(position, 199) / 10),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      precision: PRECISION[finding.confidence],
      scope: finding.scope,
      reasons: finding.reasons.map((reason) => reason.toWellFormed()),
      ...(finding.owner === undefined ? {} : { owner: finding.owner.toWellFormed() }),
      ...(asset === undefined ? {} : { asset: { id: asset.id, kind: asset.kind, name: asset.name.toWellFormed() } }),
    },
  };
}
