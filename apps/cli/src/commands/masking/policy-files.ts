import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { readMaskingPolicy } from "@castellan/data/mask";
import { type MaskingPolicy, needsOf, readMaskingKey, readTaxonomy, type Taxonomy } from "@castellan/protect/masking";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import type { Environment } from "../../values.ts";

function contentOf(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new CommandError(
      "NOT_FOUND",
      `${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}); give ${what}.`,
      { cause },
    );
  }
}

/** The policy that `--policy` names. @throws CommandError, DataError */
export function policyOf({ values }: CommandContext): { readonly policy: MaskingPolicy; readonly path: string } {
  const path = values.text("policy");
  if (path === undefined)
    throw new CommandError("USAGE", "Say how columns are masked: --policy mask.yaml (castellan schema masking-policy).");
  return { policy: readMaskingPolicy(contentOf(path, "a masking policy").toString("utf8"), path), path };
}

/** Taxonomies that the policy names: files beside it or below. @throws CommandError, ProtectError */
export function taxonomiesOf(policy: MaskingPolicy, path: string): ReadonlyMap<string, Taxonomy> {
  const folder = dirname(resolve(path));
  const files = Object.values(policy.columns).flatMap((rule) => (rule.mask === "taxonomy" ? [rule.file] : []));
  return new Map(
    [...new Set(files)].map((file) => [
      file,
      readTaxonomy(contentOf(resolve(folder, file), "the taxonomy that the policy names").toString("utf8"), file),
    ]),
  );
}

/** The masking key that `--key` names, also where it is encrypted (.age, with -i or --passphrase-file). @throws CommandError, ProtectError */
export async function keyOf(context: CommandContext, policy: MaskingPolicy): Promise<Uint8Array | undefined> {
  const path = context.values.text("key");
  if (path === undefined) {
    if (needsOf(policy).key)
      throw new CommandError(
        "USAGE",
        "The policy masks with tokens or in form, which needs a key: --key FILE; openssl rand -out mask.key 32 makes one.",
      );
    return undefined;
  }
  if (!/\.age$/i.test(path)) return readMaskingKey(contentOf(path, "the masking key"), path);
  const { EncryptedSource } = await import("@castellan/protect/encryption");
  const { identitiesOf } = await import("../encryption/parties.ts");
  const source = await EncryptedSource.open(path, await identitiesOf(context));
  return readMaskingKey(source.read(0, source.size), path);
}

/** `$XDG_DATA_HOME/castellan/vaults/…`, one for each data set. */
export function vaultFolder(environment: Environment, dataset: string): string {
  const base = environment["XDG_DATA_HOME"];
  const folder = base !== undefined && isAbsolute(base) ? base : join(homedir(), ".local/share");
  return join(folder, "castellan/vaults", hash("sha256", dataset).slice(0, 32));
}
