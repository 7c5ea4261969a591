import type { Factors } from "@castellan/graph";

type Level = 0 | 1 | 2 | 3;

/** Base factors in the order in which experience.md lists them. */
export function factors(exposure: Level, exploitability: Level, data: Level, blast: Level): Factors {
  return { exposure, exploitability, data, blast };
}
