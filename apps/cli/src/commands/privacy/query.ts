import { basename } from "node:path";
import { numberAt, readRoles, textAt } from "@castellan/data/private-rows";
import { type Answer, costOf, decimal, type Query, type Release, type Row, randomness, release } from "@castellan/protect/privacy";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { budgetStore } from "./budget-store.ts";

const KINDS = ["sum", "mean", "quantile"] as const;
/** The only group, where nobody asked for groups. */
const ALL = "all";

interface Asked {
  readonly query: Query;
  readonly column: string | undefined;
  readonly words: string;
}

function numberOf(context: CommandContext, name: "lower" | "upper"): number {
  const text = context.values.text(name);
  const value = Number(text);
  if (text === undefined || text.trim() === "" || !Number.isFinite(value))
    throw new CommandError(
      "USAGE",
      `--${name} takes a number: the bounds of values are stated, never taken from the rows, which would tell of the largest.`,
    );
  return value;
}

function wholeOf(context: CommandContext, name: "max-groups" | "max-rows", fallback: number | undefined): number {
  const text = context.values.text(name);
  if (text === undefined && fallback !== undefined) return fallback;
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text))
    throw new CommandError(
      "USAGE",
      `--${name} takes a whole number from 1 up: how much one person may count, chosen without looking at the rows.`,
    );
  return Number(text);
}

/** What is asked, with its cost known before any row is read. @throws CommandError, ProtectError */
function askedOf(context: CommandContext): Asked {
  const { values } = context;
  const chosen = KINDS.filter((kind) => values.text(kind) !== undefined);
  if (chosen.length + (values.on("count") ? 1 : 0) !== 1)
    throw new CommandError("USAGE", "Ask one thing: --count, --sum COL, --mean COL or --quantile COL.");
  const [epsilon, rho, delta] = [values.text("epsilon"), values.text("rho"), values.text("delta")];
  if ((epsilon === undefined) === (rho === undefined))
    throw new CommandError("USAGE", "Say what the answer may cost: --epsilon E (Laplace) or --rho R (Gaussian), one of them.");
  const by = values.text("by");
  const named = values.list("groups").flatMap((item) => item.split(","));
  if (by !== undefined && named.length === 0 && delta === undefined)
    throw new CommandError("USAGE", "Groups that are found in the rows need --delta D; or name them: --groups a,b,c.");
  const common = {
    allowance: epsilon !== undefined ? { epsilon: decimal(epsilon) } : { rho: decimal(rho ?? "") },
    bounds: {
      groups: wholeOf(context, "max-groups", by === undefined ? 1 : undefined),
      rowsPerGroup: wholeOf(context, "max-rows", undefined),
    },
    groups: by === undefined ? { named: [ALL] } : named.length > 0 ? { named } : { delta: decimal(delta ?? "") },
  };
  const grouped = by === undefined ? "" : ` by ${by}`;
  const [kind] = chosen;
  if (kind === undefined) return { query: { ...common, kind: "count" }, column: undefined, words: `count${grouped}` };
  const column = values.text(kind);
  const bounded = { ...common, lower: numberOf(context, "lower"), upper: numberOf(context, "upper") };
  const words = `${kind} of ${column} from ${bounded.lower} to ${bounded.upper}${grouped}`;
  if (kind !== "quantile") return { query: { ...bounded, kind }, column, words };
  const ranks = (values.text("ranks") ?? "0.5").split(",").map(Number);
  return { query: { ...bounded, kind, ranks }, column, words: `${words} at ${ranks.join(", ")}` };
}

/** `castellan privacy query FILE …`: the budget is charged, durably, before a row is read. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [file],
    values,
    terminal,
  } = context;
  const [person, purpose] = [values.text("person"), values.text("purpose")];
  if (file === undefined || person === undefined)
    throw new CommandError("USAGE", "castellan privacy query takes a table and --person COL: whose privacy it is.");
  if (purpose === undefined || purpose.trim() === "")
    throw new CommandError("USAGE", "Every answer needs --purpose, which the budget records.");
  const { query, column, words } = askedOf(context);
  const dataset = values.text("dataset") ?? basename(file);
  const store = budgetStore(context);
  const { unit } = store.state(dataset);
  if (unit !== person)
    throw new CommandError(
      "USAGE",
      `The budget of ${dataset} counts what is told of each ${unit}, not of each ${person}; ask with --person ${unit}.`,
    );
  const cost = costOf(query);
  const by = values.text("by");
  // The form is read first, so that a misspelt column costs nothing; what the rows hold is looked at behind the charge only.
  const table = await readRoles(file, { texts: by === undefined ? [person] : [person, by], numbers: column === undefined ? [] : [column] });
  const state = store.charge(dataset, cost, purpose, words);
  const rows = rowsOf(table.rows, (row): Row | undefined => {
    const who = textAt(table, person, row);
    const group = by === undefined ? ALL : textAt(table, by, row);
    const value = column === undefined ? 0 : numberAt(table, column, row);
    return who === undefined || group === undefined || value === undefined ? undefined : { person: who, group, value };
  });
  const released = release(query, rows, randomness());
  const budget = { epsilon: state.epsilon, delta: state.delta, spent: state.spent, answers: state.answers };
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify({ schema: "castellan/privacy-answer/1", dataset, asked: words, ...released, budget }, null, 2)}\n`
      : shown(released, words, by !== undefined) +
        `epsilon ${Number(state.spent.toPrecision(4))} of ${state.epsilon} spent at delta ${state.delta}\n`;
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
  return EXIT.ok;
}

function* rowsOf(count: number, rowAt: (row: number) => Row | undefined): Generator<Row> {
  for (let index = 0; index < count; index++) {
    const row = rowAt(index);
    if (row !== undefined) yield row;
  }
}

function shown({ answers, noise }: Release, words: string, grouped: boolean): string {
  const line = ({ group, values, within }: Answer): string =>
    `  ${grouped ? `${printable(group)}: ` : ""}${values.map((value) => Number(value.toPrecision(10))).join(", ")}${within === undefined ? "" : ` ± ${Number(within.toPrecision(3))} (95 %)`}\n`;
  return `${words}, with ${noise} noise\n${answers.length === 0 ? "  no group is large enough to appear\n" : answers.map(line).join("")}`;
}
