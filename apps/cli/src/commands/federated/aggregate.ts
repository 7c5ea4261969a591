import { existsSync, readFileSync } from "node:fs";
import { writeFloatTensors } from "@castellan/formats";
import { combineUpdates, type FederatedReport, METHODS, NO_HISTORY, readTrust } from "@castellan/protect/federated";
import { writeDurably } from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { reportsOf, writeResult } from "../data/write-result.ts";
import { readUpdates, tensorsOf } from "./read-updates.ts";

/** `castellan federated aggregate DIR --method M --hostile N --to OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [folder],
    values,
    terminal,
  } = context;
  const output = values.text("to");
  const hostileText = values.text("hostile");
  if (folder === undefined) throw new CommandError("USAGE", "castellan federated aggregate takes a folder with a file for each client.");
  if (hostileText === undefined || !/^\d{1,6}$/.test(hostileText))
    throw new CommandError("USAGE", "Say how many clients may be hostile: --hostile N (0 for none); every rule bears only so many.");
  if (output !== undefined && existsSync(output) && !values.on("force"))
    throw new CommandError("EXISTS", `${output} is there already; choose another --to, or --force to replace it.`);
  const reports = reportsOf(context, "aggregate", values.list("output"));
  const norm = values.text("norm");
  const trustFile = values.text("trust");
  const history = trustFile === undefined || !existsSync(trustFile) ? NO_HISTORY : readTrust(readFileSync(trustFile, "utf8"), trustFile);
  const { updates, layout } = readUpdates(folder);
  const options = { method: values.choice("method", METHODS), hostile: Number(hostileText), mix: values.on("mix") };
  const {
    values: result,
    report,
    trust,
  } = combineUpdates(updates, norm === undefined ? options : { ...options, norm: Number(norm) }, history);
  if (output !== undefined) writeDurably(output, writeFloatTensors(tensorsOf(result, layout)));
  if (trustFile !== undefined) writeDurably(trustFile, `${JSON.stringify(trust, null, 2)}\n`);
  writeResult(context, reports, report, () => rendered(report, output));
  if (output !== undefined) terminal.note(`aggregate: ${printable(output)}`);
  return report.clients.some(({ reasons }) => reasons.length > 0) ? EXIT.findings : EXIT.ok;
}

function rendered({ clients, method, mixed, hostile, parameters, warnings }: FederatedReport, output: string | undefined): string {
  const width = Math.max(6, ...clients.map(({ client }) => Math.min(40, printable(client).length)));
  const shown = (value: number | null, digits: number): string => (value === null ? "-" : value.toPrecision(digits)).padStart(9);
  const lines = clients.map(
    ({ client, norm, cosine, trust, used, reasons }) =>
      `  ${printable(client).padEnd(width)} ${shown(norm, 4)} ${shown(cosine, 3)} ${shown(trust, 3)}  ${used ? "used" : "out "}  ${reasons.join(", ")}`,
  );
  const head = `  ${"client".padEnd(width)} ${"norm".padStart(9)} ${"cosine".padStart(9)} ${"trust".padStart(9)}`;
  const what = `${method}${mixed ? ", mixed," : ""} over ${clients.length} clients, of which ${hostile} may be hostile; ${parameters} parameters`;
  return `${what}${output === undefined ? " (only reported: no --to)" : ""}\n${head}\n${lines.join("\n")}\n${warnings.map((warning) => `${warning}\n`).join("")}`;
}
