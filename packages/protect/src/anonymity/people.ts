/** One column of a table about people. */
export type Attribute =
  | { readonly kind: "number"; readonly name: string /** A row each; NaN where it is missing. */; readonly values: Float64Array }
  | {
      readonly kind: "category";
      readonly name: string /** A row each, into `names`; -1 where it is missing. */;
      readonly codes: Int32Array;
      readonly names: readonly string[];
    };

/** What an attacker may know of somebody (quasi-identifiers), and what nobody is to learn (sensitive). */
export interface People {
  readonly rows: number;
  readonly quasi: readonly Attribute[];
  readonly sensitive: readonly Attribute[];
}

/** Rows that look alike in all quasi-identifiers. */
export type EquivalenceClass = readonly number[];

function cellOf(attribute: Attribute, row: number): string {
  return attribute.kind === "category" ? String(attribute.codes[row] ?? -1) : String(attribute.values[row] ?? Number.NaN);
}

/** The classes of a table as it stands, in order of their first rows. */
export function classesOf({ rows, quasi }: People): readonly EquivalenceClass[] {
  const classes = new Map<string, number[]>();
  for (let row = 0; row < rows; row++) {
    const key = quasi.map((attribute) => cellOf(attribute, row)).join("\u0001");
    const known = classes.get(key);
    if (known === undefined) classes.set(key, [row]);
    else known.push(row);
  }
  return [...classes.values()];
}
