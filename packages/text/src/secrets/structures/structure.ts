import type { SecretConfidence } from "../rule.ts";

/** What a recogniser found: the span of the secret itself. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly confidence: SecretConfidence;
  /** Fixed text that may be shown when the secret is masked. */
  readonly shown: string;
  /** Why it is an example rather than a live secret. */
  readonly example?: string;
}

/**
 * Looks at one keyword occurrence `[start, end)`. Work per call is bounded, or the text it walks
 * over holds no further occurrence of the keyword, so that a whole text stays linear.
 */
export type Recogniser = (text: string, start: number, end: number) => Found | undefined;
