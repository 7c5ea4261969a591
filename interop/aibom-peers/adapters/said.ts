import type { PeerReport } from "../report.ts";

/** For tests: `kind name file:line` of each entry's first reading, spare ones in brackets. */
export const said = ({ entries }: PeerReport): string[] =>
  entries.map(({ readings: [first], places: [place], spare }) => {
    const text = `${first?.kind} ${first?.name}${place === undefined ? "" : ` ${place.file}:${place.line}`}`;
    return spare === true ? `(${text})` : text;
  });
