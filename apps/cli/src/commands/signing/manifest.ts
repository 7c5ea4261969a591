import { manifestDocument } from "@castellan/protect/provenance";
import { HASH_TYPES, manifestOf } from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { onePath } from "./inputs.ts";

/** `castellan manifest`: what a data set is made of, by digests. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, signal } = context;
  const path = onePath(context, "manifest");
  const shardBytes = values.count("shard-size");
  const started = performance.now();
  const manifest = await manifestOf(path, {
    plan: {
      method: shardBytes === undefined ? "files" : "shards",
      hash: values.choice("hash-type", HASH_TYPES),
      shardBytes,
      links: values.on("allow-symlinks"),
    },
    signatures: [],
    ignored: values.list("ignore"),
    ignoreGit: values.on("ignore-git"),
    jobs: values.count("jobs"),
    signal,
    progress: (done, all) => terminal.progress(`hashed ${Math.round((100 * done) / Math.max(1, all))} % of ${path}`, started),
  });
  const document = manifestDocument(manifest);
  const lines = document.files.flatMap(({ name, digest, shards = [] }) =>
    digest === undefined ? shards.map(({ start, end, digest: of }) => `${of}  ${name}:${start}:${end}`) : [`${digest}  ${name}`],
  );
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify(document, null, 2)}\n`
      : `${[...lines, `${document.root}  (all)`].map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
