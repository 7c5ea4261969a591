import { type AdditiveFeatures, additiveFeatures, blockPixels } from "../models/additive-features.ts";
import { probabilities } from "../models/additive-out-of-fold.ts";
import { buildVocabulary } from "../models/vocabulary.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset, ImageSet } from "../table/table.ts";
import { blendedItems } from "./blended.ts";
import { buildContext, restProbabilities, type SearchContext } from "./context.ts";
import { type Evidence, effectOf, type Item, type Offset, sharpen, weigh } from "./evidence.ts";
import { type Pair, pairItems } from "./pairs.ts";
import { fixedPatches, freePatches } from "./patches.ts";
import { plantedTest } from "./planted.ts";
import { tokenItems, withCompanions } from "./tokens.ts";
import { valueItems } from "./values.ts";

export interface TriggerInput {
  readonly dataset: Dataset;
  /** The near-duplicate cluster of each row. */
  readonly clusters: Int32Array;
  readonly random: Random;
}

/** Rows that share a value, a word or a patch and a label that the rest of them does not explain. */
export interface TriggerGroup {
  readonly kind: "trigger";
  readonly description: string;
  readonly where: Readonly<Record<string, string>>;
  readonly label: string;
  /** Carriers with the label, in order. */
  readonly rows: Int32Array;
  readonly carriers: number;
  /** Share of `rows` expected to be planted, 0 to 1. */
  readonly purity: number;
  /** Bound on the chance of such a group anywhere in what was searched. */
  readonly p: number;
}

export interface TriggerSearch {
  /** The surest first. */
  readonly groups: readonly TriggerGroup[];
  /** Items and pairs times labels that were looked at. */
  readonly searched: number;
}

const ATTRIBUTION = 0.4;
const NATS = 3;
const DEVIATIONS = 5;
/** Groups above this corrected p are not told. */
const HIGHEST_P = 0.01;
/** Fewer rows do not tell planted from natural by their mean unless each looks so much like another label, in nats. */
const TELLING = 20;
const TELLING_NATS = 1.2;
const MOST_GROUPS = 20;

interface Candidate {
  readonly item: Item;
  readonly offset?: Offset;
  readonly rest: Float32Array;
  readonly evidence: Evidence;
}

/**
 * Searches values, pairs of values, words and patches for triggers: items whose carriers have a label that the rest of
 * each row speaks against, while those rows look like ordinary rows of other labels. See docs/methods/trigger-mining.md.
 */
export function findTriggers({ dataset, clusters, random }: TriggerInput): TriggerSearch {
  const { label } = dataset;
  if (label === undefined) return { groups: [], searched: 0 };
  const vocabulary = dataset.text === undefined ? undefined : buildVocabulary(dataset.text, dataset.rows);
  const features = additiveFeatures(dataset, vocabulary);
  const context = buildContext(label, clusters, features, random.fork("model"));
  if (context.classes < 2) return { groups: [], searched: 0 };
  const values = valueItems(dataset, features, context.fewest, Math.floor(0.5 * dataset.rows));
  const single = values.filter(({ carriers }) => carriers.length <= context.most);
  const pairs = pairItems(
    context,
    values.filter((item) => item.pairs).map((item) => ({ ...item, place: item.column })),
  );
  const tokens = vocabulary && tokenItems(vocabulary, features, context.fewest, context.most);
  const tokenPairs = pairItems(context, tokens?.words ?? []);
  const complete = <T extends Item>(item: T): T => (vocabulary === undefined ? item : withCompanions(item, vocabulary, features));
  const items = [...single, ...[...(tokens?.words ?? []), ...(tokens?.others ?? [])].map(complete)];
  const pictures = dataset.images === undefined ? undefined : searchImages(dataset.images, context, features, random.fork("images"));
  const searched = context.classes * (items.length + (pictures?.searched ?? 0)) + pairs.searched + tokenPairs.searched;
  const candidates = [
    ...(pictures?.candidates ?? []),
    ...items.flatMap((item) => screen(context, item) ?? []),
    ...[...pairs.items, ...tokenPairs.items.map(complete)].flatMap((item) => screenPair(context, item) ?? []),
  ];
  return { groups: select(context, candidates, searched, random.fork("planted")), searched };
}

/** Patches at fixed places and at any place, and blended patterns; each is screened as it comes. */
function searchImages(
  images: ImageSet,
  context: SearchContext,
  features: AdditiveFeatures,
  random: Random,
): { readonly candidates: readonly Candidate[]; readonly searched: number } {
  const candidates: Candidate[] = [];
  let searched = 0;
  const { fewest, most } = context;
  for (const patches of [fixedPatches(images, features, blockPixels(images), fewest, most), freePatches(images, fewest, most)])
    for (const item of patches) {
      searched++;
      const candidate = promising(context, item.carriers) ? screen(context, item) : undefined;
      if (candidate !== undefined) candidates.push(candidate);
    }
  const blended = blendedItems(images, context, features, random);
  for (const item of blended.items) {
    const rest = context.model.without(item.carriers, item.features);
    for (let index = 0; index < rest.length; index++) rest[index] = (rest[index] ?? 0) - (item.added[index] ?? 0);
    probabilities(rest, context.classes);
    const evidence = judge(context, item, rest);
    if (evidence !== undefined) candidates.push({ item, rest, evidence });
  }
  return { candidates, searched: searched + blended.searched };
}

