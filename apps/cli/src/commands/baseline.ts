import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BASELINE_NAME, scan } from "@castellan/scan";
import { createBaseline, readBaseline, renderBaseline } from "@castellan/scan/baseline";
import { headRevision } from "@castellan/scan/git";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { scanOptions } from "../scan-options.ts";
import { writeFileWhole } from "../write-file.ts";

/** `create` accepts what a scan finds today; `prune` takes out what is gone, and adds nothing. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const [action, ...words] = context.arguments;
  const targets = words.length === 0 ? ["."] : words;
  const file = values.text("baseline") ?? join(targets[0] ?? ".", BASELINE_NAME);
  if (action === "create") return create(context, targets, file);
  if (action === "prune") return prune(context, targets, file);
  terminal.fail("USAGE", `castellan baseline takes create or prune, not ${action ?? "nothing"}.`);
  return EXIT.usage;
}

async function create(context: CommandContext, targets: readonly string[], file: string): Promise<number> {
  if (existsSync(file) && !context.values.on("force"))
    throw new CommandError("EXISTS", `${file} is there already; castellan baseline prune drops what is gone, --force writes it anew.`);
  const result = await scan(scanOptions(context, targets, { useBaseline: false }));
  context.signal.throwIfAborted();
  const kept = existsSync(file) ? readBaseline(file, readFileSync(file, "utf8")).entries : [];
  const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
  const baseline = createBaseline(result.findings, assets, await headRevision(targets[0] ?? "."), kept);
  writeFileWhole(file, renderBaseline(baseline));
  context.terminal.note(`${baseline.entries.reduce((sum, { count }) => sum + count, 0)} findings accepted in ${file}`);
  return result.summary.complete || context.values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}

async function prune(context: CommandContext, targets: readonly string[], file: string): Promise<number> {
  if (!existsSync(file)) throw new CommandError("NOT_FOUND", `There is no baseline ${file}; castellan baseline create writes one.`);
  const before = readBaseline(file, readFileSync(file, "utf8"));
  const result = await scan(scanOptions(context, targets, { baselineFile: file }));
  context.signal.throwIfAborted();
  if (!result.summary.complete)
    throw new CommandError("NO_RESULT", "Something could not be read, so nothing can be said to be gone; see castellan scan.");
  const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
  const absorbed = result.findings.filter(({ suppressed }) => suppressed?.by === "baseline");
  const after = createBaseline(absorbed, assets, await headRevision(targets[0] ?? "."), before.entries);
  writeFileWhole(file, renderBaseline(after));
  const count = (entries: typeof after.entries): number => entries.reduce((sum, entry) => sum + entry.count, 0);
  context.terminal.note(`${count(before.entries) - count(after.entries)} stale entries dropped, ${count(after.entries)} kept in ${file}`);
  return EXIT.ok;
}
