import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { type InspectedFile, inspectPaths, type ModelInspectResult, renderInspection, type UnsealedFile } from "@castellan/scan/inspect";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { CONVERT_TARGETS, FORMATS } from "../flags.ts";
import { modelPolicyOf } from "../model-policy.ts";
import { outputsOf } from "../outputs.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** The tensors of a model file, written as safetensors; nothing of it is loaded. */
export async function convert(context: CommandContext): Promise<number> {
  const { values, terminal, signal, arguments: paths } = context;
  const [file] = paths;
  if (file === undefined || paths.length > 1) throw new CommandError("USAGE", "castellan model convert takes one file.");
  const target = values.text("to") ?? "safetensors";
  if (!CONVERT_TARGETS.some((known) => known === target))
    throw new CommandError("USAGE", `castellan model convert --to takes one of ${CONVERT_TARGETS.join(", ")}, not ${target}.`);
  const format = values.choice("format", FORMATS);
  if (format !== "terminal" && format !== "json")
    throw new CommandError("USAGE", `castellan model convert reports as terminal and json, not ${format}.`);
  const [stated, ...more] = values.list("output");
  if (more.length > 0) throw new CommandError("USAGE", "castellan model convert writes one file: give --output once.");
  const output = stated ?? besideOf(file);
  if (existsSync(output) && !values.on("force"))
    throw new CommandError("EXISTS", `${output} is there already; give another place with --output, or --force to replace it.`);
  const verdict = await verdictOf(context, file);
  // Copying is worth what the top compiler costs.
  setFlagsFromString("--opt");
  const { convertFile, renderConversion } = await import("@castellan/scan/convert");
  const converted = await convertFile({
    file,
    output,
    signal,
    progress: (done, total) => terminal.progress(`written ${Math.floor((100 * done) / total)} %`, performance.now()),
  });
  const result = { ...converted, source: { ...converted.source, verdict } };
  const text =
    format === "json"
      ? `${JSON.stringify(result, null, 2)}\n`
      : renderConversion(result, { color: terminal.color, width: terminal.width, all: values.on("all") });
  terminal.result(text);
  return result.output === undefined || result.leftOut.count > 0 ? EXIT.unread : EXIT.ok;
}

/** `model.pt.gz` becomes `model.safetensors`. */
function besideOf(file: string): string {
  const bare = file.replace(/\.(?:gz|bz2|xz|lzma|lz4|zst|z)$/i, "");
  return `${bare.replace(/(?<=[^/\\])\.[^./\\]*$/, "")}.safetensors`;
}

/** What the inspection says of the file: it is converted all the same, since nothing of it runs. */
async function verdictOf(context: CommandContext, file: string): Promise<InspectedFile["verdict"]> {
  const { values, signal, clock } = context;
  const timeout = values.count("timeout");
  const policy = await modelPolicyOf(context);
  const { files } = await inspected(file, () =>
    inspectPaths({ targets: [file], policy, signal, clock, jobs: 1, ...(timeout === undefined ? {} : { timeout }) }),
  );
  const [only] = files;
  if (only === undefined || files.length > 1)
    throw new CommandError("USAGE", `${file} is no file; castellan model convert takes one file.`);
  return only.verdict;
}

/** @throws CommandError USAGE where there is no such file */
async function inspected(name: string, inspection: () => Promise<ModelInspectResult>): Promise<ModelInspectResult> {
  try {
    return await inspection();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new CommandError("USAGE", `${name}: there is no such file or folder.`, { cause: error });
    throw error;
  }
}

/** Opens encrypted files with the identities given. */
async function unsealerOf(context: CommandContext): Promise<(file: string) => Promise<UnsealedFile | undefined>> {
  const { unsealer } = await import("./encryption/unseal.ts");
  return unsealer(context);
}

/** What model files would do when they are loaded; nothing of them is. */
export async function inspect(context: CommandContext): Promise<number> {
  const { values, terminal, signal, clock, arguments: paths } = context;
  if (paths.length === 0) throw new CommandError("USAGE", "castellan model inspect needs a file or a folder.");
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  for (const { format } of outputs)
    if (format !== "terminal" && format !== "json")
      throw new CommandError("USAGE", `castellan model inspect writes terminal and json, not ${format}.`);
  const jobs = values.count("jobs");
  const timeout = values.count("timeout");
  const policy = await modelPolicyOf(context);
  const unseal = values.said("identity") ? await unsealerOf(context) : undefined;
  const result = await inspected(paths.join(", "), () =>
    inspectPaths({
      targets: paths,
      policy,
      ...(values.on("offline") ? {} : { network: { fetch: globalThis.fetch, environment: terminal.environment } }),
      ...(unseal === undefined ? {} : { unseal }),
      signal,
      clock,
      progress: (done, total) => terminal.progress(`inspected ${done} of ${total} files`, performance.now()),
      ...(jobs === undefined ? {} : { jobs }),
      ...(timeout === undefined ? {} : { timeout }),
    }),
  );
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
