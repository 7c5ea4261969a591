import type { Severity } from "@castellan/graph";
import type { Verdict } from "./interpreter.ts";

/** What a finding in a model file means. Each folder of interpreters has its own list; the catalogue in docs/ is made from all. */
export interface ModelFileRule {
  /** Lower-case words with hyphens, beginning with the format or the mechanism: `pickle-code-execution`. */
  readonly id: string;
  readonly title: string;
  /** What a finding of this rule makes of the file at least; a finding may state another one. */
  readonly verdict: Verdict;
  /** critical for malicious; for suspicious high (custom code, uninspectable) to low; info for notes that leave the file benign. */
  readonly severity: Severity;
  readonly why: string;
  /** What a person does about it. */
  readonly fix: string;
  /** Advisories, papers, specifications. */
  readonly references?: readonly string[];
}
