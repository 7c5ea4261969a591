import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST, SEALED_ENDING } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { type Deed, statedLedger } from "../ledger/recorded.ts";

type Subject = NonNullable<Deed["subjects"]>[number];

/** What a ledger calls an end of a command: streams have no name. */
export const nameOf = (path: string | undefined): string => (path === undefined || path === "-" ? "stream" : path);

/**
 * Encrypted data as a ledger knows it again: a file by its digest, a folder by that of its manifest, which binds the
 * others; a stream by nothing. Read only where there is a ledger.
 */
export async function sealedSubject(context: CommandContext, path: string | undefined, folder: boolean): Promise<Subject> {
  if (path === undefined || path === "-" || statedLedger(context) === undefined) return { name: nameOf(path) };
  const file = folder ? join(path, `${MANIFEST}${SEALED_ENDING}`) : path;
  // That it is not there, who is to open it says.
  if (!existsSync(file)) return { name: path };
  const digest = createHash("sha256");
  for await (const part of createReadStream(file)) digest.update(part);
  return { name: path, digests: { sha256: digest.digest("hex") } };
}
