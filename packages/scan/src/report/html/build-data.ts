import { type Asset, type Check, type Finding, type Location, SEVERITIES } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { scalarText } from "../asset-facts.ts";
import { completenessOf } from "../completeness/index.ts";
import { controlPage, controlReferences, frameworkOf } from "../frameworks.ts";
import { gate } from "../gate.ts";
import { canonicalPurl, iriReference } from "../identifiers/identifiers.ts";
import { dataDirection, principalLineage } from "../lineage.ts";
import type { ReportContext } from "../reporter.ts";
import { indexResult } from "../result-index.ts";
import { selectActions } from "../selection.ts";
import { systemName } from "../system-name.ts";
import { plainLines, plainText } from "../text/hostile-text.ts";
import { distinctPlaces, placeText } from "../text/place.ts";
import { bytesText, inventoryWords, KIND_WORDS } from "../text/words.ts";
import { wasTried } from "../unread.ts";
import { datasetOf } from "./dataset-data.ts";
import { GROUPS } from "./groups.ts";
import { overviewLayout } from "./layout.ts";
import type { PageAsset, PageData, PageFinding } from "./page-data.ts";

const CONTEXT_LINES = 3;
const LONGEST_FACT = 400;

function factsOf(asset: Asset): (readonly [string, string])[] {
  const { purl, arn, uri, digest, provider, address } = asset.identity;
  const identity = { purl: canonicalPurl(purl), arn, uri: iriReference(uri), digest, provider, address, repository: asset.repository };
  const attributes = Object.entries(asset.attributes).map(([key, value]): readonly [string, string] => [
    key,
    scalarText(value) ?? JSON.stringify(value) ?? "",
  ]);
  const rows = [
    ...Object.entries(identity).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    ...attributes.sort(([a], [b]) => (a < b ? -1 : 1)),
    ...Object.entries(asset.digests).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return rows.map(([key, value]) => [plainText(key), plainText(value).slice(0, LONGEST_FACT)]);
}

function assetOf(asset: Asset): PageAsset {
  const dataset = datasetOf(asset);
  return {
    id: asset.id,
    kind: asset.kind,
    word: KIND_WORDS[asset.kind][0],
    group: GROUPS[asset.kind],
    name: plainText(asset.name) || "(no name)",
    scope: asset.scope,
    lifecycle: asset.lifecycle,
    owner: plainText(asset.owner ?? ""),
    places: distinctPlaces(asset.occurrences).map(placeText).map(plainText),
    facts: factsOf(asset).filter(([key]) => dataset === undefined || key !== "assessment"),
    ...(dataset === undefined ? {} : { dataset }),
  };
}

function excerptOf(location: Location, context: ReportContext): PageFinding["excerpt"] {
  if (location.file === undefined || location.line === undefined || location.cell !== undefined) return [];
  const lines = context.excerpt(location.target ?? 0, location.file, location.line, CONTEXT_LINES) ?? [];
  return lines.map(({ line, text }) => [line, plainLines(text).replaceAll("\n", " ").slice(0, LONGEST_FACT)]);
}

function findingOf(finding: Finding, position: ReadonlyMap<string, number>, context: ReportContext): PageFinding {
  const { suppressed } = finding;
  return {
    severity: finding.severity,
    title: plainText(finding.title),
    rule: plainText(finding.rule),
    confidence: finding.confidence,
    scope: finding.scope,
    owner: plainText(finding.owner ?? ""),
    asset: finding.asset === undefined ? -1 : (position.get(finding.asset) ?? -1),
    place: plainText(placeText(finding.location)),
    message: plainText(finding.message),
    fix: plainText(finding.remediation),
    patch: finding.patch === undefined ? "" : plainLines(finding.patch.diff),
    reasons: finding.reasons.map(plainText),
    controls: controlReferences(finding.controls).map(({ id, title }) => ({
      id: plainText(id),
      framework: `${frameworkOf(id).name}${title === "" ? "" : `: ${title}`}`,
      page: controlPage(id) ?? "",
    })),
    suppressed:
      suppressed === undefined
        ? ""
        : plainText(`${suppressed.by}: ${suppressed.reason}${suppressed.until === undefined ? "" : ` (until ${suppressed.until})`}`),
    evidence: finding.evidence.map((each) => ({ place: plainText(placeText(each)), text: plainText(each.excerpt ?? each.symbol ?? "") })),
    excerpt: excerptOf(finding.location, context),
    line: finding.location.line ?? 0,
    fresh: context.known !== undefined && !context.known.has(finding.fingerprint),
    fingerprint: plainText(finding.fingerprint),
  };
}

/** One word a rule (design: verdicts of a control). What somebody accepted is still no pass. */
function verdictOf(check: Check): string {
  if (check.applicable === 0) return "not-applicable";
  if (check.failed + check.suppressed > 0) return "fail";
  return check.unknown > 0 ? "not-tested" : "pass";
}

/** Everything the page shows, cleaned of control characters; the page itself only ever writes it as text. */
export function pageData(result: ScanResult, context: ReportContext): PageData {
  const index = indexResult(result);
  const position = new Map(result.inventory.assets.map((asset, at) => [asset.id, at]));
  const at = (id: string): number => position.get(id) ?? -1;
  const findingAt = new Map(result.findings.map((finding, place) => [finding.id, place]));
  const selection = selectActions(result, false);
  const outcome = gate(result, context);
  const lineage = principalLineage(result);
  return {
    system: plainText(systemName(result)),
    version: plainText(result.tool.version),
    catalog: plainText(result.tool.catalog),
    time: context.reproducible === true ? "" : plainText(context.time),
    targets: result.targets.map(plainText),
    complete: result.summary.complete,
    counts: {
      files: result.coverage.files,
      bytes: bytesText(result.coverage.bytes),
      words: inventoryWords(result.inventory.assets),
      suppressed: result.findings.filter((finding) => finding.suppressed !== undefined).length,
      severities: SEVERITIES.map((severity) => [severity, index.open.filter((finding) => finding.severity === severity).length] as const),
    },
    verdict:
      outcome.code === 1
        ? `${outcome.actions.length} at or above ${outcome.failOn}`
        : outcome.code === 3
          ? "not everything could be read"
          : `nothing at or above ${outcome.failOn}`,
    lineage: (lineage?.shown ?? []).map((asset) => at(asset.id)),
    exposed: lineage?.exposed ?? false,
    assets: result.inventory.assets.map(assetOf),
    relations: result.inventory.relations
      .filter((relation) => position.has(relation.from) && position.has(relation.to))
      .map((relation) => {
        const ends = dataDirection(relation);
        return {
          from: at(relation.from),
          kind: relation.kind,
          to: at(relation.to),
          strength: relation.strength,
          place: plainText(placeText(relation.evidence[0] ?? {})),
          moves: ends === undefined ? 0 : ends.source === relation.from ? 1 : -1,
        };
      }),
    findings: result.findings.map((finding) => findingOf(finding, position, context)),
    actions: selection.open.map((action) => ({
      rank: action.rank,
      severity: action.severity,
      title: plainText(action.title),
      owner: plainText(action.owner ?? ""),
      place: plainText(placeText(action.location)),
      reasons: action.reasons.map(plainText),
      fix: plainText(action.fix),
      cuts: plainText(action.cuts ?? ""),
      urgent: selection.shown.includes(action),
      findings: action.findings.map((id) => findingAt.get(id) ?? -1).filter((place) => place >= 0),
      path: result.paths.findIndex(
        (path) => path.title === action.title || action.findings.some((id) => index.finding(id)?.title === path.title),
      ),
    })),
    paths: result.paths.map((path) => ({
      title: plainText(path.title),
      severity: path.severity,
      steps: path.steps.map((step) => ({
        asset: at(step.asset),
        name: plainText(index.name(step.asset)),
        via: plainText((step.via ?? "").replaceAll("_", " ")),
        place: plainText(placeText(step.evidence[0] ?? {})),
      })),
    })),
    flows: result.flows.map((flow) => ({
      data: plainText(index.name(flow.data)),
      asset: at(flow.data),
      class: plainText(flow.class),
      provider: plainText(flow.provider),
      model: plainText(flow.model ?? ""),
      region: plainText(flow.region ?? ""),
      place: plainText(placeText(flow.location)),
      through: flow.through.map((id) => plainText(index.name(id))),
    })),
    checks: result.checks.map((check) => ({
      ...check,
      rule: plainText(check.rule),
      verdict: verdictOf(check),
      reason: plainText(check.reason ?? ""),
    })),
    elements: completenessOf(result).elements.map(({ clusterName, label, state, have, of, source }) => ({
      cluster: clusterName,
      label,
      state,
      have,
      of,
      source,
    })),
    unread: result.coverage.skipped.map((entry) => ({
      place: plainText(placeText(entry)),
      reason: plainText(entry.reason),
      required: entry.required,
      tried: wasTried(entry),
    })),
    unresolved: result.coverage.unresolved.map((entry) => ({
      place: plainText(placeText(entry)),
      what: plainText(entry.what),
      candidates: entry.candidates.map(plainText),
    })),
    layout: overviewLayout(result),
  };
}
