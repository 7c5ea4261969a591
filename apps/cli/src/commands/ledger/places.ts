import { hash, randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import {
  type KeyType,
  Ledger,
  parseCheckpoint,
  parseSignerKey,
  parseVerifierKey,
  renderNote,
  renderSignerKey,
  type SignedCheckpoint,
  type SignerKey,
  sealedPayloadFolders,
  signerKey,
  type VerifierKey,
  writeDurably,
} from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import type { Environment } from "../../values.ts";

/** `$XDG_DATA_HOME/castellan/ledger`: keys and what was last seen, apart from the ledgers themselves. */
function stateFolder(environment: Environment): string {
  const base = environment["XDG_DATA_HOME"];
  const folder = join(base !== undefined && isAbsolute(base) ? base : join(homedir(), ".local/share"), "castellan/ledger");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CommandError("CANNOT_WRITE", `${folder} cannot be made; set XDG_DATA_HOME to a folder of yours.`, { cause });
  }
  return folder;
}

/** Folder of what is secret of a name: its keys, and the keys of what it seals. */
export function secretFolder(environment: Environment, name: string): string {
  return join(stateFolder(environment), hash("sha256", name).slice(0, 32));
}

/** Keys of a name; undefined where there are none. @throws ProtectError KEY_INVALID */
export function keysOf(folder: string): readonly SignerKey[] | undefined {
  const path = join(folder, "keys");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => parseSignerKey(path, line));
}

export function makeKeys(folder: string, name: string, types: readonly KeyType[]): readonly SignerKey[] {
  const keys = types.map((type) => signerKey(name, type, randomBytes(32)));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeDurably(join(folder, "keys"), `${keys.map(renderSignerKey).join("\n")}\n`, 0o600);
  return keys;
}

export function textOf(path: string, what: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${path} cannot be read; give ${what}.`, { cause });
  }
}

/** Keys that `--log-key` gives, in place or in files. @throws ProtectError KEY_INVALID */
export function logKeysOf({ values }: CommandContext): readonly VerifierKey[] {
  return values.list("log-key").flatMap((given) => {
    if (!existsSync(given)) return [parseVerifierKey("--log-key", given)];
    const lines = textOf(given, "a file with verifier keys").split("\n");
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => parseVerifierKey(given, line));
  });
}

/** The folder of a ledger that a command names. */
export function folderOf({ arguments: [folder] }: CommandContext): string {
  if (folder === undefined || !existsSync(folder) || !lstatSync(folder).isDirectory())
    throw new CommandError("NOT_FOUND", `${folder ?? "Nothing"} is no folder of a ledger; castellan ledger init makes one.`);
  return folder;
}

export function checkpointOf(folder: string): SignedCheckpoint {
  const path = join(folder, "checkpoint");
  if (!existsSync(path)) throw new CommandError("NOT_FOUND", `${folder} holds no ledger: it has no checkpoint.`);
  return parseCheckpoint(path, readFileSync(path));
}

/** What this machine last saw of a ledger; kept apart, so that a rolled-back ledger is noticed. */
export function keptOf(environment: Environment, origin: string): SignedCheckpoint | undefined {
  const path = join(secretFolder(environment, origin), "last-checkpoint");
  return existsSync(path) ? parseCheckpoint(path, readFileSync(path)) : undefined;
}

function keep(environment: Environment, checkpoint: SignedCheckpoint): void {
  writeDurably(join(secretFolder(environment, checkpoint.origin), "last-checkpoint"), renderNote(checkpoint.note), 0o600);
}

/** Opens the ledger of a folder for writing, does what is asked, and remembers how far it went. */
export async function withLedger<T>(context: CommandContext, folder: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const { environment } = context.terminal;
  const { origin } = checkpointOf(folder);
  const secrets = secretFolder(environment, origin);
  const keys = keysOf(secrets);
  if (keys === undefined)
    throw new CommandError(
      "NOT_FOUND",
      `The key of ${origin} is not in ${secrets}; bring it back from a backup. Without it the ledger can be verified, and nothing can be added.`,
    );
  const kept = keptOf(environment, origin);
  const payloads = sealedPayloadFolders(join(folder, "sealed"), join(secrets, "payload-keys"), randomBytes);
  const ledger = await Ledger.open({
    folder,
    keys,
    clock: context.clock,
    random: randomBytes,
    payloads,
    ...(kept === undefined ? {} : { kept }),
  });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
    keep(environment, ledger.checkpoint);
  }
}
