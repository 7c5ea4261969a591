import type { Json, RuleExample } from "@castellan/graph";
import { matchOf } from "../../advisories/affected.ts";
import type { OsvAdvisory } from "../../advisories/osv.ts";
import { weightOf } from "../../advisories/severity.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, plain } from "../draft.ts";
import type { Rule, RuleDraft } from "../rule.ts";
import { type JudgedPackage, judgedPackages } from "./judged-packages.ts";

const ID = "vulnerable-library";

const FILES = (version: string): RuleExample["files"] => ({ "requirements.txt": `torch==${version}\n`, "m.py": "import torch\n" });
/** In the form of osv.dev; the hole is made up. */
const RECORD: Json = {
  id: "EXAMPLE-2025-1",
  modified: "2025-01-01T00:00:00Z",
  summary: "Loading a file runs code",
  severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H" }],
  affected: [
    { package: { ecosystem: "PyPI", name: "torch" }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2.6.0" }] }] },
  ],
};

interface Hole {
  /** Records of several databases on the same hole. */
  readonly records: readonly OsvAdvisory[];
  readonly fixed?: string;
}

/** Versions of packages that AI depends on, by the advisories that the scan was given. */
export const vulnerableLibrary: Rule = {
  card: {
    id: ID,
    title: "A package that AI depends on has a published hole",
    appliesTo: ["library"],
    why: "What is published is tried: the way in is described, often with code.",
    fix: "Update to the version named.",
    base: factors(1, 2, 2, 1),
    controls: ["ADS-INFR-05", "ADS-SUPP-01"],
    references: ["https://ossf.github.io/osv-schema/", "https://osv.dev"],
    bad: [{ title: "an affected version", files: FILES("2.4.0"), advisories: [RECORD] }],
    good: [
      { title: "a mended version", files: FILES("2.6.0"), advisories: [RECORD] },
      { title: "no records given", files: FILES("2.4.0") },
    ],
  },
  because: { exposure: "not known if the code reaches the hole", exploitability: "the hole is published" },
  check: (inventory) => {
    const { advisories } = inventory;
    if (advisories === undefined) return { findings: [], applicable: 0, passed: 0, unknown: 0, reason: "no advisories given (--advisories)" };
    const findings: RuleDraft[] = [];
    let [applicable, passed, unknown] = [0, 0, 0];
    for (const judged of judgedPackages(inventory)) {
      applicable += 1;
      const holes: Hole[] = [];
      let open = false;
      for (const records of advisories.of(judged.key)) {
        const said = records.map((record) => matchOf(record, judged.key, judged.version));
        const fixed = said.map((match) => match.fixed).find((version) => version !== undefined);
        if (said.some(({ affected }) => affected === true)) holes.push({ records, ...(fixed === undefined ? {} : { fixed }) });
        else if (said.some(({ affected }) => affected === "unknown")) open = true;
      }
      if (holes.length > 0) findings.push(...holes.map((hole) => draftOf(judged, hole)));
      else if (open) unknown += 1;
      else passed += 1;
    }
    return {
      findings,
      applicable,
      passed,
      unknown,
      ...(unknown > 0 ? { reason: "the order of versions of this ecosystem, or this version, is not known" } : {}),
    };
  },
};

function draftOf({ entry, version, places, asset, imported }: JudgedPackage, { records, fixed }: Hole): RuleDraft {
  const [first] = records;
  const ids = [...new Set(records.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]))];
  const id = ids.find((each) => each.startsWith("CVE-")) ?? first?.id ?? "";
  const others = ids.filter((each) => each !== id).sort();
  const weights = records.map(weightOf);
  const malware = records.some((record) => record.id.startsWith("MAL-"));
  const worst = weights.reduce((a, b) => (b.data > a.data || (b.data === a.data && b.exploitability > a.exploitability) ? b : a));
  const summary = records.map((record) => record.summary).find((text) => typeof text === "string" && text !== "");
  const name = `${plain(entry.name, 60)} ${plain(version, 40)}`;
  const reached = imported && worst.remote && worst.exploitability === 3;
  return fromFile(
    ID,
    { target: entry.target ?? 0, path: entry.file, scope: scopeOf(entry.file) },
    { ...(entry.line === undefined ? {} : { line: entry.line }) },
    {
      ...(asset === undefined ? {} : { asset: asset.id }),
      message: `${name} has the hole ${plain(id, 40)}${others.length === 0 ? "" : ` (${plain(others.join(", "), 80)})`}${summary === undefined || summary === null ? "" : `: ${plain(summary, 140)}`}.`,
      headline: malware ? `${name} is malware` : `${name}: ${plain(summary ?? id, 90)}`,
      confidence: "certain",
      excerpt: `${entry.name} ${version} ${id}`,
      evidence: places.slice(0, 8),
      remediation: malware
        ? `Remove ${plain(entry.name, 60)}, and treat the machines that installed it as taken over.`
        : fixed === undefined
          ? `No version of ${plain(entry.name, 60)} without it is named; keep untrusted input away from it or replace it.`
          : `Update ${plain(entry.name, 60)} to ${plain(fixed, 40)} or later.`,
      actionKey: `${ID} ${entry.target ?? 0} ${entry.name} ${version}`,
      adjust: malware
        ? [
            { factor: "exposure", value: 3, reason: "whoever published the package" },
            { factor: "exploitability", value: 3, reason: "it runs when it is installed" },
            { factor: "data", value: 3, reason: "code execution" },
          ]
        : [
            { factor: "data", value: worst.data, reason: `rated ${plain(worst.said ?? "without a rating", 60)}` },
            { factor: "exploitability", value: worst.exploitability, reason: "by its rating" },
            ...(reached
              ? [{ factor: "exposure" as const, value: 2 as const, reason: "over the network without a login, and code here imports it" }]
              : []),
          ],
    },
  );
}
