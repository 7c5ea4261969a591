import { type PictureProfile, profilePictures, renderPictureProfile } from "@castellan/data/picture-profile";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { FORMATS } from "../../flags.ts";
import { outputsOf } from "../../outputs.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";

/** What is in a set of pictures or arrays. */
export async function profileOfPictures(target: string, { values, terminal, signal, clock }: CommandContext): Promise<number> {
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  for (const { format } of outputs)
    if (format !== "terminal" && format !== "json")
      throw new CommandError("USAGE", `castellan data profile writes terminal and json of pictures and arrays, not ${format}.`);
  const profile = await profilePictures(target, {
    version: TOOL_VERSION,
    label: values.text("label"),
    signal,
    clock,
    progress: (step, done, total) =>
      terminal.progress(step === "reading" ? `read ${Math.floor((100 * done) / Math.max(1, total))} %` : step, performance.now()),
  });
  if (signal.aborted) return EXIT.interrupted;
  const { run: times, ...reproducible } = profile;
  const shown: PictureProfile = values.on("reproducible") || times === undefined ? reproducible : { ...reproducible, run: times };
  for (const { format, file } of outputs) {
    const text =
      format === "json"
        ? `${JSON.stringify(shown, null, 2)}\n`
        : renderPictureProfile(shown, {
            color: file === undefined && terminal.color,
            width: file === undefined ? terminal.width : 100,
            all: values.on("all"),
          });
    if (file === undefined) terminal.result(text);
    else {
      writeFileWhole(file, text);
      terminal.note(`${format} report: ${printable(file)}`);
    }
  }
  return profile.complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
