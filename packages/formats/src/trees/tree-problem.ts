/** What is wrong with the tables of a tree ensemble; the first few of each kind are kept. */
export interface TreeProblem {
  readonly kind: /** An index that leads outside of its table: reading it reads foreign memory. */
    | "out-of-range"
    /** A node that is reached twice: prediction may never end. */
    | "cycle"
    /** Tables of one tree whose lengths differ. */
    | "length"
    /** A declared number that is not what stands in the file. */
    | "count"
    /** A declared number of entries that is greater than the bytes of the file. */
    | "impossible"
    /** Something a writer of this format does not write. */
    | "unknown";
  readonly message: string;
  /** In the file, where it is known. */
  readonly offset?: number;
}

const KEPT = 5;

export class TreeProblems {
  readonly list: TreeProblem[] = [];
  readonly #counts = new Map<TreeProblem["kind"], number>();

  add(kind: TreeProblem["kind"], message: string, offset?: number): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= KEPT) this.list.push(offset === undefined ? { kind, message } : { kind, message, offset });
  }
}

/** Facts of a model made of trees, whatever wrote it. */
export interface TreeModelFacts {
  readonly version?: string;
  /** `gbtree`, `dart`, `gblinear`; of LightGBM the boosting. */
  readonly booster?: string;
  readonly objective?: string;
  readonly trees: number;
  readonly nodes: number;
  readonly features?: number;
  readonly classes?: number;
  /** Text that the file carries besides its tables: attributes, names of features, parameters. */
  readonly texts: readonly { readonly where: string; readonly text: string }[];
  readonly problems: readonly TreeProblem[];
  /** Behind the last byte that belongs to the model. */
  readonly end: number;
}

export interface ChildTables {
  readonly size: number;
  /** The children of an inner node; undefined for a leaf. */
  readonly children: (node: number) => readonly [number, number] | undefined;
}

/** Walks from the root: each child lies inside of the tree, and no node is reached twice. Linear in the nodes. */
export function checkTree(tables: ChildTables, name: string, problems: TreeProblems): void {
  const { size, children } = tables;
  if (size === 0) return;
  const seen = new Uint8Array(size);
  const open = [0];
  seen[0] = 1;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of children(node) ?? []) {
      if (!Number.isInteger(child) || child < 0 || child >= size)
        problems.add("out-of-range", `${name}: node ${node} has the child ${child}, but there are ${size} nodes`);
      else if (seen[child] === 1) problems.add("cycle", `${name}: node ${child} is reached twice`);
      else {
        seen[child] = 1;
        open.push(child);
      }
    }
  }
}
