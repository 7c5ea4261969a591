import { encode } from "../../../models/candidates.ts";
import { exactNeighbours, type Neighbours } from "../../../neighbours/nearest.ts";
import { leadingComponents } from "../../../statistics/components.ts";
import type { Random } from "../../../statistics/random.ts";
import type { Matrix } from "../../../table/table.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { fallsApart } from "./falls-apart.ts";
import { discriminantSplit, type Splitter, spectralSplit, twoMeansSplit } from "./splits.ts";
import { whitened, withinCovariance } from "./whiten.ts";

/** Below this, corrected for the labels, the rows of a label fall into two groups. */
const APART = 1e-3;
/** Fewer rows are no group. */
const FEWEST = 8;
/** Neighbours of a group's row that have its label count as its own from this share on. */
const OWN = 0.5;
const NEIGHBOURS = 10;
/** Directions of the vectors that subgroups are sought in: as the papers have them, and as many as few rows bear. */
const DIRECTIONS = { scan: 30, clusters: 10 } as const;

interface Method {
  readonly id: string;
  readonly title: string;
  readonly splitter: Splitter;
  /** Coordinates for the rows of one label; the other rows may be left as they are. */
  readonly coordinates: (label: number, rows: Int32Array) => Matrix;
}

function centred({ rows, columns, values }: Matrix, members: Int32Array): Matrix {
  const means = new Float64Array(columns);
  for (const row of members)
    for (let column = 0; column < columns; column++)
      means[column] = (means[column] ?? 0) + (values[row * columns + column] ?? 0) / members.length;
  return { rows, columns, values: values.map((value, index) => value - (means[index % columns] ?? 0)) };
}

/** The rows on the leading directions of the members, in a matrix of all rows. */
function leadingOf(points: Matrix, members: Int32Array, count: number, random: Random): Matrix {
  const { columns } = points;
  const moved = centred(points, members);
  const own: Matrix = { rows: members.length, columns, values: new Float32Array(members.length * columns) };
  for (const [index, row] of members.entries()) own.values.set(moved.values.subarray(row * columns, (row + 1) * columns), index * columns);
  const leading = leadingComponents(own, count, random);
  const values = new Float32Array(points.rows * leading.columns);
  for (const [index, row] of members.entries())
    values.set(leading.values.subarray(index * leading.columns, (index + 1) * leading.columns), row * leading.columns);
  return { rows: points.rows, columns: leading.columns, values };
}

function methodsOf(embedding: Matrix, labels: Int32Array, random: Random): readonly Method[] {
  const all = Int32Array.from(labels.keys());
  const few = leadingOf(embedding, all, DIRECTIONS.scan, random.fork("leading"));
  return [
    {
      id: "spectral-signatures",
      title: "labels that fall apart along their leading direction",
      splitter: spectralSplit,
      coordinates: () => embedding,
    },
    {
      id: "scan",
      title: "labels that fall apart in what varies within all labels",
      splitter: discriminantSplit,
      coordinates: (label) => whitened(few, withinCovariance(few, labels, label)),
    },
    {
      id: "activation-clusters",
      title: "labels whose vectors lie in two clusters",
      splitter: twoMeansSplit,
      coordinates: (label, rows) => leadingOf(embedding, rows, DIRECTIONS.clusters, random.fork(`clusters ${label}`)),
    },
  ];
}

/** Of the neighbours of the rows that are no members themselves, the share with the label; NaN where there are none. */
function agreement({ count, indexes }: Neighbours, rows: Int32Array, labels: Int32Array, label: number): number {
  const members = new Set(rows);
  let [own, all] = [0, 0];
  for (const row of rows)
    for (const other of indexes.subarray(row * count, (row + 1) * count)) {
      if (other < 0 || members.has(other) || (labels[other] ?? -1) < 0) continue;
      all++;
      if (labels[other] === label) own++;
    }
  return all === 0 ? Number.NaN : own / all;
}

/** Neighbours by what the rows hold themselves, without the vectors; undefined where they hold nothing else. */
function contentNeighbours({ dataset, random }: Evidence): Neighbours | undefined {
  const { embedding: _, ...rest } = dataset;
  if (rest.features.length === 0 && rest.images === undefined && (rest.text?.length ?? 0) === 0) return undefined;
  return exactNeighbours(encode(rest, random.fork("content")).points, Math.min(NEIGHBOURS, dataset.rows - 1));
}

/**
 * Labels whose rows fall into two groups in vectors that the user gave, by three published methods with one exact null.
 * A group is an attack where the vectors put it with its label and what the rows hold puts it with others: so a model
 * with a backdoor sees its trigger. Nothing where no vectors are given.
 */
export function detectInEmbedding(evidence: Evidence): readonly Detection[] {
  const { dataset, target, random } = evidence;
  const { embedding, label } = dataset;
  if (embedding === undefined || target === undefined || label === undefined) return [];
  const { labels, classes } = target;
  const members = Array.from({ length: classes }, (_, code) => Int32Array.from(labels.keys()).filter((row) => labels[row] === code));
  const used = members.filter(({ length }) => length > 0).length;
  let content: Neighbours | undefined | null = null;
  return methodsOf(embedding, labels, random.fork("embedding")).map(({ id, title, splitter, coordinates }) => {
    const groups: Group[] = [];
    const natural: string[] = [];
    let livenessP = 1;
    for (const [code, rows] of members.entries()) {
      if (rows.length === 0) continue;
      const name = label.dictionary[code] ?? "";
      const apart = fallsApart(coordinates(code, rows), rows, splitter, random.fork(`${id} ${code}`));
      const p = Math.min(1, used * (apart?.p ?? 1));
      livenessP = Math.min(livenessP, p);
      if (apart === undefined || p > APART || apart.minority.length < FEWEST) continue;
      content = content === null ? contentNeighbours(evidence) : content;
      const byContent = content === undefined ? Number.NaN : agreement(content, apart.minority, labels, code);
      const byVectors = agreement(evidence.neighbours, apart.minority, labels, code);
      if (byContent >= OWN) {
        natural.push(name);
        continue;
      }
      groups.push(groupOf(apart.minority, p, { column: label.name, name, of: rows.length, byContent, byVectors }));
    }
    const kept = natural.length === 0 ? "" : `; ${natural.join(", ")} in two groups that both look like their label`;
    return {
      id,
      title,
      live: groups.length > 0,
      livenessP: Math.max(1e-300, livenessP),
      groups,
      note: `${used} labels looked at, ${groups.length} with a group of rows apart from the others${kept}`,
      reason: "lies apart from the other rows of its label",
    };
  });
}

function groupOf(
  rows: Int32Array,
  p: number,
  {
    column,
    name,
    of,
    byContent,
    byVectors,
  }: {
    readonly column: string;
    readonly name: string;
    readonly of: number;
    readonly byContent: number;
    readonly byVectors: number;
  },
): Group {
  const disagree = Number.isFinite(byContent);
  const said = `${rows.length} of ${of} rows labelled ${name} lie apart in the vectors`;
  // Wrong labels lie with the rows of their true label in the vectors too; the model of the labels tells them.
  const attack = disagree && !(byVectors < OWN);
  return {
    kind: attack ? "trigger" : "region",
    description: disagree
      ? `${said}, and ${Math.round(100 * (1 - byContent))} % of the rows most like them have other labels${attack ? "" : ", in the vectors as well"}`
      : said,
    where: { [column]: name },
    rows,
    p: Math.max(1e-300, p),
    attack,
  };
}
