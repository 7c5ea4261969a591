import type { OsvAdvisory } from "./osv.ts";

/** What an advisory says of how bad it is, as far as priorities need it. */
export interface AdvisoryWeight {
  /** 3 code, secrets or everything; 2 parts of it; 1 it stops working or leaks little. */
  readonly data: 1 | 2 | 3;
  /** 3 one request without a login; 2 needs tries, a login or a user; 1 needs several things. */
  readonly exploitability: 1 | 2 | 3;
  /** Over the network. */
  readonly remote: boolean;
  /** As printed: "CVSS:3.1/AV:N/…" or "HIGH". */
  readonly said?: string;
}

/**
 * From the CVSS vector (first.org/cvss: AV, AC, PR, UI and the impact on confidentiality and integrity), else from the
 * word of the database.
 */
export function weightOf({ severity, database_specific }: OsvAdvisory): AdvisoryWeight {
  const vector = (severity ?? []).map(({ score }) => score).find((score) => /^CVSS:[34]/.test(score));
  if (vector !== undefined) {
    const metrics = new Map(
      vector.split("/").map((part): readonly [string, string] => {
        const [name = "", value = ""] = part.split(":");
        return [name, value];
      }),
    );
    const is = (name: string, value: string): boolean => metrics.get(name) === value;
    const impact = (letter: string): string => metrics.get(letter) ?? metrics.get(`V${letter}`) ?? "N";
    const high = impact("C") === "H" || impact("I") === "H";
    const some = impact("C") === "L" || impact("I") === "L";
    const hurdles = [is("AC", "H") || is("AT", "P"), !is("PR", "N"), !is("UI", "N"), is("AV", "L") || is("AV", "P")].filter(Boolean).length;
    return {
      data: high ? 3 : some || impact("A") === "H" ? 2 : 1,
      exploitability: hurdles === 0 ? 3 : hurdles <= 2 ? 2 : 1,
      remote: is("AV", "N"),
      said: vector,
    };
  }
  const word = database_specific?.severity?.toUpperCase();
  const data = word === "CRITICAL" || word === "HIGH" ? 3 : word === "LOW" ? 1 : 2;
  return { data, exploitability: word === "CRITICAL" ? 3 : 2, remote: true, ...(word === undefined ? {} : { said: word }) };
}
