import { inspectPaths, type ModelInspectResult, renderInspection } from "@castellan/scan/inspect";
import type { CommandContext } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { FORMATS } from "../flags.ts";
import { modelPolicyOf } from "../model-policy.ts";
import { outputsOf } from "../outputs.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** `inspect` says what model files would do; nothing of them is loaded. */
export async function run(context: CommandContext): Promise<number> {
  const [action, ...paths] = context.arguments;
  if (action !== "inspect") throw new CommandError("USAGE", `castellan model takes inspect, not ${action ?? "nothing"}.`);
  return inspect(context, paths);
}

async function inspect(context: CommandContext, paths: readonly string[]): Promise<number> {
  const { values, terminal, signal, clock } = context;
  if (paths.length === 0) throw new CommandError("USAGE", "castellan model inspect needs a file or a folder.");
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  for (const { format } of outputs)
    if (format !== "terminal" && format !== "json")
      throw new CommandError("USAGE", `castellan model inspect writes terminal and json, not ${format}.`);
  const jobs = values.count("jobs");
  const timeout = values.count("timeout");
  const policy = await modelPolicyOf(context);
  let result: ModelInspectResult;
  try {
    result = await inspectPaths({
      targets: paths,
      policy,
      ...(values.on("offline") ? {} : { network: { fetch: globalThis.fetch, environment: terminal.environment } }),
      signal,
      clock,
      progress: (done, total) => terminal.progress(`inspected ${done} of ${total} files`, performance.now()),
      ...(jobs === undefined ? {} : { jobs }),
      ...(timeout === undefined ? {} : { timeout }),
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new CommandError("USAGE", `${paths.join(", ")}: there is no such file or folder.`, { cause: error });
    throw error;
  }
  if (signal.aborted) return EXIT.interrupted;
  const strict = values.on("strict");
  for (const { format, file } of outputs) {
    const text =
      format === "json"
        ? `${JSON.stringify(values.on("reproducible") ? { ...result, run: undefined } : result, null, 2)}\n`
        : renderInspection(result, {
            color: file === undefined && terminal.color,
            width: file === undefined ? terminal.width : 100,
            all: values.on("all"),
            strict,
            reproducible: values.on("reproducible"),
          });
    if (file === undefined) terminal.result(text);
    else {
      writeFileWhole(file, text);
      terminal.note(`${format} report: ${printable(file)}`);
    }
  }
  const { malicious, suspicious, files, complete } = result.summary;
  if (malicious > 0 || (strict && suspicious > 0)) return EXIT.findings;
  return (complete && files > 0) || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
