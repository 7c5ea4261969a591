import { binomialUpper, normalUpper, poissonUpper } from "../../../statistics/distributions.ts";
import type { StringColumn } from "../../../table/table.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { type Consensus, consensusOf, rowErrors, sharedErrors } from "./claims.ts";
import { sourceDeviations } from "./index.ts";

/** Fewer things that three sources give are not judged. */
const THINGS = 30;
/** Sources from which one can be told to be the odd one. */
const PEERS = 5;
const TOLD = 1e-3;
/** Of two sources, fewer wrong values in common are not told. */
const COMMON = 10;

/** Sources that say the same things, told by the same id, against each other: who is wrong more often, who copies whom. */
export function detectFacts({ dataset, own }: Evidence): Detection | undefined {
  const { source } = dataset;
  if (source === undefined) return undefined;
  const consensus = consensusOf(dataset, source, own);
  if (consensus.things < THINGS) return undefined;
  const groups = [...wrongSources(consensus, source, own), ...copies(consensus, source)];
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "facts",
    title: "what several sources say of the same things",
    live: livenessP < TOLD,
    livenessP,
    groups,
    note: `${consensus.things} things that at least three sources give; accuracies ${percentages(consensus, source)}${consensus.left === 0 ? "" : `; ${consensus.left} more things were not compared`}`,
    reason: "against what other sources say of the same thing",
  };
}

function percentages({ accuracies, claims }: Consensus, source: StringColumn): string {
  const seen = new Set(claims.map(({ source: by }) => by));
  const said = [...seen].toSorted((left, right) => (accuracies[left] ?? 0) - (accuracies[right] ?? 0) || left - right);
  const listed = said.slice(0, 5).map((by) => `${source.dictionary[by]} ${(100 * (accuracies[by] ?? 0)).toFixed(1)} %`);
  return `${listed.join(", ")}${said.length > 5 ? ", …" : ""}`;
}

function wrongSources(consensus: Consensus, source: StringColumn, own: number): readonly Group[] {
  const { wrong, said } = rowErrors(consensus, own);
  const shares = Float64Array.from(said, (count, row) => (count === 0 ? Number.NaN : (wrong[row] ?? 0) / count));
  const tested = sourceDeviations(shares, source.codes, source.dictionary.length);
  const errors = tested.map(({ source: by }) => 1 - (consensus.accuracies[by] ?? 1)).toSorted((left, right) => left - right);
  const usual = Math.max(1e-3, errors[(errors.length - 1) >> 1] ?? 0);
  return tested.flatMap(({ source: by, z }): readonly Group[] => {
    const p = Math.min(1, normalUpper(z) * tested.length);
    if (z <= 0 || p > TOLD) return [];
    const rows = Int32Array.from({ length: own }, (_, row) => row).filter((row) => source.codes[row] === by && (wrong[row] ?? 0) > 0);
    const accuracy = consensus.accuracies[by] ?? 1;
    return [
      {
        kind: "source",
        description: `${source.name} ${source.dictionary[by]} is wrong in ${(100 * (1 - accuracy)).toFixed(1)} % of what other sources say as well, where ${(100 * usual).toFixed(1)} % are usual`,
        where: { [source.name]: source.dictionary[by] ?? "" },
        rows,
        p: Math.max(1e-300, p),
        attack: tested.length >= PEERS,
        rowP: Float64Array.from(rows, (row) => Math.max(1e-12, binomialUpper(wrong[row] ?? 0, said[row] ?? 1, usual))),
      },
    ];
  });
}

/** Independent sources share wrong values by accident: as often as their errors and the middle pair of sources say. */
function copies(consensus: Consensus, source: StringColumn): readonly Group[] {
  const pairs = sharedErrors(consensus, source.dictionary.length);
  const together = (left: number, right: number): number =>
    (1 - (consensus.accuracies[left] ?? 1)) * (1 - (consensus.accuracies[right] ?? 1));
  const ratios = pairs
    .map(({ left, right, shared, facts }) => shared / Math.max(1e-9, facts * together(left, right)))
    .toSorted((left, right) => left - right);
  // One in ten where pairs share nothing: as if wrong values were ten.
  const alike = Math.max(0.1, ratios[ratios.length >> 1] ?? 0);
  return pairs.flatMap(({ left, right, shared, facts, rows }): readonly Group[] => {
    const expected = alike * facts * together(left, right);
    const p = Math.min(1, pairs.length * poissonUpper(shared, expected));
    if (shared < COMMON || p > TOLD || pairs.length < 3) return [];
    return [
      {
        kind: "source",
        description: `${source.name} ${source.dictionary[left]} and ${source.dictionary[right]} have ${shared} wrong values in common, ${expected.toFixed(expected < 10 ? 1 : 0)} would be by accident: one copies from the other, or both from one`,
        where: { [source.name]: `${source.dictionary[left]} and ${source.dictionary[right]}` },
        rows: Int32Array.from(new Set(rows)).sort(),
        p: Math.max(1e-300, p),
        attack: false,
      },
    ];
  });
}
