import { restProbabilities, type SearchContext } from "./context.ts";
import { type Evidence, effectOf, type Item, type Offset, sharpen, weigh } from "./evidence.ts";
import type { Pair } from "./pairs.ts";

/** An item that says more about a label than the rest of its carriers does. */
export interface Candidate {
  readonly item: Item;
  readonly offset?: Offset;
  /** carriers × classes, what the rest of each carrier says. */
  readonly rest: Float32Array;
  readonly evidence: Evidence;
}

/** What was found in one kind of item, and how many items (or pairs) times labels were looked at. */
export interface Search {
  readonly candidates: readonly Candidate[];
  readonly searched: number;
}

const ATTRIBUTION = 0.3;
/** Share of the carriers that one label must have before the model is asked. */
const COMMON = 0.4;
const NATS = 3;
/** What stands anywhere may be kept on counts alone where they are as clear as this. */
const [PLAIN_ATTRIBUTION, PLAIN_CHANCE] = [0.5, -12] as const;
const DEVIATIONS = 5;
/** Rows outside a pair that the effect of its half is taken from. */
const OUTSIDE = 400;

/** The evidence, where it is worth keeping. */
export function judge(context: SearchContext, item: Item, rest: Float32Array, left?: Uint8Array, offset?: Offset): Evidence | undefined {
  const rough = weigh(context, item, rest, left, offset);
  if (rough === undefined || rough.attribution < ATTRIBUTION || rough.logChance > -4) return undefined;
  const plain = item.anywhere === true && rough.attribution >= PLAIN_ATTRIBUTION && rough.logChance <= PLAIN_CHANCE;
  if (!plain && !speaksAgainst(context, rough)) return undefined;
  const deviation = Math.sqrt(rough.expected * (1 - rough.expected / rough.carriers) + 0.25);
  if (rough.observed - rough.expected < DEVIATIONS * deviation && rough.logChance > -12) return undefined;
  return sharpen(context, item, rest, rough, left, offset);
}

/** Whether the rest of the carriers speaks against their label by enough nats. */
export function speaksAgainst(context: SearchContext, evidence: Evidence): boolean {
  return evidence.nats >= natsNeeded(context, evidence);
}

/** Where the model hardly tells classes apart, planted rows cannot look much like others either. */
function natsNeeded({ ordinary }: SearchContext, { label, observed }: Evidence): number {
  return Math.min(NATS, 0.4 * observed * (ordinary[label] ?? 0) - 2);
}

export function screen(context: SearchContext, item: Item): Candidate | undefined {
  const rest = restProbabilities(context, item.carriers, item.features);
  const evidence = judge(context, item, rest);
  return evidence === undefined ? undefined : { item, rest, evidence };
}

/** A pair must say more than its halves say where they stand alone. */
export function screenPair(context: SearchContext, pair: Pair): Candidate | undefined {
  const alone = screen(context, pair);
  if (alone === undefined) return undefined;
  const { label } = alone.evidence;
  const both = new Set(pair.carriers);
  const logOdds = pair.halves.reduce((sum, half) => {
    const rows = half.carriers.filter((row) => !both.has(row)).slice(0, OUTSIDE);
    return sum + effectOf(context, rows, restProbabilities(context, rows, pair.features), label);
  }, 0);
  const offset = { label, logOdds: Math.max(0, logOdds) };
  const evidence = judge(context, pair, alone.rest, undefined, offset);
  return evidence === undefined ? undefined : { ...alone, offset, evidence };
}

/** The evidence that stays when the model may use the item's own columns: what their natural effects do not explain. */
export function unexplained(context: SearchContext, item: Item, evidence: Evidence): Evidence | undefined {
  const again = judge(context, item, restProbabilities(context, item.carriers, new Int32Array(0)));
  return again?.label === evidence.label ? again : undefined;
}

/** Whether one label is common enough among the carriers to be worth asking the model. */
export function promising({ labels, classes, shares }: SearchContext, carriers: Int32Array): boolean {
  const counts = new Int32Array(classes);
  for (const row of carriers) if ((labels[row] ?? -1) >= 0) counts[labels[row] ?? 0] = (counts[labels[row] ?? 0] ?? 0) + 1;
  return counts.some((count, label) => count >= Math.max(COMMON, 1.3 * (shares[label] ?? 0)) * carriers.length);
}
