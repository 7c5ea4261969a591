import { anonymiseFile, type DataAnonymityResult } from "@castellan/data/anonymity";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { reportsOf, writeResult } from "../data/write-result.ts";

/** `castellan data anonymity FILE --quasi COL… --sensitive COL [--k --l --t --to OUT]`. */
export async function run(context: CommandContext): Promise<number> {
  const {
    arguments: [file],
    values,
  } = context;
  if (file === undefined) throw new CommandError("USAGE", "castellan data anonymity takes a table.");
  const reports = reportsOf(context, "anonymity", values.list("output"));
  const columns = (name: "quasi" | "sensitive"): readonly string[] => values.list(name).flatMap((item) => item.split(","));
  const number = (name: "k" | "l" | "t"): number | undefined => {
    const text = values.text(name);
    if (text === undefined) return undefined;
    if (!/^\d+(?:\.\d+)?$/.test(text)) throw new CommandError("USAGE", `--${name} takes a number, not ${text}.`);
    return Number(text);
  };
  const wanted = { k: number("k") ?? 5, l: number("l"), t: number("t") };
  const options = {
    file,
    quasi: columns("quasi"),
    sensitive: columns("sensitive"),
    wanted,
    output: values.text("to"),
    force: values.on("force"),
  };
  const result = await anonymiseFile(options);
  writeResult(context, reports, result, () => rendered(result));
  return result.kept || result.after !== undefined ? EXIT.ok : EXIT.findings;
}

function rendered({ quasi, wanted, before, after, kept, columns, dropped, output, warnings }: DataAnonymityResult): string {
  const line = (found: DataAnonymityResult["before"], word: string): string =>
    `${word}: k ${found.k}, ${found.classes} classes; ${found.atRisk} of ${found.rows} rows in classes smaller than ${wanted.k}, ${found.unique} alone; discernibility ${found.discernibility}\n${found.sensitive
      .map(({ name, distinct, entropy, closeness }) => `  ${printable(name)}: l ${distinct} (entropy ${entropy}), t ${closeness}\n`)
      .join("")}`;
  const wish = `k ${wanted.k}${wanted.l === undefined ? "" : `, l ${wanted.l}`}${wanted.t === undefined ? "" : `, t ${wanted.t}`}`;
  return [
    `${printable(quasi.join(", "))} together: ${wish} ${kept ? "is kept" : "is not kept"}\n`,
    line(before, "as it stands"),
    ...columns.map(({ name, values, unique }) => `  ${printable(name)} alone: ${values} values, ${unique} rows singled out\n`),
    after === undefined ? "" : line(after, `generalised, ${printable(output ?? "")}`),
    dropped.length === 0 ? "" : `left out: ${printable(dropped.join(", "))}\n`,
    ...warnings.map((warning) => `${printable(warning)}\n`),
  ].join("");
}