/** Whether one label is common enough among the carriers to be worth asking the model. */
function promising({ labels, classes, shares }: SearchContext, carriers: Int32Array): boolean {
  const counts = new Int32Array(classes);
  for (const row of carriers) if ((labels[row] ?? -1) >= 0) counts[labels[row] ?? 0] = (counts[labels[row] ?? 0] ?? 0) + 1;
  return counts.some((count, label) => count >= Math.max(ATTRIBUTION, 1.3 * (shares[label] ?? 0)) * carriers.length);
}

function screen(context: SearchContext, item: Item): Candidate | undefined {
  const rest = restProbabilities(context, item.carriers, item.features);
  const evidence = judge(context, item, rest);
  return evidence === undefined ? undefined : { item, rest, evidence };
}

/** A pair must say more than its halves say where they stand alone. */
function screenPair(context: SearchContext, pair: Pair): Candidate | undefined {
  const alone = screen(context, pair);
  if (alone === undefined) return undefined;
  const { label } = alone.evidence;
  const both = new Set(pair.carriers);
  const logOdds = pair.halves.reduce((sum, half) => {
    const rows = half.carriers.filter((row) => !both.has(row)).slice(0, 400);
    return sum + effectOf(context, rows, restProbabilities(context, rows, pair.features), label);
  }, 0);
  const offset = { label, logOdds: Math.max(0, logOdds) };
  const evidence = judge(context, pair, alone.rest, undefined, offset);
  return evidence === undefined ? undefined : { ...alone, offset, evidence };
}

/** The evidence that stays when the model may use the item's own columns: what their natural effects do not explain. */
function unexplained(context: SearchContext, item: Item, evidence: Evidence): Evidence | undefined {
  const again = judge(context, item, restProbabilities(context, item.carriers, new Int32Array(0)));
  return again?.label === evidence.label ? again : undefined;
}

function judge(context: SearchContext, item: Item, rest: Float32Array, left?: Uint8Array, offset?: Offset): Evidence | undefined {
  const rough = weigh(context, item.carriers, rest, left, offset);
  if (rough === undefined || rough.attribution < ATTRIBUTION || rough.nats < NATS || rough.logChance > -4) return undefined;
  const deviation = Math.sqrt(rough.expected * (1 - rough.expected / rough.carriers) + 0.25);
  if (rough.observed - rough.expected < DEVIATIONS * deviation && rough.logChance > -12) return undefined;
  return sharpen(context, item.carriers, rest, rough, left, offset);
}

/** Takes the surest candidate, leaves its rows out of the count, and goes on with what is left. */
function select(context: SearchContext, candidates: readonly Candidate[], searched: number, random: Random): readonly TriggerGroup[] {
  const explained = new Uint8Array(context.rows);
  const groups: TriggerGroup[] = [];
  const limit = Math.log(HIGHEST_P) - Math.log(Math.max(1, searched));
  let open = candidates.filter(({ evidence }) => evidence.logChance <= limit);
  while (open.length > 0 && groups.length < MOST_GROUPS) {
    open.sort((left, right) => left.evidence.logChance - right.evidence.logChance || (left.item.description < right.item.description ? -1 : 1));
    const [first, ...others] = open;
    if (first === undefined) break;
    const { item, evidence } = first;
    if (!looksPlanted(context, item, evidence, limit, random)) {
      open = others;
      continue;
    }
    const rows = item.carriers.filter((row) => context.labels[row] === evidence.label && explained[row] === 0);
    groups.push({
      kind: "trigger",
      description: item.description,
      where: item.where,
      label: context.labelNames[evidence.label] ?? "",
      rows: rows.toSorted(),
      carriers: item.carriers.length,
      purity: purityOf(evidence),
      p: Math.min(1, Math.exp(evidence.logChance) * searched),
    });
    for (const row of rows) explained[row] = 1;
    open = others.flatMap((each) => {
      const again = judge(context, each.item, each.rest, explained, each.offset);
      return again !== undefined && again.logChance <= limit ? [{ ...each, evidence: again }] : [];
    });
  }
  return groups;
}

/**
 * Of the observed rows with the label, the share that chance does not explain: with attribution a, the rest of the
 * carriers would have had the label E/m of the time.
 */
function purityOf({ attribution, carriers, observed }: Evidence): number {
  return Math.max(0, Math.min(1, (attribution * carriers) / observed));
}

function looksPlanted(context: SearchContext, item: Item, evidence: Evidence, limit: number, random: Random): boolean {
  const { ratio, own } = plantedTest(context, item.carriers, evidence.label, item.features, random);
  const natural = 1 - purityOf(evidence) + 0.05;
  const allowed = 1 + Math.max(4, natural * natural * (own - 1));
  if (ratio > allowed || ratio > own + 1) return false;
  const clear = evidence.observed >= TELLING || evidence.nats >= TELLING_NATS * evidence.observed;
  return clear || (unexplained(context, item, evidence)?.logChance ?? 0) <= limit;
}
