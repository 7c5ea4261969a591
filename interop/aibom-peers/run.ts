/**
 * Measures other AI-BOM generators and Castellan on the same labels with the same scorer:
 *   node interop/aibom-peers/run.ts [--sources DIR] [--set labels|held-out] [--tools DIR] [--castellan COMMAND]
 *     [--peer NAME]… [--label NAME]… [--json] [--verbose]
 * Exit code: 0 measured · 1 Castellan or every peer could not be measured · 2 wrong usage or an invalid label.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { type Labels, labelSchema } from "../../conformance/bom/label-schema.ts";
import { obtain, type Places } from "../../conformance/bom/sources.ts";
import { agreedButUnlabelled, type ByTool, foundByPeersOnly } from "./compare.ts";
import { install } from "./install.ts";
import { rowOf } from "./measure.ts";
import { NOT_MEASURED, PEERS } from "./peers.ts";
import { kindTable, listOf, summaryTable } from "./table.ts";
import { castellanTool, measureOne, type Project, peerTool, type Tool } from "./tools.ts";

const ROOT = join(import.meta.dirname, "../..");
function readLabels(folder: string, wanted: readonly string[]): { name: string; labels: Labels }[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => basename(file, ".json"))
    .sort();
  return names
    .filter((name) => wanted.length === 0 || wanted.includes(name))
    .map((name) => ({
      name,
      labels: labelSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))),
    }));
}

function main(): number {
  const [text, many, flag] = [{ type: "string" } as const, { type: "string", multiple: true } as const, { type: "boolean" } as const];
  const { values } = parseArgs({
    options: { sources: text, set: text, tools: text, castellan: text, peer: many, label: many, json: flag, verbose: flag },
  });
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const places: Places = { root: ROOT, sources: values.sources ?? "/tmp/repos", cache: join(tmpdir(), "castellan-bom") };
  const set = values.set ?? "labels";
  const projects = readLabels(join(ROOT, "conformance/bom", set), values.label ?? []).flatMap(({ name, labels }): Project[] => {
    const source = obtain(labels.source, places);
    if (source.state === "ready") return [{ name, labels, folder: source.folder }];
    say(`${name}: skipped: ${source.reason}`);
    return [];
  });
  const folder = values.tools ?? join(tmpdir(), "castellan-aibom-peers");
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, "work-"));
  try {
    const peers = PEERS.filter(({ name }) => values.peer === undefined || values.peer.includes(name)).flatMap((peer): Tool[] => {
      const installed = install(peer, folder);
      if (installed.state === "ready") return [peerTool(peer, installed.folder, work)];
      say(`${peer.name}: skipped: ${installed.reason}`);
      return [];
    });
    const measured = [castellanTool(values.castellan ?? "npx castellan"), ...peers].map((tool) => {
      const scored = projects.map((project) => measureOne(tool, project));
      const row = rowOf(tool.name, tool.version, scored);
      for (const failure of row.failed) say(`${tool.name}: failed: ${failure}`);
      return { tool: { name: tool.name, scored }, row };
    });
    const rows = measured.map(({ row }) => row);
    const [own, ...others] = measured.map(({ tool }): ByTool => tool);
    // Naming what was missed on labels that are held out would make them labels to develop against.
    const named = own !== undefined && set !== "held-out";
    const peersOnly = named ? foundByPeersOnly(own, others) : [];
    const agreed = named ? agreedButUnlabelled(others) : [];
    const report = {
      schema: "castellan/aibom-peers/1",
      set,
      labels: projects.map(({ name }) => name),
      notMeasured: NOT_MEASURED,
      rows,
      peersOnly,
      agreed,
    };
    const lists =
      values.verbose === true && named
        ? ["", ...listOf("found by a peer, missed by castellan", peersOnly), "", ...listOf("reported by two peers, in no label", agreed)]
        : [];
    const tables = [
      `${projects.length} labelled projects`,
      "",
      ...summaryTable(rows),
      "",
      "recall / precision per kind",
      "",
      ...kindTable(rows),
      "",
      ...PEERS.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`])),
      ...Object.entries(NOT_MEASURED).map(([name, reason]) => `not measured: ${name}: ${reason}`),
      ...lists,
    ];
    process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 1)}\n` : `${tables.join("\n")}\n`);
    return peers.length === 0 || projects.length === 0 || rows[0]?.failed.length === projects.length ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
