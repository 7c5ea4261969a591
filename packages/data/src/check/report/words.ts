import type { DataCheckResult } from "../document.ts";

/** What a verdict means, as the rest of a sentence. */
export const VERDICT_WORDS: Readonly<Record<DataCheckResult["verdict"], string>> = {
  clean: "nothing here looks tampered with",
  suspicious: "some rows are out of order; nothing shows that somebody meant it",
  poisoned: "somebody has tampered with this data",
  inconclusive: "nothing was found, but this check could not have seen every attack",
};

export const VERDICT_LOOKS = {
  poisoned: { shape: "◆", style: "critical" },
  suspicious: { shape: "▲", style: "medium" },
  inconclusive: { shape: "●", style: "info" },
  clean: { shape: "○", style: "ok" },
} as const;

/** Kinds of groups, as a person calls them. */
export const GROUP_WORDS: Readonly<Record<DataCheckResult["groups"][number]["kind"], string>> = {
  trigger: "a trigger",
  flood: "a flood of near-copies",
  source: "a source against the others",
  region: "a region of the data",
  outliers: "far from everything else",
  "label-noise": "wrong labels",
  time: "a stretch of time",
  text: "hidden or instructing text",
};

/** Kinds of poison that a check is tried with. */
export const FAMILY_WORDS: Readonly<Record<string, string>> = {
  flood: "floods of near-copies",
  outliers: "values far from all others",
  "value-trigger": "a value that switches the label",
  "token-trigger": "a word that switches the label",
  "patch-trigger": "a patch that switches the label",
  "label-flips": "labels flipped at random",
  "targeted-flips": "labels flipped towards one class",
  "clean-label": "rows changed under their right label",
};

export function familyWords(family: string): string {
  return FAMILY_WORDS[family] ?? family.replaceAll("-", " ");
}

/** A share of planted poison found, in a word. */
export function powerWord(share: number | null): string {
  if (share === null) return "not tried here";
  if (share >= 0.9) return "would be seen";
  if (share >= 0.5) return "would mostly be seen";
  return share >= 0.2 ? "would mostly be missed" : "would be missed";
}

/** Chances below this are not told apart. */
export function chanceText(p: number): string {
  if (p < 1e-99) return "< 1e-99";
  return p >= 0.001 ? String(Number(p.toPrecision(2))) : p.toExponential(0);
}
