import type { InspectionFinding, Verdict } from "../interpreter.ts";

/** One thing that a stream does, as often as it does it. */
export interface Occurrence {
  readonly rule: string;
  readonly verdict: Verdict;
  /** What it is about: occurrences of the same rule and subject are one finding. */
  readonly subject: string;
  readonly message: string;
  readonly offset: number;
  readonly call?: { readonly callable: string; readonly arguments: readonly string[] } | undefined;
  readonly excerpt?: string | undefined;
}

interface Group {
  first: Occurrence;
  calls: number;
  others: number;
}

/** Findings of one kind told of one file; what is beyond is counted. */
const MAX_SUBJECTS = 40;
const MAX_COUNTED = 100_000;
const RANK: Readonly<Record<Verdict, number>> = { benign: 0, suspicious: 1, malicious: 2 };

/** Gathers what streams do into one finding for each callable. */
export class FindingGroups {
  readonly #groups = new Map<string, Group>();
  readonly #subjects = new Map<string, number>();
  readonly #beyond = new Map<string, Set<string>>();

  get worst(): Verdict {
    let worst: Verdict = "benign";
    for (const { first } of this.#groups.values()) if (RANK[first.verdict] > RANK[worst]) worst = first.verdict;
    return worst;
  }

  add(occurrence: Occurrence): void {
    const key = `${occurrence.rule}\0${occurrence.subject}`;
    const group = this.#groups.get(key);
    if (group !== undefined) {
      if (occurrence.call !== undefined) group.calls++;
      else group.others++;
      const { first } = group;
      // A call says more than the import before it.
      const better =
        RANK[occurrence.verdict] > RANK[first.verdict] ||
        (occurrence.verdict === first.verdict && first.call === undefined && occurrence.call !== undefined);
      if (better) group.first = { ...occurrence, offset: Math.min(first.offset, occurrence.offset) };
      return;
    }
    const kind = `${occurrence.rule}\0${occurrence.verdict}`;
    const known = this.#subjects.get(kind) ?? 0;
    if (known >= MAX_SUBJECTS) {
      const beyond = this.#beyond.get(kind) ?? new Set<string>();
      if (beyond.size < MAX_COUNTED) this.#beyond.set(kind, beyond.add(occurrence.subject));
      return;
    }
    this.#subjects.set(kind, known + 1);
    const calls = occurrence.call === undefined ? 0 : 1;
    this.#groups.set(key, { first: occurrence, calls, others: 1 - calls });
  }

  *findings(loader: string): Iterable<InspectionFinding> {
    for (const { first, calls, others } of this.#groups.values()) {
      // An import is told once more where the stream ends.
      const count = first.call === undefined ? others : calls;
      const times = count > 1 ? ` (${count} times)` : "";
      yield {
        rule: first.rule,
        verdict: first.verdict,
        message: `${first.message}${times}.`,
        offset: first.offset,
        loader,
        ...(first.call === undefined ? {} : { call: first.call }),
        ...(first.excerpt === undefined ? {} : { excerpt: first.excerpt }),
      };
    }
    for (const [kind, { size: count }] of this.#beyond) {
      const [rule = "", verdict] = kind.split("\0");
      yield { rule, verdict: verdict === "malicious" ? "malicious" : "suspicious", message: `${count} more of this kind are not listed.` };
    }
  }
}
