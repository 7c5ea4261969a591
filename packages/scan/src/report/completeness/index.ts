import type { ScanResult } from "../../result.ts";
import { ASSESSMENTS } from "./assessments.ts";
import { CLUSTERS, type ElementId, MINIMUM_ELEMENTS, type MinimumElement } from "./elements.ts";
import { subjectsOf } from "./subjects.ts";

export type ElementState = "present" | "inferred" | "absent";

export interface ElementCompleteness extends MinimumElement {
  readonly id: ElementId;
  readonly clusterName: string;
  /** `present`: stated or read · `inferred`: derived by Castellan from other facts · `absent`: nobody said it where Castellan can read. */
  readonly state: ElementState;
  /** How many subjects (the system, models, data sets) have it, of how many. */
  readonly have: number;
  readonly of: number;
  /** Where it comes from; for what is absent, what would supply it. */
  readonly source: string;
}

export interface Completeness {
  readonly elements: readonly ElementCompleteness[];
  readonly counts: Readonly<Record<ElementState, number>>;
}

/** What one element's rule finds. */
export interface Assessment {
  readonly have: number;
  readonly of: number;
  readonly inferred?: boolean;
  readonly source: string;
}

/**
 * Completeness of the inventory against the 50 G7 minimum elements of an SBOM for AI. An element that only
 * some subjects have is present with its share; one that no subject can have (no data set, say) is absent.
 */
export function completenessOf(result: ScanResult): Completeness {
  const subjects = subjectsOf(result);
  const elements = MINIMUM_ELEMENTS.map((element): ElementCompleteness => {
    const { have, of, inferred, source } = ASSESSMENTS[element.id](subjects);
    const state: ElementState = have === 0 ? "absent" : inferred === true ? "inferred" : "present";
    return { ...element, clusterName: CLUSTERS[element.cluster], state, have, of, source };
  });
  const count = (state: ElementState): number => elements.filter((element) => element.state === state).length;
  return { elements, counts: { present: count("present"), inferred: count("inferred"), absent: count("absent") } };
}
