import type { Checked } from "./check-dataset.ts";
import type { Verdict } from "./document.ts";

const GROUP = 1e-4;
/** What is told, without a claim that somebody meant it. */
const NOTICED = 1e-2;

export interface Judgement {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/**
 * The verdict in words. Poisoned: a group that honest data would hardly have. Suspicious: more rows out of order than
 * chance gives, without a sign that somebody meant it. Inconclusive: nothing found, by a check that would not have seen
 * half of what was planted as a test.
 */
export function judge({ groups, detections, quarantined }: Checked, power: Readonly<Record<string, number | null>>): Judgement {
  const attacks = groups.filter(({ attack, p }) => attack && p < GROUP);
  if (attacks.length > 0) return { verdict: "poisoned", reasons: attacks.slice(0, 10).map(({ description }) => description) };
  const held = quarantined.reduce((sum, value) => sum + value, 0);
  const noticed = groups.filter(({ p }) => p < NOTICED);
  if (noticed.length > 0 || held > 0)
    return {
      verdict: "suspicious",
      reasons: [
        ...noticed.slice(0, 10).map(({ description }) => description),
        ...detections.filter(({ live }) => live).map(({ title, note }) => `${title}: ${note}`),
      ],
    };
  const tried = Object.entries(power).filter(([, share]) => share !== null);
  const blind = tried.filter(([, share]) => share !== null && share < 0.5).map(([family]) => family);
  const missed =
    blind.length === 0 ? [] : [`of ${blind.join(", ")}, 1 % planted as a test was mostly missed: nothing can be said about these`];
  if (tried.length === 0)
    return {
      verdict: "inconclusive",
      reasons: ["nothing was found, but no kind of poison could be planted to test whether it would have been"],
    };
  return blind.length > tried.length / 2
    ? { verdict: "inconclusive", reasons: ["nothing was found, but this check sees little in these data", ...missed] }
    : { verdict: "clean", reasons: ["nothing is out of order beyond chance", ...missed] };
}
