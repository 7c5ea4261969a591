/** Counts behind a recall (found of labelled) and a precision (correct of reported). */
export interface Tally {
  labelled: number;
  found: number;
  reported: number;
  correct: number;
}
/** `null` where there was nothing to count: not measured is not perfect. */
export interface Measured extends Readonly<Tally> {
  readonly recall: number | null;
  readonly precision: number | null;
}

export function emptyTally(): Tally {
  return { labelled: 0, found: 0, reported: 0, correct: 0 };
}

/** Adds tallies up (micro average) and takes the two ratios. */
export function measure(tallies: Iterable<Readonly<Tally>>): Measured {
  const sum = emptyTally();
  for (const { labelled, found, reported, correct } of tallies) {
    sum.labelled += labelled;
    sum.found += found;
    sum.reported += reported;
    sum.correct += correct;
  }
  const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return { ...sum, recall: ratio(sum.found, sum.labelled), precision: ratio(sum.correct, sum.reported) };
}
