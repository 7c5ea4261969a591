import { readFileSync } from "node:fs";
import type { ScanOptions } from "@castellan/scan";
import { cacheFolder } from "./cache-folder.ts";
import type { CommandContext } from "./command-spec.ts";
import { CommandError } from "./errors.ts";

const SECTIONS = ["inventory", "models", "data", "agents", "infra", "secrets", "licences"] as const;

/** Targets of the command line and of `--targets FILE`; the working folder where there are none. */
export function targetsOf(words: readonly string[], listFile: string | undefined): readonly string[] {
  if (listFile === undefined) return words.length === 0 ? ["."] : words;
  let text: string;
  try {
    text = readFileSync(listFile, "utf8");
  } catch (cause) {
    throw new CommandError("USAGE", `The list of targets ${listFile} cannot be read; give a file with one target a line.`, { cause });
  }
  const listed = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (listed.length + words.length === 0) throw new CommandError("USAGE", `${listFile} lists no target.`);
  return [...words, ...listed];
}

/** Options of a scan as the command line gives them. */
export function scanOptions(context: CommandContext, targets: readonly string[], extra: Partial<ScanOptions> = {}): ScanOptions {
  const { values, terminal, signal, clock } = context;
  const optional = <K extends keyof ScanOptions>(key: K, value: ScanOptions[K] | undefined): Partial<ScanOptions> =>
    value === undefined ? {} : { [key]: value };
  const folder = values.on("cache") ? cacheFolder(terminal.environment) : undefined;
  const only = values.choices("only", SECTIONS);
  const skip = values.choices("skip", SECTIONS);
  const advisories = values.list("advisories");
  return {
    targets,
    trackedOnly: values.on("tracked-only"),
    targetConfiguration: values.on("target-config"),
    offline: values.on("offline"),
    signal,
    clock,
    progress: (stage, done, total) =>
      terminal.progress(stage === "read" ? `reading ${done} of ${total} files` : `${stage}…`, performance.now()),
    ...optional("configFile", values.text("config")),
    ...optional("baselineFile", values.text("baseline")),
    ...optional("environment", values.text("env")),
    ...optional("environmentFile", values.text("env-file")),
    ...optional("since", values.text("since")),
    ...optional("jobs", values.count("jobs")),
    ...optional("timeout", values.count("timeout")),
    ...(advisories.length === 0 ? {} : { advisories }),
    ...(only.length === 0 ? {} : { only }),
    ...(skip.length === 0 ? {} : { skip }),
    ...(folder === undefined ? {} : { cache: { folder, verify: values.on("verify-cache") } }),
    ...extra,
  };
}
