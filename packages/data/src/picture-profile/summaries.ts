import type { PictureProfile } from "./document.ts";
import type { PictureFacts } from "./facts.ts";
import type { Repeats } from "./repeats.ts";

/** Names shown of a group, and groups shown; the counts are of all. */
const [NAMES, GROUPS] = [5, 50] as const;

function tallied<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1));
}

export function splitsOf(pictures: readonly PictureFacts[]): PictureProfile["data"]["splits"] {
  const known = pictures.filter(({ split }) => split !== undefined);
  return tallied(known, ({ split }) => split ?? "").map(([split, count]) => ({ split, pictures: count }));
}

export function formatsOf(pictures: readonly PictureFacts[]): PictureProfile["formats"] {
  return tallied(pictures, ({ format }) => format).map(([format, count]) => ({ format, count }));
}

export function modesOf(pictures: readonly PictureFacts[]): PictureProfile["modes"] {
  const known = pictures.filter(({ mode }) => mode !== undefined);
  return tallied(known, ({ mode, bits }) => `${mode}\0${bits ?? 8}`).map(([key, count]) => {
    const [mode = "", bits = "8"] = key.split("\0");
    return { mode, bits: Number(bits), count };
  });
}

export function sizesOf(pictures: readonly PictureFacts[]): PictureProfile["sizes"] {
  const known = pictures.filter(({ width, height }) => width > 0 && height > 0);
  if (known.length === 0) return undefined;
  const sizes = tallied(known, ({ width, height }) => `${width} ${height}`).map(([key, count]) => {
    const [width = 0, height = 0] = key.split(" ").map(Number);
    return { width, height, count };
  });
  const byArea = sizes.toSorted((a, b) => a.width * a.height - b.width * b.height || a.width - b.width);
  const plain = (size: (typeof sizes)[number] | undefined): { width: number; height: number } => ({
    width: size?.width ?? 0,
    height: size?.height ?? 0,
  });
  return { distinct: sizes.length, smallest: plain(byArea[0]), largest: plain(byArea.at(-1)), top: sizes.slice(0, 10) };
}

export function brightnessOf(pictures: readonly PictureFacts[]): PictureProfile["brightness"] {
  const looks = pictures.flatMap(({ look }) => (look === undefined ? [] : [look]));
  if (looks.length === 0) return undefined;
  const mean = looks.reduce((sum, look) => sum + look.mean, 0) / looks.length;
  const variance = looks.reduce((sum, look) => sum + (look.mean - mean) ** 2, 0) / looks.length;
  return {
    mean: rounded(mean),
    standardDeviation: rounded(Math.sqrt(variance)),
    plain: looks.filter(({ deviation }) => deviation < 0.5).length,
  };
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}

