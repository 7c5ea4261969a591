/** What a validator says: refuted, unchecked (form only) or confirmed by a check digit. */
export type Verdict = "refuted" | "plausible" | "confirmed";

/** Takes the matched text with its separators; never throws. */
export type Check = (text: string) => Verdict;

/** A check digit decides. */
export const confirmedIf = (ok: boolean): Verdict => (ok ? "confirmed" : "refuted");
/** The form decides. */
export const plausibleIf = (ok: boolean): Verdict => (ok ? "plausible" : "refuted");
/** The digits alone. */
export const digitsOf = (text: string): string => text.replace(/[^0-9]/g, "");
/** ASCII letters and digits alone, upper case. */
export const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** One digit over and over. */
export function repeats(digits: string): boolean {
  return /^(\d)\1+$/.test(digits);
}
