import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, symlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { UnsealedFile } from "@castellan/scan/inspect";
import type { CommandContext, CommandModule } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";

const ENDING = /\.age$/i;
const BLOCK = 1024 * 1024;

/** Opens encrypted files by ranges: nothing of them stands on a disk. */
export async function unsealer(context: CommandContext): Promise<(file: string) => Promise<UnsealedFile | undefined>> {
  const { EncryptedSource } = await import("@castellan/protect/encryption");
  const { identitiesOf } = await import("./parties.ts");
  const identities = await identitiesOf(context);
  return async (file) => {
    if (!ENDING.test(file)) return undefined;
    const source = await EncryptedSource.open(file, identities);
    const hash = createHash("sha256");
    for (let at = 0; at < source.size; at += BLOCK) hash.update(source.read(at, BLOCK));
    return {
      name: basename(file).replace(ENDING, ""),
      bytes: source.size,
      sha256: hash.digest("hex"),
      read: (offset, length) => source.read(offset, length),
    };
  };
}

interface Content {
  readonly path: string;
  discard(): void;
}

/**
 * The content of an encrypted file as a path, for readers that need one. On Linux the file has no name: only this process
 * reaches it, and the system takes it away with the process, however that ends. Elsewhere it stands in a folder of its own
 * (0700) until the command ends.
 */
async function contentOf(file: string, context: CommandContext): Promise<Content> {
  const { decryptFile } = await import("@castellan/protect/encryption");
  const { identitiesOf } = await import("./parties.ts");
  const identities = await identitiesOf(context);
  const folder = mkdtempSync(join(tmpdir(), "castellan-unsealed-"));
  const path = join(folder, basename(file).replace(ENDING, ""));
  const discardFolder = (): void => rmSync(folder, { recursive: true, force: true });
  context.signal.addEventListener("abort", discardFolder);
  try {
    if (process.platform !== "linux") {
      await decryptFile(file, path, identities, { signal: context.signal });
      return { path, discard: discardFolder };
    }
    const hidden = join(folder, "content");
    const descriptor = openSync(hidden, "wx+", 0o600);
    rmSync(hidden);
    const sink = {
      write: (bytes: Uint8Array): void => {
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done);
      },
    };
    await decryptFile(file, sink, identities, { signal: context.signal });
    symlinkSync(`/proc/${process.pid}/fd/${descriptor}`, path);
    return {
      path,
      discard: () => {
        closeSync(descriptor);
        discardFolder();
      },
    };
  } catch (error) {
    discardFolder();
    throw error;
  }
}

const STARTS = ["age-encryption.org/", "-----BEGIN AGE ENCRYPTED FILE-----"];

/** Whether a file begins as encrypted ones do, whatever its name; false for what cannot be read, which its reader says. */
function isEncrypted(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    const descriptor = openSync(file, "r");
    try {
      const start = Buffer.alloc(64);
      const text = start.toString("latin1", 0, readSync(descriptor, start));
      return STARTS.some((each) => text.startsWith(each));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/**
 * The command with what its first argument holds, where that is encrypted.
 * @throws CommandError USAGE without a key: an encrypted file read as a table would be rows of nonsense
 */
export function unsealed(command: CommandModule): CommandModule {
  return {
    run: async (context) => {
      const [file, ...more] = context.arguments;
      if (file === undefined || !isEncrypted(file)) return command.run(context);
      if (!context.values.said("identity"))
        throw new CommandError("USAGE", `${file} is encrypted; give the identity that opens it with -i (a file, or key:NAME).`);
      const content = await contentOf(file, context);
      try {
        return await command.run({ ...context, arguments: [content.path, ...more] });
      } finally {
        content.discard();
      }
    },
  };
}
