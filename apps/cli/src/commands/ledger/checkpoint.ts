import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  acquireLock,
  askOverHttp,
  checkSignature,
  cosignatures,
  judgePolicy,
  type LogPolicy,
  logFolder,
  parseCosignatures,
  parsePolicy,
  renderNote,
  type SignedCheckpoint,
  withSignatures,
  writeDurably,
} from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";
import { checkpointOf, folderOf, logKeysOf, textOf } from "./places.ts";

export function policyOf({ values }: CommandContext): LogPolicy | undefined {
  const file = values.text("witness-policy");
  if (file === undefined) return undefined;
  try {
    return parsePolicy(file, readFileSync(file));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      throw new CommandError("NOT_FOUND", `There is no policy ${file}.`, { cause });
    throw cause;
  }
}

/** `castellan ledger checkpoint`: shows the signed state, with cosignatures of witnesses. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const folder = folderOf(context);
  const policy = policyOf(context);
  const urls = [...values.list("witness-url"), ...(policy?.witnesses ?? []).flatMap(({ url }) => url ?? [])];
  const files = values.list("cosignature");
  let checkpoint = checkpointOf(folder);
  for (const key of logKeysOf(context))
    if (key.name !== checkpoint.origin || checkSignature(key, checkpoint)?.valid !== true)
      throw new CommandError("USAGE", `The checkpoint is not signed by ${key.name}; castellan ledger verify says more.`);
  if (urls.length + files.length > 0) checkpoint = await gather(context, folder, checkpoint, urls, files);
  const judged = policy === undefined ? undefined : judgePolicy(policy, checkpoint);
  const text = renderNote(checkpoint.note);
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
  if (judged?.holds !== false) return EXIT.ok;
  terminal.fail("NOT_VERIFIED", judged.message);
  return EXIT.findings;
}

/** While nobody appends: cosignatures are of this one checkpoint. */
async function gather(
  { terminal }: CommandContext,
  folder: string,
  before: SignedCheckpoint,
  urls: readonly string[],
  files: readonly string[],
): Promise<SignedCheckpoint> {
  const lock = acquireLock(join(folder, ".castellan/lock"));
  try {
    let checkpoint = checkpointOf(folder);
    if (checkpoint.size !== before.size) throw new CommandError("USAGE", "The ledger grew meanwhile; run the command again.");
    for (const file of files)
      checkpoint = withSignatures(checkpoint, parseCosignatures(file, textOf(file, "a file with cosignature lines")));
    const { read } = logFolder(folder);
    for (const url of urls) {
      checkpoint = withSignatures(checkpoint, await cosignatures(askOverHttp(url), read, checkpoint));
      terminal.note(`${url} cosigned ${checkpoint.size} entries`);
    }
    writeDurably(join(folder, "checkpoint"), renderNote(checkpoint.note));
    return checkpoint;
  } finally {
    lock.release();
  }
}
