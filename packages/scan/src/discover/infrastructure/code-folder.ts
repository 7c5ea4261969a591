import { folderOf } from "../file-place.ts";
import { type DeclaredResource, valuesAt } from "./declared.ts";

/** What a function's code passes through on its way from the repository: archives and objects of a bucket. */
const CARRIERS: ReadonlySet<string> = new Set([
  "archive_file",
  "google_storage_bucket_object",
  "aws_s3_object",
  "aws_s3_bucket_object",
  "azurerm_storage_blob",
]);
/** Attributes that name a folder, or the one file that is all of the code. */
const FOLDERS = ["source_dir", "source_file", "CodeUri", "ContentUri", "source_path", "zip_deploy_file"];
const STEPS = 4;

/**
 * The folder, or the file, of the repository whose code a declared function runs: stated on it, or on the archive that its
 * references lead to. Paths are relative to the file that states them.
 */
export function codeFolderOf(resource: DeclaredResource, find: (address: string) => DeclaredResource | undefined): string | undefined {
  const seen = new Set<DeclaredResource>([resource]);
  for (let border = [resource], step = 0; border.length > 0 && step < STEPS; step++) {
    for (const current of border) {
      const folder = statedFolder(current);
      if (folder !== undefined) return folder;
    }
    border = border
      .flatMap(({ references }) => [...references.values()].flat())
      .flatMap((address) => find(address) ?? [])
      .filter((other) => CARRIERS.has(other.type) && !seen.has(other));
    for (const other of border) seen.add(other);
  }
  return undefined;
}

function statedFolder(resource: DeclaredResource): string | undefined {
  for (const path of FOLDERS) {
    for (const value of valuesAt(resource.attributes, path)) {
      if (typeof value !== "string" || value === "" || /[${}]|^[a-z][\w+.-]*:|^\//i.test(value) || /\.(?:zip|jar|tgz|tar\.gz)$/.test(value))
        continue;
      // `${path.module}/src` has come out as a path from the target's root already.
      const around = folderOf(resource.file);
      const parts: string[] = around === "" || value.startsWith(`${around}/`) ? [] : around.split("/");
      for (const part of value.split("/")) {
        if (part === "..") {
          if (parts.pop() === undefined) return undefined;
        } else if (part !== "" && part !== ".") parts.push(part);
      }
      return parts.join("/");
    }
  }
  return undefined;
}
