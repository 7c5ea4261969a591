import { type AdditiveFeatures, blockPixels } from "../models/additive-features.ts";
import { probabilities } from "../models/additive-out-of-fold.ts";
import type { Random } from "../statistics/random.ts";
import type { ImageSet } from "../table/table.ts";
import { blendedItems } from "./blended.ts";
import { Companions } from "./companions.ts";
import type { SearchContext } from "./context.ts";
import type { Item } from "./evidence.ts";
import { framedSquares } from "./framed-squares.ts";
import { fixedPatches, freePatches } from "./patches.ts";
import { type Candidate, judge, promising, type Search, screen } from "./screen.ts";

/** Patches at fixed places, patches and plain squares at any place, and blended patterns; each item is screened as it comes. */
export function searchPictures(images: ImageSet, context: SearchContext, features: AdditiveFeatures, random: Random): readonly Search[] {
  const { fewest, most } = context;
  return [
    searchPatches(context, fixedPatches(images, features, blockPixels(images), fewest, most), new Companions(features)),
    searchPatches(context, freePatches(images, fewest, most)),
    searchPatches(context, framedSquares(images, fewest, most)),
    searchBlended(images, context, features, random),
  ];
}

function searchPatches(context: SearchContext, patches: Iterable<Item>, companions?: Companions): Search {
  const candidates: Candidate[] = [];
  let searched = 0;
  for (const item of patches) {
    searched += context.classes;
    if (!promising(context, item.carriers)) continue;
    const masked = companions === undefined ? item : { ...item, features: companions.with(item.features, item.carriers) };
    const candidate = screen(context, masked);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return { candidates, searched };
}

function searchBlended(images: ImageSet, context: SearchContext, features: AdditiveFeatures, random: Random): Search {
  const { items, searched } = blendedItems(images, context, features, random);
  const candidates = items.flatMap((item): Candidate[] => {
    const rest = context.model.without(item.carriers, item.features);
    for (let index = 0; index < rest.length; index++) rest[index] = (rest[index] ?? 0) - (item.added[index] ?? 0);
    probabilities(rest, context.classes);
    const evidence = judge(context, item, rest);
    return evidence === undefined ? [] : [{ item, rest, evidence }];
  });
  return { candidates, searched: context.classes * searched };
}
