import { basename } from "node:path";
import { rootOf } from "@castellan/protect/provenance";
import { manifestOf } from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";

/**
 * A model or data set as statements name it: a file by its SHA-256, a folder by the root digest of its signature, with git's
 * files left out.
 */
export async function subjectOf(
  path: string,
  { values, signal }: CommandContext,
): Promise<{ readonly name: string; readonly digest: { readonly sha256: string } }> {
  const plan = { method: "files", hash: "sha256", links: false } as const;
  const manifest = await manifestOf(path, { plan, signatures: [], ignored: [], ignoreGit: true, jobs: values.count("jobs"), signal });
  const [only, more] = manifest.resources;
  const sha256 = only?.file === "." && more === undefined ? only.digest : rootOf(manifest);
  return { name: manifest.name === "" ? basename(path) : manifest.name, digest: { sha256 } };
}