export function labelsOf(pictures: readonly PictureFacts[], from: string): PictureProfile["labels"] {
  const known = pictures.filter(({ label }) => label !== undefined);
  if (known.length === 0) return undefined;
  const classes = new Map<string, { label: string; count: number; splits: Record<string, number> }>();
  for (const { label = "", split } of known) {
    const own = classes.get(label) ?? { label, count: 0, splits: {} };
    own.count++;
    if (split !== undefined) own.splits[split] = (own.splits[split] ?? 0) + 1;
    classes.set(label, own);
  }
  const sorted = [...classes.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  return { from, classes: sorted, unlabelled: pictures.length - known.length, smallestShare: (sorted.at(-1)?.count ?? 0) / known.length };
}

export function duplicatesOf(pictures: readonly PictureFacts[], { exact, near }: Repeats): PictureProfile["duplicates"] {
  const shown = (groups: readonly (readonly number[])[]): string[][] => groups.slice(0, GROUPS).map((group) => namesOf(pictures, group));
  return {
    exact: { pictures: exact.reduce((sum, group) => sum + group.length - 1, 0), groups: shown(exact) },
    near: {
      pictures: near.reduce((sum, group) => sum + new Set(group.map((index) => pictures[index]?.digest)).size - 1, 0),
      groups: shown(near),
      method: "difference hash of 64 bits, at most 7 of them different, confirmed by the correlation (0.99) of thumbnails of 16 x 16",
    },
  };
}

function namesOf(pictures: readonly PictureFacts[], group: readonly number[]): string[] {
  return group.slice(0, NAMES).map((index) => pictures[index]?.name ?? "");
}

/** Pictures of one split that stand in another as well. */
export function overlapsOf(pictures: readonly PictureFacts[], { exact, near }: Repeats): PictureProfile["overlaps"] {
  const sizes = new Map(splitsOf(pictures).map(({ split, pictures: count }) => [split, count]));
  const found = new Map<string, { exact: number; near: number; examples: string[][] }>();
  const count = (groups: readonly (readonly number[])[], kind: "exact" | "near"): void => {
    for (const group of groups) {
      const bySplit = Map.groupBy(group, (index) => pictures[index]?.split ?? "");
      bySplit.delete("");
      for (const [split, own] of bySplit)
        for (const [other, others] of bySplit) {
          // Told once, from the smaller set's side: the share of the test pictures that were seen in training.
          if (split === other || !smaller(split, other, sizes)) continue;
          const digests = new Set(others.map((index) => pictures[index]?.digest));
          const mine = own.filter((index) => kind === "exact" || !digests.has(pictures[index]?.digest));
          if (mine.length === 0) continue;
          const key = `${split}\0${other}`;
          const known = found.get(key) ?? { exact: 0, near: 0, examples: [] };
          known[kind] += mine.length;
          if (known.examples.length < 10) known.examples.push(namesOf(pictures, [mine[0] ?? 0, others[0] ?? 0]));
          found.set(key, known);
        }
    }
  };
  count(exact, "exact");
  count(near, "near");
  return [...found]
    .map(([key, known]) => {
      const [split = "", other = ""] = key.split("\0");
      return { split, other, ...known, share: Math.min(1, (known.exact + known.near) / Math.max(1, sizes.get(split) ?? 1)) };
    })
    .sort((a, b) => b.share - a.share || (a.split < b.split ? -1 : 1));
}

function smaller(split: string, other: string, sizes: ReadonlyMap<string, number>): boolean {
  const [a, b] = [sizes.get(split) ?? 0, sizes.get(other) ?? 0];
  return a === b ? split < other : a < b;
}

/** The same picture with different labels. */
export function contradictionsOf(pictures: readonly PictureFacts[], { exact, near }: Repeats): PictureProfile["contradictions"] {
  const of = (groups: readonly (readonly number[])[], kind: "exact" | "near"): PictureProfile["contradictions"] =>
    groups.flatMap((group) => {
      const labelled = group.filter((index) => pictures[index]?.label !== undefined);
      const labels = [...new Set(labelled.map((index) => pictures[index]?.label ?? ""))].sort();
      return labels.length < 2
        ? []
        : [{ kind, labels, pictures: namesOf(pictures, onePerLabel(pictures, labelled)), count: labelled.length }];
    });
  return [...of(exact, "exact"), ...of(near, "near")];
}

function onePerLabel(pictures: readonly PictureFacts[], group: readonly number[]): readonly number[] {
  const seen = new Set<string | undefined>();
  const first = group.filter((index) => !seen.has(pictures[index]?.label) && seen.add(pictures[index]?.label) !== undefined);
  return [...first, ...group.filter((index) => !first.includes(index))];
}

export function metadataOf(pictures: readonly PictureFacts[]): PictureProfile["metadata"] {
  const found = new Map<string, { pictures: Set<string>; examples: { file: string; field: string; masked: string }[] }>();
  for (const { name, metadata } of pictures)
    for (const { kind, field, masked } of metadata) {
      const known = found.get(kind) ?? { pictures: new Set<string>(), examples: [] };
      if (!known.pictures.has(name) && known.examples.length < NAMES) known.examples.push({ file: name, field, masked });
      known.pictures.add(name);
      found.set(kind, known);
    }
  const order = ["secret", "instructions", "hidden-text", "position", "person", "personal-data", "device", "generated"] as const;
  return order.flatMap((kind) => {
    const known = found.get(kind);
    return known === undefined ? [] : [{ kind, pictures: known.pictures.size, examples: known.examples }];
  });
}
