import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isolatedAnalysis, type Policy, readPolicy, renderIntake, takeIn } from "@castellan/data/intake";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { reportsOf, writeResult } from "./write-result.ts";

/** Takes a source into a store by way of its quarantine. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: sources, values, terminal, signal, clock } = context;
  const [source] = sources;
  const store = values.text("to");
  if (source === undefined || sources.length > 1 || store === undefined)
    throw new CommandError("USAGE", "castellan data intake takes one source and a store: castellan data intake SOURCE --to STORE.");
  const reports = reportsOf(context, "intake", values.list("output"));
  const policyFile = values.text("policy");
  const stated = policyOf(policyFile);
  const seconds = values.count("timeout");
  const policy = seconds === undefined ? stated : { ...stated, limits: { ...stated.limits, seconds } };
  const result = await takeIn({
    source,
    store,
    name: values.text("as"),
    policy,
    policyFile,
    licence: values.text("licence"),
    signature: values.text("sign-off"),
    label: values.text("label"),
    id: values.text("id"),
    time: values.text("time"),
    peers: values.list("peer"),
    seed: values.count("seed") ?? 1,
    version: TOOL_VERSION,
    clock,
    ...(values.on("offline") ? {} : { fetch: globalThis.fetch }),
    analysis: isolatedAnalysis(workerOf()),
    signal,
    progress: (what) => terminal.progress(what, performance.now()),
  });
  writeResult(context, reports, result, (look) => renderIntake(result, look));
  return result.status === "accepted" ? EXIT.ok : EXIT.findings;
}

function policyOf(file: string | undefined): Policy {
  if (file === undefined) return readPolicy("{}", "the default policy");
  if (!existsSync(file)) throw new CommandError("USAGE", `${file}: there is no such policy.`);
  return readPolicy(readFileSync(file, "utf8"), file);
}

/** The isolated program, and every folder that it loads code from. */
function workerOf(): { readonly worker: string; readonly code: readonly string[] } {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = !import.meta.url.endsWith(".ts");
  const worker = built ? join(here, "intake-worker.js") : fileURLToPath(import.meta.resolve("@castellan/data/intake-worker"));
  const folders: string[] = built ? [here] : [join(here, "../../../../..", "packages")];
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) folders.push(join(folder, "node_modules"));
    if (existsSync(join(folder, "package.json"))) folders.push(join(folder, "package.json"));
    if (dirname(folder) === folder) break;
  }
  return { worker, code: folders };
}
