import {
  type Action,
  type Check,
  compareText,
  type Evidence,
  type Finding,
  type Flow,
  findingFingerprint,
  type Patch,
  SEVERITIES,
  stableId,
} from "@castellan/graph";
import { isStandIn } from "../observed/stand-in.ts";
import { actionsOf, type Judged } from "./actions/actions.ts";
import { assess } from "./assess/assess.ts";
import { type Surroundings, surroundingsOf } from "./assess/surroundings.ts";
import { plain } from "./draft.ts";
import { flowsOf } from "./flows/flows.ts";
import { applyEdits } from "./patch/edit.ts";
import { unifiedDiff } from "./patch/unified-diff.ts";
import { rules as allRules } from "./registry.ts";
import type { Inventory, Rule, RuleDraft, RuleOutcome } from "./rule.ts";

export interface JudgeOptions {
  readonly rules?: readonly Rule[];
  /** Text of a file, for patches. Without it no finding has one. */
  readonly readText?: (target: number, file: string) => string | undefined;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly actions: readonly Action[];
  readonly checks: readonly Check[];
  readonly flows: readonly Flow[];
}

interface Said {
  readonly rule: Rule;
  readonly draft: RuleDraft;
}

/** Runs the rules over an inventory: findings with severity and reasons, actions in order, what was checked, what leaves. Pure but for `readText`. */
export function judge(inventory: Inventory, options: JudgeOptions = {}): Judgement {
  const rules = options.rules ?? allRules;
  const around = surroundingsOf(inventory);
  const known = withoutStandIns(inventory);
  const outcomes = rules.map((rule) => ({ rule, outcome: known === undefined ? run(rule, inventory) : runKnown(rule, inventory, known) }));
  const said = withoutSuperseded(outcomes.flatMap(({ rule, outcome }) => outcome.findings.map((draft) => ({ rule, draft }))));
  const judged = said.length === 0 ? [] : toFindings(said, inventory, around, options);
  const assets = new Map(inventory.assets.map((asset) => [asset.id, asset]));
  const counts = new Map<string, number>();
  for (const { finding } of judged) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  return {
    findings: judged.map(({ finding }) => finding).sort(compareFindings),
    actions: actionsOf(judged, assets),
    checks: outcomes
      .map(
        ({ rule: { card }, outcome }): Check => ({
          rule: card.id,
          applicable: outcome.applicable,
          passed: outcome.passed,
          failed: counts.get(card.id) ?? 0,
          unknown: outcome.unknown,
          suppressed: 0,
          ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
        }),
      )
      .sort((a, b) => compareText(a.rule, b.rule)),
    flows: flowsOf(inventory),
  };
}

/** The inventory without what stands for resources that a collector could not list; undefined where there is none. */
function withoutStandIns(inventory: Inventory): Inventory | undefined {
  const resources = inventory.resources.filter((resource) => !isStandIn(resource));
  return resources.length === inventory.resources.length ? undefined : { ...inventory, resources };
}

/** What could not be listed is unknown to every rule that would have judged it: not passed, and no finding either. */
function runKnown(rule: Rule, inventory: Inventory, known: Inventory): RuleOutcome {
  const outcome = run(rule, known);
  const more = run(rule, inventory).applicable - outcome.applicable;
  return more <= 0
    ? outcome
    : { ...outcome, applicable: outcome.applicable + more, unknown: outcome.unknown + more, reason: "a call of the collector that failed" };
}

/** A rule that throws on what somebody wrote into a target has tested nothing; the others go on. */
function run(rule: Rule, inventory: Inventory): RuleOutcome {
  try {
    return rule.check(inventory);
  } catch (error) {
    return {
      findings: [],
      applicable: 1,
      passed: 0,
      unknown: 1,
      reason: `the rule failed: ${plain(error instanceof Error ? error.message : String(error), 200)}`,
    };
  }
}

/** A more specific rule says it alone: at the same place, or about the same asset in the same file. */
function withoutSuperseded(said: readonly Said[]): readonly Said[] {
  const spoken = new Set<string>();
  for (const { rule, draft } of said) {
    for (const other of rule.card.supersedes ?? []) for (const place of placesOf(draft)) spoken.add(`${other} ${place}`);
  }
  return said.filter(({ rule, draft }) => !placesOf(draft).some((place) => spoken.has(`${rule.card.id} ${place}`)));
}

function placesOf({ asset, location, evidence, covers = [] }: RuleDraft): readonly string[] {
  const { target = 0, file, line, cell, resource } = location;
  // Findings in manifests stand on settings: the line of the document is among the evidence.
  const whole = resource === undefined ? [] : evidence.filter((place) => place.resource === resource && place.file === file);
  return [
    ...whole.map((place) => `${target}:${file ?? ""}:${place.cell ?? 0}:${place.line ?? 0}`),
    ...(file === undefined || line === undefined ? [] : [`${target}:${file}:${cell ?? 0}:${line}`]),
    ...(asset === undefined ? [] : [`${target}:${file ?? ""}:${asset}`]),
    ...covers.map((place) => `${target}:${place.file}:0:${place.line}`),
  ];
}

