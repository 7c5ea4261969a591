import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { defaultTextDetectors, type TextDetector, textDetectors } from "@castellan/text";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { FORMATS } from "../flags.ts";
import { NewTextFile } from "../new-text-file.ts";
import { printable } from "../terminal.ts";

/** Personal data, secrets, hidden text and injected instructions in texts. */
export async function run({ values, terminal, signal, arguments: paths }: CommandContext): Promise<number> {
  if (paths.length === 0) throw new CommandError("USAGE", "castellan text scan needs a file, or - for standard input.");
  const stated = values.said("format") ? values.choice("format", FORMATS) : undefined;
  if (stated !== undefined && stated !== "terminal" && stated !== "json")
    throw new CommandError("USAGE", `castellan text scan writes terminal and json, not ${stated}.`);
  const [file, ...more] = values.list("output");
  if (more.length > 0) throw new CommandError("USAGE", "castellan text scan writes one file: give --output once.");
  // Every byte passes the same few loops: worth what the top compiler costs.
  setFlagsFromString("--opt");
  const { readGitleaksRules, renderScannedText, renderTextSummary, scanSource, textSource } = await import("@castellan/scan/text-scan");
  const detect = detectorsOf(values.choices("detect", textDetectors), values.on("names"));
  const field = values.text("field") ?? "text";
  const locales = localesOf(values.list("locale"));
  const rulesFile = values.text("rules");
  const gitleaks = rulesFile === undefined ? undefined : readGitleaksRules(rulesFile);
  for (const reason of gitleaks?.leftOut ?? []) terminal.note(`${rulesFile}: ${reason}`);
  const sources = await Promise.all(paths.map((path) => textSource(path, process.stdin)));
  const out = file === undefined || file === "-" ? undefined : new NewTextFile(file);
  const summary = { texts: 0, bytes: 0, spans: 0, flagged: 0, unread: 0 };
  const look = { color: out === undefined && terminal.color, width: out === undefined ? terminal.width : 100, all: values.on("all") };
  try {
    for (const source of sources) {
      const format = stated ?? (source.kind === "records" ? "json" : "terminal");
      for await (const events of scanSource(source, {
        detect,
        field,
        signal,
        ...(locales === undefined ? {} : { locales }),
        ...(gitleaks === undefined ? {} : { gitleaks }),
      })) {
        let text = "";
        for (const event of events) {
          if (event.kind === "unread") {
            summary.unread++;
            terminal.warn(event.message);
            continue;
          }
          const { result, bytes } = event;
          summary.texts++;
          summary.bytes += bytes;
          summary.spans += result.spans.length;
          if (result.injection.flagged) summary.flagged++;
          text += format === "json" ? `${JSON.stringify(result)}\n` : renderScannedText(result, event.text, look);
        }
        if (out !== undefined) out.write(text);
        else if (text !== "" && terminal.result(text) === false) await once(process.stdout, "drain");
        terminal.progress(renderTextSummary(summary), performance.now());
      }
      if (signal.aborted) return EXIT.interrupted;
    }
    out?.finish();
  } finally {
    out?.discard();
  }
  if (out !== undefined) terminal.note(`written: ${printable(file ?? "")}`);
  terminal.note(renderTextSummary(summary));
  if (values.on("strict") && (summary.spans > 0 || summary.flagged > 0)) return EXIT.findings;
  return (summary.unread === 0 && summary.texts > 0) || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}

/** ISO 3166-1 codes in either case. */
function localesOf(said: readonly string[]): readonly string[] | "all" | undefined {
  if (said.length === 0) return undefined;
  const codes = said.map((code) => code.toUpperCase());
  const wrong = codes.find((code) => !/^(?:[A-Z]{2}|ALL)$/.test(code));
  if (wrong !== undefined) throw new CommandError("USAGE", `--locale takes two-letter country codes or all, not ${wrong}.`);
  return codes.includes("ALL") ? "all" : codes;
}

/** Names are personal data: they are looked for with it, unless that is too slow. */
function detectorsOf(said: readonly TextDetector[], names: boolean): readonly TextDetector[] {
  const wanted = said.length === 0 ? defaultTextDetectors : said;
  if (!names) return wanted.filter((each) => each !== "names");
  return wanted.includes("pii") && !wanted.includes("names") ? [...wanted, "names"] : wanted;
}
