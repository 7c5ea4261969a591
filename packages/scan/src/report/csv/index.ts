import type { Asset, Finding } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import type { Reporter } from "../reporter.ts";
import { indexResult, type ResultIndex } from "../result-index.ts";
import { csvCell } from "../text/hostile-text.ts";
import { placeText } from "../text/place.ts";

/*
 * One table for a spreadsheet: `record` tells assets from findings, and columns that one of them has not
 * stay empty. One table instead of two keeps a single file, which is what `--output csv=FILE` promises.
 */
const COLUMNS = [
  "record",
  "id",
  "kind",
  "name",
  "severity",
  "confidence",
  "scope",
  "lifecycle",
  "owner",
  "repository",
  "file",
  "line",
  "resource",
  "places",
  "version",
  "identifier",
  "licence",
  "sha256",
  "asset",
  "message",
  "fix",
  "reasons",
  "controls",
  "suppressed",
  "fingerprint",
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, string | number>>;

function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function drop(row: { readonly [column in Column]?: string | number | undefined }): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function assetRow(asset: Asset): Row {
  const [definition] = asset.occurrences;
  const { purl, arn, uri, digest } = asset.identity;
  return drop({
    record: "asset",
    id: asset.id,
    kind: asset.kind,
    name: asset.name,
    scope: asset.scope,
    lifecycle: asset.lifecycle,
    owner: asset.owner,
    repository: asset.repository,
    file: definition?.file,
    line: definition?.line,
    resource: definition?.resource,
    confidence: definition?.confidence,
    places: asset.occurrences.map(placeText).join(" | "),
    version: text(asset.attributes["version"] ?? asset.attributes["revision"]),
    identifier: purl ?? arn ?? uri ?? digest,
    licence: text(asset.attributes["licence"] ?? asset.attributes["license"]),
    sha256: asset.digests["sha256"],
  });
}

function findingRow(finding: Finding, index: ResultIndex): Row {
  return drop({
    record: "finding",
    id: finding.id,
    kind: finding.rule,
    name: finding.title,
    severity: finding.severity,
    confidence: finding.confidence,
    scope: finding.scope,
    owner: finding.owner,
    file: finding.location.file,
    line: finding.location.line,
    resource: finding.location.resource,
    places: [finding.location, ...finding.evidence]
      .map(placeText)
      .filter((place, position, all) => all.indexOf(place) === position)
      .join(" | "),
    asset: finding.asset === undefined ? undefined : index.name(finding.asset),
    message: finding.message,
    fix: finding.remediation,
    reasons: finding.reasons.join(" · "),
    controls: finding.controls.join(" "),
    suppressed: finding.suppressed === undefined ? undefined : `${finding.suppressed.by}: ${finding.suppressed.reason}`,
    fingerprint: finding.fingerprint,
  });
}

function renderCsv(result: ScanResult): string {
  const index = indexResult(result);
  const rows = [...result.inventory.assets.map(assetRow), ...result.findings.map((finding) => findingRow(finding, index))];
  const lines = rows.map((row) => COLUMNS.map((column) => csvCell(row[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

export const csvReporter: Reporter = { id: "csv", extension: "csv", render: renderCsv };
