import type { TableFacts } from "@castellan/formats";
import { classifyColumn, dataClasses, findPersonalData } from "@castellan/text";

/** From this mean length on, values are running text that may hold personal data among other words. */
const RUNNING_TEXT = 40;
/** Share of the sampled texts that must hold it. */
const SHARE = 0.15;

type Column = NonNullable<TableFacts["classification"]>["columns"][number] & { readonly reasons: readonly string[] };

function runningText(values: readonly string[]): { readonly types: readonly string[]; readonly reasons: readonly string[] } {
  const texts = values.filter((value) => value !== "");
  const length = texts.reduce((sum, value) => sum + value.length, 0) / Math.max(texts.length, 1);
  if (texts.length < 3 || length < RUNNING_TEXT) return { types: [], reasons: [] };
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const type of new Set(
      findPersonalData(text, { times: false })
        .filter(({ example, type }) => example !== true && type !== "URL")
        .map(({ type }) => type),
    ))
      counts.set(type, (counts.get(type) ?? 0) + 1);
  const found = [...counts].filter(([, count]) => count >= Math.max(2, texts.length * SHARE)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    types: found.map(([type]) => type),
    reasons: found.map(([type, count]) => `${count} of ${texts.length} sampled texts hold ${type.toLowerCase().replaceAll("_", " ")}`),
  };
}

function classify(name: string, values: readonly string[]): Column {
  const { types, class: kind, reasons } = classifyColumn(name, values);
  if (types.length > 0) return { name, types, class: kind, reasons };
  const text = runningText(values);
  return text.types.length === 0
    ? { name, types: [], class: kind, reasons: [] }
    : { name, types: text.types, class: "personal", reasons: text.reasons };
}

function rank(kind: string): number {
  const classes: readonly string[] = dataClasses;
  return classes.indexOf(kind);
}

/** A table with what its columns hold, and without its values: the class of the table is that of its worst column. */
export function classifyTable({ samples, ...table }: TableFacts): TableFacts {
  const columns = table.columns.map(({ name }, index) => classify(name, samples?.[index] ?? []));
  const worst = columns.reduce((sum, { class: kind }) => (rank(kind) > rank(sum) ? kind : sum), "internal");
  const telling = columns.filter(({ types }) => types.length > 0);
  if (telling.length === 0) return table;
  return {
    ...table,
    classification: {
      class: worst,
      reasons: telling.flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`)),
      columns: telling.map(({ name, types, class: kind }) => ({ name, types, class: kind })),
    },
  };
}
