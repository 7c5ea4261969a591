import { type BudgetState, decimal } from "@castellan/protect/privacy";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { budgetStore } from "./budget-store.ts";

/** `castellan privacy budget [DATASET] [--open --person COL --epsilon E --delta D]`. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [dataset],
    values,
    terminal,
  } = context;
  const store = budgetStore(context);
  let states: readonly BudgetState[];
  if (values.on("open")) {
    const [person, epsilon] = [values.text("person"), values.text("epsilon")];
    if (dataset === undefined || person === undefined || epsilon === undefined)
      throw new CommandError(
        "USAGE",
        "A budget is opened with its data set, --person COL, --epsilon E and --delta D; it is never raised later.",
      );
    states = [store.open(dataset, person, decimal(epsilon), decimal(values.text("delta") ?? "0"))];
  } else states = dataset === undefined ? store.datasets().map((name) => store.state(name)) : [store.state(dataset)];
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify({ schema: "castellan/privacy-budgets/1", budgets: states }, null, 2)}\n`
      : states.length === 0
        ? "No data set has a privacy budget; castellan privacy budget DATASET --open --person COL --epsilon 1 --delta 1e-6 opens one.\n"
        : states.map(shown).join("");
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
  return EXIT.ok;
}

function shown({ dataset, unit, epsilon, delta, spent, charges }: BudgetState): string {
  const lines = charges.map(
    ({ time, asked, purpose }) => `  ${time}  ${printable(asked)}${purpose === "" ? "" : `  (${printable(purpose)})`}\n`,
  );
  return `${printable(dataset)}: epsilon ${Number(spent.toPrecision(4))} of ${epsilon} spent at delta ${delta}, for each ${printable(unit)}; ${charges.length} answers\n${lines.join("")}`;
}
