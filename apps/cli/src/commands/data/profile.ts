import { pictureLayout } from "@castellan/data/picture-profile";
import { type DataProfile, profileData, renderProfile, renderProfileHtml, renderProfileMarkdown } from "@castellan/data/profile";
import { TOOL_VERSION } from "@castellan/scan/version";
import { type TextDetector, textDetectors } from "@castellan/text";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { FORMATS } from "../../flags.ts";
import { type Output, outputsOf } from "../../outputs.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { profileOfPictures } from "./profile-pictures.ts";

const WRITES: readonly string[] = ["terminal", "json", "html", "markdown"];

/** What is in a data set: columns, personal data, secrets, duplicates, leakage. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal, signal, clock } = context;
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data profile takes one file or folder.");
  if (pictureLayout(file) !== undefined) return await profileOfPictures(file, context);
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  for (const { format } of outputs)
    if (!WRITES.includes(format)) throw new CommandError("USAGE", `castellan data profile writes ${WRITES.join(", ")}, not ${format}.`);
  const jobs = values.count("jobs");
  const detect: readonly TextDetector[] = values.choices("detect", textDetectors);
  if (detect.includes("names")) throw new CommandError("USAGE", "castellan data profile looks for no names; leave them out of --detect.");
  const profile = await profileData(file, {
    version: TOOL_VERSION,
    label: values.text("label"),
    source: values.text("source"),
    time: values.text("time"),
    id: values.text("id"),
    text: values.list("text"),
    seed: values.count("seed") ?? 1,
    signal,
    clock,
    ...(detect.length === 0 ? {} : { detect }),
    ...(jobs === undefined ? {} : { jobs }),
    progress: (step, done, total) =>
      terminal.progress(
        step === "reading" ? `read ${Math.min(100, Math.floor((100 * done) / Math.max(1, total)))} %` : step,
        performance.now(),
      ),
  });
  if (signal.aborted) return EXIT.interrupted;
  const { run: times, ...reproducible } = profile;
  const shown: DataProfile = values.on("reproducible") || times === undefined ? reproducible : { ...reproducible, run: times };
  for (const output of outputs) {
    const text = rendered(shown, output, context);
    if (output.file === undefined) terminal.result(text);
    else {
      writeFileWhole(output.file, text);
      terminal.note(`${output.format} report: ${printable(output.file)}`);
    }
  }
  return profile.complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}

function rendered(profile: DataProfile, { format, file }: Output, { terminal, values }: CommandContext): string {
  if (format === "json") return `${JSON.stringify(profile, null, 2)}\n`;
  if (format === "html") return renderProfileHtml(profile);
  if (format === "markdown") return renderProfileMarkdown(profile);
  return renderProfile(profile, {
    color: file === undefined && terminal.color,
    width: file === undefined ? terminal.width : 100,
    all: values.on("all"),
  });
}
