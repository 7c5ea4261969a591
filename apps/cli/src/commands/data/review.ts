import { addReviews, readDataset, readReviews } from "@castellan/data/check";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { reviewsOf } from "./reviews-file.ts";

/** Remembers rows that a person has looked at, by their content, so that no check raises them again. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal, clock } = context;
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data review takes one file.");
  const path = reviewsOf(context);
  const reviews = readReviews(path);
  const rows = values
    .list("rows")
    .flatMap((list) => list.split(","))
    .map((id) => id.trim());
  if (rows.length === 0) {
    terminal.result(
      reviews.rows.map(({ sha256, reason, at }) => `${at.slice(0, 10)}  ${sha256.slice(0, 12)}  ${printable(reason)}\n`).join(""),
    );
    terminal.note(`${reviews.rows.length} reviewed rows in ${printable(path)}; add some with --rows ID,ID --reason TEXT`);
    return EXIT.ok;
  }
  const reason = values.text("reason");
  if (reason === undefined || reason.trim() === "")
    throw new CommandError("USAGE", "castellan data review --rows needs --reason TEXT: why they are in order.");
  const text = values.list("text");
  const { dataset } = await readDataset({
    file,
    roles: {
      label: values.text("label"),
      source: values.text("source"),
      time: values.text("time"),
      id: values.text("id"),
      ...(text.length === 0 ? {} : { text }),
    },
    labelFile: values.text("label-file"),
  });
  const added = addReviews(reviews, dataset, rows, reason, clock());
  writeFileWhole(path, `${JSON.stringify(added, null, 2)}\n`);
  terminal.result(`${rows.length} rows of ${printable(file)} are remembered in ${printable(path)}\n`);
  return EXIT.ok;
}
