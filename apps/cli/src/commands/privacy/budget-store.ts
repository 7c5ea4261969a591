import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { BudgetStore } from "@castellan/protect/privacy";
import type { CommandContext } from "../../command-spec.ts";

/** Budgets in `$XDG_DATA_HOME/castellan/budgets`. @throws ProtectError FILE_UNWRITABLE */
export function budgetStore({ terminal, clock }: CommandContext): BudgetStore {
  const base = terminal.environment["XDG_DATA_HOME"];
  const folder = base !== undefined && isAbsolute(base) ? base : join(homedir(), ".local/share");
  return new BudgetStore(join(folder, "castellan/budgets"), clock);
}
