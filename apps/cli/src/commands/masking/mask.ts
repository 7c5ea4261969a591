import { type DataMaskResult, maskFile, textMask } from "@castellan/data/mask";
import { columnMasks, type MaskingPolicy, needsOf, Vault } from "@castellan/protect/masking";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { reportsOf, writeResult } from "../data/write-result.ts";
import { keyOf, policyOf, taxonomiesOf, vaultFolder } from "./policy-files.ts";

/** `castellan data mask FILE --policy mask.yaml --to OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [file],
    values,
    terminal,
  } = context;
  const output = values.text("to");
  if (file === undefined || output === undefined) throw new CommandError("USAGE", "castellan data mask takes a file and --to OUT.");
  const reports = reportsOf(context, "mask", values.list("output"));
  const { policy, path } = policyOf(context);
  const key = await keyOf(context, policy);
  const vault =
    needsOf(policy).vault && key !== undefined
      ? Vault.open(vaultFolder(terminal.environment, policy.dataset), policy.dataset, key)
      : undefined;
  try {
    const maskOf = columnMasks(policy, { key, vault, taxonomies: taxonomiesOf(policy, path), text: textMask });
    const masked = await maskFile({
      file,
      output,
      maskOf,
      names: (column) => Object.hasOwn(policy.columns, column),
      required: Object.keys(policy.columns),
      beforeFinish: () => vault?.commit(),
      force: values.on("force"),
      progress: (rows) => terminal.progress(`${rows} rows`, performance.now()),
    });
    const result: DataMaskResult = {
      schema: "castellan/data-mask/1",
      action: "mask",
      dataset: policy.dataset,
      file,
      output,
      rows: masked.rows,
      columns: masked.columns.map(({ name }) => ({ name, mask: wordOf(policy, name) })),
      warnings: [...masked.warnings],
    };
    writeResult(context, reports, result, () => rendered(result));
    return EXIT.ok;
  } finally {
    vault?.close();
  }
}

function wordOf({ columns, default: otherwise }: MaskingPolicy, column: string): string {
  return (Object.hasOwn(columns, column) ? columns[column]?.mask : undefined) ?? otherwise;
}

export function rendered({ action, rows, columns, output, warnings }: DataMaskResult): string {
  const width = Math.max(...columns.map(({ name }) => Math.min(40, printable(name).length)), 6);
  const lines = columns.map(({ name, mask }) => `  ${printable(name).padEnd(width)}  ${mask}`);
  return `${rows} rows ${action}ed: ${printable(output)}\n${lines.join("\n")}\n${warnings.map((warning) => `${printable(warning)}\n`).join("")}`;
}
