import { type AdditiveFeatures, additiveFeatures } from "../models/additive-features.ts";
import { buildVocabulary, type Vocabulary } from "../models/vocabulary.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";
import { buildContext, type SearchContext } from "./context.ts";
import type { Item } from "./evidence.ts";
import { pairItems } from "./pairs.ts";
import { searchPictures } from "./pictures.ts";
import { type Search, screen, screenPair } from "./screen.ts";
import { selectGroups } from "./select.ts";
import { searchSharedValues } from "./shared-values.ts";
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
  const searches = [
    ...searchValues(dataset, context, features),
    ...(vocabulary === undefined ? [] : searchTokens(vocabulary, context, features)),
    ...(dataset.images === undefined ? [] : searchPictures(dataset.images, context, features, random.fork("images"))),
  ];
  return {
    groups: selectGroups(context, searches, random.fork("planted")),
    searched: searches.reduce((sum, { searched }) => sum + searched, 0),
  };
}

function searchItems(context: SearchContext, items: readonly Item[]): Search {
  return { candidates: items.flatMap((item) => screen(context, item) ?? []), searched: context.classes * items.length };
}

/** Values by themselves, and in pairs: halves of a pair may be common. */
function searchValues(dataset: Dataset, context: SearchContext, features: AdditiveFeatures): readonly Search[] {
  const values = valueItems(dataset, features, context.fewest, Math.floor(0.5 * dataset.rows));
  const pairs = pairItems(
    context,
    values.filter((item) => item.pairs).map((item) => ({ ...item, place: item.column })),
  );
  const alone = values.filter(({ carriers }) => carriers.length <= context.most);
  const single = searchItems(context, alone);
  return [
    single,
    searchSharedValues(dataset, context, features, alone, new Set(single.candidates.map(({ item }) => item.description))),
    { candidates: pairs.items.flatMap((pair) => screenPair(context, pair) ?? []), searched: pairs.searched },
  ];
}

function searchTokens(vocabulary: Vocabulary, context: SearchContext, features: AdditiveFeatures): readonly Search[] {
  const tokens = tokenItems(vocabulary, features, context.fewest, context.most);
  const pairs = pairItems(context, tokens.words);
  const complete = <T extends Item>(item: T): T => withCompanions(item, vocabulary, features, context.clusters);
  return [
    searchItems(context, tokens.words.map(complete)),
    searchItems(context, tokens.others.map(complete)),
    { candidates: pairs.items.flatMap((pair) => screenPair(context, complete(pair)) ?? []), searched: pairs.searched },
  ];
}
