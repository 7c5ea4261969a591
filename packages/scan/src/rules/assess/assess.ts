import { type Asset, type Factors, type Severity, severityOf } from "@castellan/graph";
import { plain } from "../draft.ts";
import type { Rule, RuleDraft } from "../rule.ts";
import type { Surroundings } from "./surroundings.ts";

type Level = 0 | 1 | 2 | 3;

/** General phrases for the factors; a rule may say it better. */
const PHRASES: { readonly [factor in keyof Factors]: readonly [string, string, string, string] } = {
  exposure: [
    "only administrators reach it, or it is not deployed",
    "needs a named role",
    "not known who reaches it, taken as company-wide (assumed)",
    "reachable from outside the company",
  ],
  exploitability: ["hardening only", "needs several conditions", "a known technique, needs tries", "one step is enough"],
  data: [
    "public data",
    "internal data",
    "personal or confidential data, or what the service answers",
    "code execution, credentials or decisions in production",
  ],
  blast: [
    "nothing hangs on it",
    "not known what hangs on it, taken as one workstation or project",
    "one endpoint or agent downstream",
    "a crown jewel, or three endpoints and more, downstream",
  ],
};

export interface Assessment {
  readonly severity: Severity;
  readonly factors: Factors;
  readonly reasons: readonly string[];
  /** It runs where a stated crown jewel or the live model is made or served. */
  readonly onPath: boolean;
}

/** Severity with its reasons: the rule's base, what the case says, what the surroundings add. */
export function assess(rule: Rule, draft: RuleDraft, asset: Asset | undefined, around: Surroundings): Assessment {
  const adjusted = new Map((draft.adjust ?? []).map((item) => [item.factor, item]));
  const blast = adjusted.has("blast") ? undefined : blastOf(draft, around);
  const names = [
    ...(asset === undefined ? [] : [asset.name, asset.identity.key]),
    ...(draft.location.file === undefined ? [] : [draft.location.file]),
  ];
  const stated = around.statedExposure(names);
  const factor = (name: keyof Factors): { readonly value: Level; readonly reason: string } => {
    if (name === "exposure" && stated !== undefined)
      return {
        value: stated.value,
        reason: `${["no exposure", "a named role", "company-wide", "the internet"][stated.value] ?? ""} (stated by you)`,
      };
    const own = adjusted.get(name);
    if (own !== undefined) return own;
    if (name === "blast" && blast !== undefined && blast.value > rule.card.base.blast)
      return { ...blast, value: rule.blastAtMost !== undefined && rule.blastAtMost < blast.value ? rule.blastAtMost : blast.value };
    const value = rule.card.base[name];
    return { value, reason: rule.because?.[name] ?? PHRASES[name][value] };
  };
  const [exposure, exploitability, data, reach] = [factor("exposure"), factor("exploitability"), factor("data"), factor("blast")];
  const factors: Factors = { exposure: exposure.value, exploitability: exploitability.value, data: data.value, blast: reach.value };
  const severity = severityOf({
    factors,
    confidence: draft.confidence,
    scope: draft.scope,
    ...(draft.mitigations === undefined ? {} : { mitigations: draft.mitigations }),
    ...(draft.pinned === undefined ? {} : { pinned: draft.pinned }),
    ...(rule.hygiene === undefined ? {} : { hygiene: rule.hygiene }),
  });
  const reasons = [
    ...(
      [
        ["E", exposure],
        ["X", exploitability],
        ["D", data],
        ["B", reach],
      ] as const
    ).map(([letter, { value, reason }]) => `${letter}${value} ${reason}`),
    ...(draft.mitigations ?? []).map((control) => `one step lower: ${control}`),
    ...(draft.pinned === true ? ["never lowered"] : caps(draft)),
  ];
  return { severity, factors, reasons: reasons.map((reason) => plain(reason, 160)), onPath: reach.value === 3 };
}

function caps(draft: RuleDraft): readonly string[] {
  return [
    ...(draft.scope === "production"
      ? []
      : [`in ${draft.scope === "docs" ? "documentation" : draft.scope === "test" ? "a test" : "an example"}: at most low`]),
    ...(draft.confidence === "possible" ? ["only possible: at most medium"] : []),
  ];
}

function blastOf(draft: RuleDraft, around: Surroundings): { readonly value: Level; readonly reason: string } | undefined {
  const { file, target } = draft.location;
  if (file === undefined || draft.scope !== "production") return undefined;
  const reach = around.reachOf(target ?? 0, file);
  if (reach.jewel !== undefined) return { value: 3, reason: `on the way to ${reach.jewel}, a crown jewel (stated by you)` };
  if (reach.live !== undefined) return { value: 3, reason: `runs where ${reach.live} is trained or served` };
  if (reach.endpoints >= 3) return { value: 3, reason: `${reach.endpoints} endpoints run this code` };
  if (reach.endpoints > 0)
    return { value: 2, reason: reach.endpoints === 1 ? "one endpoint runs this code" : "two endpoints run this code" };
  if (reach.agents > 0)
    return { value: 2, reason: reach.agents === 1 ? "one agent uses this code" : `${reach.agents} agents use this code` };
  return undefined;
}
