import type { Asset } from "@castellan/graph";
import { z } from "zod";
import { plainText } from "../text/hostile-text.ts";
import type { PageDataset } from "./page-data.ts";

const Shares = z.array(z.number().min(0).max(1)).max(64);
/** The attribute `assessment`, as far as a page shows it; what it does not say is left out. */
const Assessment = z.object({
  verdict: z.enum(["clean", "suspicious", "poisoned", "inconclusive"]),
  by: z.string().catch(""),
  reason: z.string().catch(""),
  rows: z.number().catch(0),
  quarantined: z.number().catch(0),
  groups: z
    .array(
      z.object({ kind: z.string(), rows: z.number(), p: z.number().catch(1), description: z.string(), ids: z.array(z.string()).catch([]) }),
    )
    .catch([]),
  power: z.record(z.string(), z.number().nullable()).catch({}),
  roles: z
    .record(
      z.string(),
      z.object({ column: z.string(), file: z.string().optional(), line: z.number().optional(), guessed: z.boolean().optional() }),
    )
    .catch({}),
  columns: z.array(z.object({ name: z.string(), role: z.string(), held: Shares, rest: Shares, says: z.string() })).catch([]),
  warnings: z.array(z.string()).catch([]),
});

/** What the page says of the rows of a data set, where `--deep` looked at them. */
export function datasetOf({ kind, attributes }: Asset): PageDataset | undefined {
  const parsed = kind === "dataset" ? Assessment.safeParse(attributes["assessment"]) : undefined;
  if (parsed?.success !== true) return undefined;
  const { groups, power, roles, columns, warnings, ...rest } = parsed.data;
  return {
    ...rest,
    by: plainText(rest.by),
    reason: plainText(rest.reason),
    groups: groups.map(({ kind: of, rows, p, description, ids }) => ({
      kind: plainText(of),
      rows,
      p,
      description: plainText(description),
      ids: ids.slice(0, 10).map(plainText),
    })),
    power: Object.entries(power).map(([family, share]) => [plainText(family), share]),
    roles: Object.entries(roles).map(([role, { column, file, line, guessed }]) => [
      plainText(role),
      plainText(column),
      guessed === true ? "guessed from its name and values" : plainText(`${file ?? ""}${line === undefined ? "" : `:${line}`}`),
    ]),
    columns: columns.map(({ name, role, held, rest: others, says }) => ({
      name: plainText(name),
      role: plainText(role),
      held,
      rest: others,
      says: plainText(says),
    })),
    warnings: warnings.map(plainText),
  };
}
