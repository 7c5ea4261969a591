import type { ValidatorName } from "./validators.ts";

/** What kind of harm a type can do; named in reports. */
export type PersonalClass = "identifier" | "contact" | "financial" | "online" | "health" | "biometric" | "genetic" | "time" | "place";

/** How to recognise one type of personal data; data only. */
export interface PersonalRule {
  /** The common name, national ones `<ISO2>_<NAME>`. */
  readonly type: string;
  readonly title: string;
  readonly class: PersonalClass;
  /** ISO 3166-1 alpha-2; national rules run when their country is asked for, or `standard` is set. */
  readonly locale?: string;
  /** On without being asked for: confirmed by a check digit or a form few other things have, or bound to context. */
  readonly standard?: true;
  /** Bounded source of a regular expression without look-around; a digit must stand in every match. */
  readonly pattern: string;
  /** Fewest digits in a match; a chain of digits with fewer is not tried. */
  readonly digits: number;
  /** Least length of the longest run of letters and digits in a match. */
  readonly run?: number;
  /** Marks of which one must stand in every match. */
  readonly needs?: string;
  /** A letter must stand in every match, joined to its digits or in a group of up to four before them. */
  readonly letters?: true;
  readonly ignoreCase?: true;
  readonly validator: ValidatorName;
  /** Score of the form alone (0 to 1); a confirmed check digit gives `checked`. */
  readonly score: number;
  readonly checked?: number;
  /** Words that, within 60 code units before or 30 behind the digits, raise the score by 0.4; lower case. */
  readonly context: readonly string[];
  /** Without such a word it is not reported. */
  readonly needsContext?: true;
  /** Source of a regular expression for the 60 code units before a match: where it fits, the number is another thing. */
  readonly notBehind?: string;
  /** Words that speak against it, where they stand as near and no word of `context` does. */
  readonly against?: readonly string[];
  /** A match that does not hold is tried again without its last group. */
  readonly shorten?: true;
  /** Where the form is published. */
  readonly source: string;
  /** Texts in which the type must be found, and must not. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Words that alone are of a class of data: illnesses, treatments, biometric measurements. */
export interface TermRule {
  readonly type: string;
  readonly title: string;
  readonly class: PersonalClass;
  /** ASCII, lower case; plural `s` is understood. */
  readonly terms: readonly string[];
  readonly score: number;
  readonly source: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** A form that is read only shortly behind a word that names it. */
export interface AnchoredRule {
  readonly type: string;
  readonly title: string;
  readonly class: PersonalClass;
  /** ASCII, lower case. */
  readonly anchors: readonly string[];
  /** Bounded source of a regular expression without look-around. */
  readonly pattern: string;
  readonly score: number;
  readonly source: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}