function toFindings(said: readonly Said[], inventory: Inventory, around: Surroundings, options: JudgeOptions): readonly Judged[] {
  const ordinals = new Map<string, number>();
  const seen = new Set<string>();
  return [...said].sort(compareSaid).flatMap(({ rule, draft }): readonly Judged[] => {
    const asset = draft.asset === undefined ? undefined : inventory.asset(draft.asset);
    const target = inventory.project.targets[draft.location.target ?? 0]?.key ?? "";
    const key = asset?.identity.key ?? `${target}:${draft.location.file ?? draft.location.resource ?? ""}`;
    // The same words at the same place are the same finding.
    const place = JSON.stringify([rule.card.id, key, draft.excerpt, draft.location]);
    if (seen.has(place)) return [];
    seen.add(place);
    const ordinal = ordinals.get(`${rule.card.id} ${key} ${draft.excerpt}`) ?? 0;
    ordinals.set(`${rule.card.id} ${key} ${draft.excerpt}`, ordinal + 1);
    const { severity, factors, reasons, onPath } = assess(rule, draft, asset, around);
    const patch = patchOf(draft, options);
    const fingerprint = findingFingerprint(rule.card.id, key, draft.excerpt, ordinal);
    const finding: Finding = {
      id: stableId("finding-id", target, fingerprint),
      rule: rule.card.id,
      title: rule.card.title,
      severity,
      reasons,
      confidence: draft.confidence,
      ...(asset === undefined ? {} : { asset: asset.id }),
      location: draft.location,
      message: plain(draft.message, 400),
      evidence: [...draft.evidence, ...callersOf(draft, inventory)].map(cleanEvidence),
      remediation: plain(draft.remediation ?? rule.card.fix, 400),
      ...(patch === undefined ? {} : { patch }),
      controls: rule.card.controls,
      fingerprint,
      scope: draft.scope,
      ...(asset?.owner === undefined ? {} : { owner: asset.owner }),
      factors,
    };
    return [
      {
        finding,
        headline: plain(draft.headline ?? rule.card.title, 140),
        key: draft.actionKey ?? `${rule.card.id} ${asset?.id ?? `${target}:${draft.location.file ?? ""}`}`,
        onPath,
        pinned: draft.pinned === true,
        pathsCut: draft.pathsCut ?? 0,
      },
    ];
  });
}

const callers = new WeakMap<Inventory, ReadonlyMap<string, Evidence>>();

/** What stands in a module is also said of the call that brings it in. */
function callersOf({ location: { target = 0, file, resource }, evidence }: RuleDraft, inventory: Inventory): readonly Evidence[] {
  if (file === undefined || resource === undefined) return [];
  let known = callers.get(inventory);
  if (known === undefined) {
    known = new Map(
      inventory.resources.flatMap(({ target: index = 0, file: own, address, caller }) =>
        caller === undefined
          ? []
          : [
              [
                `${index}|${own}|${address}`,
                { target: index, ...caller, resource: address, technique: "configuration", confidence: "certain" } as const,
              ],
            ],
      ),
    );
    callers.set(inventory, known);
  }
  const caller = known.get(`${target}|${file}|${resource}`);
  return caller === undefined || evidence.some((other) => other.file === caller.file && other.line === caller.line) ? [] : [caller];
}

function cleanEvidence(evidence: Evidence): Evidence {
  return evidence.excerpt === undefined ? evidence : { ...evidence, excerpt: plain(evidence.excerpt, 160) };
}

function patchOf(draft: RuleDraft, options: JudgeOptions): Patch | undefined {
  const [first] = draft.edits ?? [];
  const target = draft.location.target ?? 0;
  const before = first === undefined ? undefined : options.readText?.(target, first.file);
  if (first === undefined || before === undefined) return undefined;
  const after = applyEdits(
    before,
    (draft.edits ?? []).filter(({ file }) => file === first.file),
  );
  return after === undefined ? undefined : { file: first.file, target, diff: unifiedDiff(first.file, before, after) };
}

function compareSaid(a: Said, b: Said): number {
  const place = ({ draft: { location } }: Said): string => `${location.file ?? location.resource ?? ""}`;
  return (
    compareText(a.rule.card.id, b.rule.card.id) ||
    (a.draft.location.target ?? 0) - (b.draft.location.target ?? 0) ||
    compareText(place(a), place(b)) ||
    (a.draft.location.cell ?? 0) - (b.draft.location.cell ?? 0) ||
    (a.draft.location.line ?? 0) - (b.draft.location.line ?? 0) ||
    compareText(a.draft.excerpt, b.draft.excerpt)
  );
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    (a.location.target ?? 0) - (b.location.target ?? 0) ||
    compareText(a.location.file ?? "", b.location.file ?? "") ||
    (a.location.cell ?? 0) - (b.location.cell ?? 0) ||
    (a.location.line ?? 0) - (b.location.line ?? 0) ||
    compareText(a.id, b.id)
  );
}
