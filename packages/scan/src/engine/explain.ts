import { type Asset, type Evidence, type Factors, type Finding, type Location, type RuleCard, severityOf } from "@castellan/graph";
import type { ScanResult } from "../result.ts";

/* `castellan explain`: why an action, a finding or an asset is as it is. Plain lines; the caller cleans them for its screen. */

const FACTOR_WORDS: Readonly<Record<keyof Factors, readonly [string, string, string, string]>> = {
  exposure: [
    "only who is admin already could reach it",
    "only a named role could reach it",
    "only people inside the company could reach it",
    "anyone outside can reach it",
  ],
  exploitability: ["it were hardening only", "several conditions had to be met", "an attack needed tries", "one step is enough"],
  data: [
    "only public data were in reach",
    "only internal data were in reach",
    "only personal or confidential data were in reach",
    "payments, credentials, code or decisions are in reach",
  ],
  blast: [
    "nothing depended on it",
    "it were not in production",
    "one endpoint depended on it",
    "a crown jewel or three endpoints depend on it",
  ],
};

function placeOf({ file, line, cell, resource }: Location): string {
  const at = cell === undefined ? (line === undefined ? "" : `:${line}`) : ` cell ${cell}${line === undefined ? "" : ` line ${line}`}`;
  return file === undefined ? (resource ?? "") : `${file}${at}${resource === undefined ? "" : ` (${resource})`}`;
}

function evidenceLine(evidence: Evidence): string {
  return `  ${placeOf(evidence)}  ${evidence.technique}, ${evidence.confidence}${evidence.excerpt === undefined ? "" : `  ${evidence.excerpt}`}`;
}

/** "medium if only a named role could reach it": the nearest change of one factor that lowers the severity. */
export function counterfactuals(finding: Finding): readonly string[] {
  const now = severityOf({ factors: finding.factors, confidence: finding.confidence, scope: finding.scope });
  const names: readonly (keyof Factors)[] = ["exposure", "exploitability", "data", "blast"];
  return names.flatMap((name): readonly string[] => {
    for (const value of [2, 1, 0] as const) {
      if (value >= finding.factors[name]) continue;
      const then = severityOf({ factors: { ...finding.factors, [name]: value }, confidence: finding.confidence, scope: finding.scope });
      if (then !== now) return [`${then} if ${FACTOR_WORDS[name][value]}`];
    }
    return [];
  });
}

function explainFinding(finding: Finding, result: ScanResult, rules: readonly RuleCard[]): readonly string[] {
  const rule = rules.find(({ id }) => id === finding.rule);
  const asset = result.inventory.assets.find(({ id }) => id === finding.asset);
  const other = counterfactuals(finding);
  return [
    `${finding.severity}  ${finding.title}`,
    `  ${finding.message}`,
    `  rule ${finding.rule} · ${finding.confidence} · ${finding.scope} · ${placeOf(finding.location)}${finding.owner === undefined ? "" : ` · ${finding.owner}`}`,
    ...(asset === undefined ? [] : [`  about ${asset.kind} ${asset.name}`]),
    ...(finding.suppressed === undefined
      ? []
      : [
          `  suppressed by ${finding.suppressed.by}: ${finding.suppressed.reason}${finding.suppressed.until === undefined ? "" : ` until ${finding.suppressed.until}`}`,
        ]),
    ...(finding.reasons.length === 0 ? [] : ["", "because", ...finding.reasons.map((reason) => `  ${reason}`)]),
    ...(rule === undefined ? [] : ["", "why it matters", `  ${rule.why}`]),
    ...(finding.evidence.length === 0 ? [] : ["", "seen at", ...finding.evidence.map(evidenceLine)]),
    "",
    "fix",
    `  ${finding.remediation}`,
    ...(finding.controls.length === 0 ? [] : ["", `controls  ${finding.controls.join(", ")}`]),
    ...(other.length === 0 ? [] : ["", "it would be", ...other.map((line) => `  ${line}`)]),
  ];
}

function explainAsset(asset: Asset, result: ScanResult): readonly string[] {
  const nameOf = (id: string): string => {
    const other = result.inventory.assets.find((item) => item.id === id);
    return other === undefined ? id : `${other.kind} ${other.name}`;
  };
  const relations = result.inventory.relations.filter(({ from, to }) => from === asset.id || to === asset.id);
  const findings = result.findings.filter((finding) => finding.asset === asset.id);
  return [
    `${asset.kind}  ${asset.name}`,
    `  ${asset.lifecycle} · ${asset.scope}${asset.owner === undefined ? "" : ` · ${asset.owner}`}${asset.repository === undefined ? "" : ` · ${asset.repository}`}`,
    `  identity ${asset.identity.purl ?? asset.identity.arn ?? asset.identity.uri ?? asset.identity.key}`,
    `  id ${asset.id}`,
    ...Object.entries(asset.attributes).map(([key, value]) => `  ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
    ...(asset.occurrences.length === 0 ? [] : ["", "seen at", ...asset.occurrences.map(evidenceLine)]),
    ...(relations.length === 0
      ? []
      : [
          "",
          "relations",
          ...relations.map(({ from, kind, to, strength }) =>
            from === asset.id ? `  ${kind} → ${nameOf(to)}  (${strength})` : `  ${nameOf(from)} → ${kind}  (${strength})`,
          ),
        ]),
    ...(findings.length === 0
      ? []
      : ["", "findings", ...findings.map(({ severity, message, id }) => `  ${severity}  ${message}  (${id})`)]),
  ];
}

/**
 * Explains an action by its rank, a finding by its id, fingerprint or rule, an asset by its id or name; undefined
 * where nothing of that name is in the result.
 */
export function explain(what: string, result: ScanResult, rules: readonly RuleCard[]): readonly string[] | undefined {
  const action = /^\d{1,6}$/.test(what) ? result.actions.find(({ rank }) => rank === Number(what)) : undefined;
  if (action !== undefined) {
    const findings = result.findings.filter(({ id }) => action.findings.includes(id));
    return [
      `${action.rank}  ${action.severity}  ${action.title}${action.owner === undefined ? "" : `  ${action.owner}`}`,
      ...action.reasons.map((reason) => `  ${reason}`),
      `  fix  ${action.fix}`,
      ...(action.cuts === undefined ? [] : [`  cuts ${action.cuts}`]),
      ...findings.flatMap((finding) => ["", ...explainFinding(finding, result, rules)]),
    ];
  }
  const findings = result.findings.filter(
    ({ id, fingerprint, rule }) => id === what || fingerprint === what || rule === what || (what.length >= 8 && id.startsWith(what)),
  );
  const assets = result.inventory.assets.filter(
    ({ id, name }) => id === what || name === what || (what.length >= 8 && id.startsWith(what)),
  );
  const parts = [
    ...findings.map((finding) => explainFinding(finding, result, rules)),
    ...assets.map((asset) => explainAsset(asset, result)),
  ];
  return parts.length === 0 ? undefined : parts.flatMap((part, index) => (index === 0 ? part : ["", ...part]));
}
