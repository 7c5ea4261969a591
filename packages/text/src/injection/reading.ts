import { withUnits } from "../units.ts";
import { injectionModel } from "./weights.ts";
import { scoreWindows } from "./windows.ts";

/** How much a text reads like an instruction to a model, 0 to 1; nothing behind it is looked at. */
export function instructionScore(text: string): number {
  const highest = withUnits(text, (units) => scoreWindows(text, units, Number.POSITIVE_INFINITY, () => undefined));
  return Number.isFinite(highest) ? injectionModel().probability(highest) : 0;
}
