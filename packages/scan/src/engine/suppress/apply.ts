import { type Action, type Asset, type Check, type Finding, SEVERITIES, type Suppression } from "@castellan/graph";
import type { Project } from "../../project/facts.ts";
import { globMatches } from "../../project/glob.ts";
import type { ProjectSettings } from "../../project/settings.ts";
import { absorb } from "./baseline.ts";
import type { Baseline } from "./baseline-document.ts";
import { InlineIgnores } from "./inline.ts";

export interface SuppressOptions {
  readonly baseline?: Baseline;
  /** New path → path at the baseline's revision. */
  readonly renames: ReadonlyMap<string, string>;
  readonly settings: ProjectSettings;
  /** Honour inline ignores of the target. */
  readonly inline: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly stale: readonly string[];
}

/** Marks the findings that somebody accepted. Nothing is dropped: each stays in the list with who and why. */
export function suppress(findings: readonly Finding[], assets: readonly Asset[], project: Project, options: SuppressOptions): Suppressed {
  const inline = options.inline ? new InlineIgnores(project, options.today) : undefined;
  const used = new Set<number>();
  const configured = (finding: Finding): Suppression | undefined => {
    const index = options.settings.ignore.findIndex(
      ({ rule, path, until }) =>
        globMatches(rule, finding.rule) &&
        (path === undefined || globMatches(path, finding.location.file ?? finding.location.resource ?? "")) &&
        (until === undefined || until >= options.today),
    );
    const entry = options.settings.ignore[index];
    if (entry === undefined) return undefined;
    used.add(index);
    return { by: "configuration", reason: entry.reason, ...(entry.until === undefined ? {} : { until: entry.until }) };
  };
  const marked = findings.map((finding): Finding => {
    const suppressed = finding.suppressed ?? inline?.match(finding) ?? configured(finding);
    return suppressed === undefined ? finding : { ...finding, suppressed };
  });
  const stale = [
    ...(inline?.stale() ?? []),
    ...options.settings.ignore.flatMap(({ rule, path }, index) =>
      used.has(index) ? [] : [`castellan.yaml ignore ${rule}${path === undefined ? "" : ` in ${path}`} suppresses nothing`],
    ),
  ];
  if (options.baseline === undefined) return { findings: marked, stale };
  const absorbed = absorb(options.baseline, marked, new Map(assets.map((asset) => [asset.id, asset])), options.renames, options.today);
  return {
    findings: marked.map((finding): Finding => {
      const entry = absorbed.by.get(finding.id);
      if (entry === undefined) return finding;
      return {
        ...finding,
        suppressed: {
          by: "baseline",
          reason: entry.reason ?? "in the baseline",
          ...(entry.until === undefined ? {} : { until: entry.until }),
        },
      };
    }),
    stale: [
      ...stale,
      ...absorbed.stale.map(
        ({ rule, file, asset, count }) => `baseline ${rule} ${file ?? asset ?? ""}${count > 1 ? ` (${count}×)` : ""} absorbs nothing`,
      ),
    ],
  };
}

/** Actions without what is suppressed or left out, told by the worst finding that remains; ranks are given anew. */
export function openActions(actions: readonly Action[], findings: readonly Finding[]): readonly Action[] {
  const open = new Map(findings.filter(({ suppressed }) => suppressed === undefined).map((finding) => [finding.id, finding]));
  return actions
    .flatMap((action): readonly Action[] => {
      const left = action.findings.filter((id) => open.has(id));
      if (left.length === action.findings.length) return [action];
      const [worst] = left
        .flatMap((id) => open.get(id) ?? [])
        .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
      if (worst === undefined) return [];
      const { severity, confidence, scope, location, remediation } = worst;
      const title = action.title.replace(/ \(\d+ places\)$/, left.length > 1 ? ` (${left.length} places)` : "");
      return [{ ...action, title, severity, confidence, scope, location, fix: remediation, findings: left }];
    })
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.rank - b.rank)
    .map((action, index) => ({ ...action, rank: index + 1 }));
}

/** Checks with the number of findings that are suppressed. */
export function countSuppressed(checks: readonly Check[], findings: readonly Finding[]): readonly Check[] {
  const counts = new Map<string, number>();
  for (const { rule, suppressed } of findings) if (suppressed !== undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return checks.map((check) => ({ ...check, suppressed: counts.get(check.rule) ?? 0 }));
}
