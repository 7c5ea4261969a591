import type { Random } from "../statistics/random.ts";
import type { SearchContext } from "./context.ts";
import type { Evidence, Item } from "./evidence.ts";
import type { TriggerGroup } from "./find-triggers.ts";
import { PictureTest } from "./picture-test.ts";
import { plantedTest } from "./planted.ts";
import { type Candidate, judge, type Search, speaksAgainst, unexplained } from "./screen.ts";

/** Groups above this corrected p are not told. */
const HIGHEST_P = 0.001;
/** Fewer rows do not tell planted from natural by their mean unless each looks so much like another label, in nats. */
const TELLING = 20;
const TELLING_NATS = 1.2;
/** Labels that patches of one attack bring along at most. */
const MOST_LABELS = 2;
const MOST_GROUPS = 20;
/** Of a window's rows the share that must have one value for it to be named instead. */
const EXACT = 0.95;

interface Priced extends Candidate {
  /** Logarithm of what was searched, every kind of item having the same share of false alarms. */
  readonly price: number;
}

function logP({ evidence, price }: Priced): number {
  return evidence.logChance + price;
}

/** Takes the surest candidate, leaves its rows out of the count, and goes on with what is left. */
export function selectGroups(context: SearchContext, searches: readonly Search[], random: Random): readonly TriggerGroup[] {
  const used = searches.filter(({ searched }) => searched > 0);
  const explained = new Uint8Array(context.rows);
  const groups: TriggerGroup[] = [];
  const limit = Math.log(HIGHEST_P);
  const pictures = new PictureTest(context, random.fork("resemblance"));
  const planted = ({ item, evidence, price }: Priced): boolean => {
    const byModel = speaksAgainst(context, evidence) && looksPlanted(context, item, evidence, limit - price, random);
    return "patch" in item.where || "pattern" in item.where ? pictures.planted(item, evidence.label, byModel) : byModel;
  };
  let open = used
    .flatMap(({ candidates, searched }) => candidates.map((each): Priced => ({ ...each, price: Math.log(searched * used.length) })))
    .filter((each) => logP(each) <= limit);
  while (open.length > 0 && groups.length < MOST_GROUPS) {
    open.sort((left, right) => logP(left) - logP(right) || (left.item.description < right.item.description ? -1 : 1));
    const [surest, ...rest] = open;
    if (surest === undefined) break;
    const first = exactOf(surest, rest, context);
    const others = open.filter((each) => each !== first);
    const { item, evidence } = first;
    if (!planted(first)) {
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
      p: Math.min(1, Math.exp(logP(first))),
    });
    for (const row of rows) explained[row] = 1;
    open = others.flatMap((each) => {
      const again = judge(context, each.item, each.rest, explained, each.offset);
      const left = again === undefined ? undefined : { ...each, evidence: again };
      return left !== undefined && logP(left) <= limit ? [left] : [];
    });
  }
  return groups.filter(({ where }) => !(("patch" in where || "pattern" in where) && labelsOfPictures(groups) > MOST_LABELS));
}

/** Instead of a window of values the one value in it that nearly all of its rows with the label have. */
function exactOf(surest: Priced, others: readonly Priced[], { labels }: SearchContext): Priced {
  const { item, evidence } = surest;
  const [column] = Object.keys(item.where);
  if (column === undefined || !item.where[column]?.startsWith("from ")) return surest;
  const own = new Set(item.carriers.filter((row) => labels[row] === evidence.label));
  const covers = (carriers: Int32Array): boolean => carriers.filter((row) => own.has(row)).length >= EXACT * own.size;
  return (
    others.find(
      (each) =>
        each.evidence.label === evidence.label &&
        each.item.where[column]?.startsWith("= ") === true &&
        each.item.carriers.length <= item.carriers.length &&
        covers(each.item.carriers),
    ) ?? surest
  );
}

/** Patches that bring along many different labels are shapes that the model cannot read, not an attack. */
function labelsOfPictures(groups: readonly TriggerGroup[]): number {
  return new Set(groups.filter(({ where }) => "patch" in where || "pattern" in where).map(({ label }) => label)).size;
}

/**
 * Of the observed rows with the label, the share that chance does not explain: with attribution a, the rest of the
 * carriers would have had the label E/m of the time.
 */
function purityOf({ attribution, carriers, observed }: Evidence): number {
  return Math.max(0, Math.min(1, (attribution * carriers) / observed));
}

/**
 * Planted rows lie about as near to rows of other labels as random ones do; a natural share among them moves their mean
 * towards their own label's by that share. Few rows that look like none in particular must stand against the full model.
 */
function looksPlanted(context: SearchContext, item: Item, evidence: Evidence, limit: number, random: Random): boolean {
  const { ratio, own } = plantedTest(context, item.carriers, evidence.label, item.features, random);
  const natural = 1 - purityOf(evidence) + 0.05;
  const allowed = 1 + Math.max(4, natural * natural * (own - 1));
  if (ratio > allowed || ratio > own + 1) return false;
  const clear = evidence.observed >= TELLING || evidence.nats >= TELLING_NATS * evidence.observed;
  return clear || (unexplained(context, item, evidence)?.logChance ?? 0) <= limit;
}
