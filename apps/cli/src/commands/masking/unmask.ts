import { appendFileSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, join } from "node:path";
import { type DataMaskResult, maskFile } from "@castellan/data/mask";
import { columnUnmasks, type Lookup, reversibleColumns, Vault } from "@castellan/protect/masking";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { reportsOf, writeResult } from "../data/write-result.ts";
import { rendered } from "./mask.ts";
import { keyOf, policyOf, vaultFolder } from "./policy-files.ts";

/** `castellan data unmask FILE --policy mask.yaml --key K --reason R --to OUT`: recorded before the first value is told. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [file],
    values,
    terminal,
    clock,
  } = context;
  const [output, reason] = [values.text("to"), values.text("reason")];
  if (file === undefined || output === undefined) throw new CommandError("USAGE", "castellan data unmask takes a file and --to OUT.");
  if (reason === undefined || reason.trim() === "")
    throw new CommandError("USAGE", "Unmasking needs --reason, which is recorded with who asked.");
  const reports = reportsOf(context, "unmask", values.list("output"));
  const { policy } = policyOf(context);
  const columns = reversibleColumns(policy);
  if (columns.length === 0)
    throw new CommandError("USAGE", "No column of this policy can be unmasked: none has mask: format, or a reversible token.");
  const key = await keyOf(context, policy);
  if (key === undefined) throw new CommandError("USAGE", "Unmasking needs the key: --key FILE.");
  const folder = vaultFolder(terminal.environment, policy.dataset);
  const vault = Vault.open(folder, policy.dataset, key);
  try {
    const lookup: Omit<Lookup, "dataset"> = { reason, what: `${basename(file)}: ${columns.join(", ")}` };
    const recorded: Lookup[] = [];
    vault.tell(lookup, (told) => {
      const line = { time: clock().toISOString(), actor: userInfo().username, ...told };
      appendFileSync(join(folder, "lookups.jsonl"), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
      recorded.push(told);
    });
    const ledger = values.text("ledger");
    if (ledger !== undefined) await toLedger(context, ledger, recorded);
    const unmaskOf = columnUnmasks(policy, { key, vault, taxonomies: new Map(), text: () => (value) => value });
    const done = await maskFile({
      file,
      output,
      maskOf: unmaskOf,
      names: (column) => columns.includes(column),
      required: columns,
      force: values.on("force"),
      progress: (rows) => terminal.progress(`${rows} rows`, performance.now()),
    });
    const result: DataMaskResult = {
      schema: "castellan/data-mask/1",
      action: "unmask",
      dataset: policy.dataset,
      file,
      output,
      rows: done.rows,
      columns: done.columns.map(({ name, kind }) => ({ name, mask: kind === "change" ? "unmasked" : "as it was" })),
      warnings: [...done.warnings],
    };
    writeResult(context, reports, result, () => rendered(result));
    return EXIT.ok;
  } finally {
    vault.close();
  }
}

async function toLedger(context: CommandContext, folder: string, lookups: readonly Lookup[]): Promise<void> {
  const { withLedger } = await import("../ledger/places.ts");
  await withLedger(context, folder, async (ledger) => {
    for (const { dataset, reason, what } of lookups)
      await ledger.append({
        act: "data.unmask",
        actor: { kind: "person" },
        subjects: [{ name: dataset }],
        details: { reason: reason.slice(0, 4000), what: what.slice(0, 4000) },
        personal: { actor: userInfo().username },
        person: userInfo().username,
      });
  });
}
