/** What a validator says: refuted, unchecked (form only) or confirmed by a check digit. */
export type Verdict = "refuted" | "plausible" | "confirmed";

/** Takes the matched text with its separators; never throws. */
export type Check = (text: string) => Verdict;

/** A check digit decides. */
export const confirmedIf = (ok: boolean): Verdict => (ok ? "confirmed" : "refuted");
/** The form decides. */
export const plausibleIf = (ok: boolean): Verdict => (ok ? "plausible" : "refuted");

/** The digits alone. */
export function digitsOf(text: string): string {
  let digits = "";
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) continue;
    if (i === text.length && from === 0) return text;
    if (i > from) digits += text.slice(from, i);
    from = i + 1;
  }
  return digits;
}

/** ASCII letters and digits alone, upper case. */
export const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** One digit over and over, at least twice. */
export function repeats(digits: string): boolean {
  if (digits.length < 2) return false;
  const first = digits.charCodeAt(0);
  for (let i = 1; i < digits.length; i++) if (digits.charCodeAt(i) !== first) return false;
  return first >= 48 && first <= 57;
}
