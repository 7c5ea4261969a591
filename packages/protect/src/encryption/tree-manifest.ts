import { z } from "zod";
import { ProtectError } from "../errors.ts";

/** Beside the encrypted files, encrypted like them: what the folder held. */
export const MANIFEST = "castellan-manifest.json";
export const SEALED_ENDING = ".age";

const RelativePath = z.string().min(1).max(4096).refine(isInside, "leaves the folder");
const Manifest = z.strictObject({
  schema: z.literal("castellan/encrypted-folder/1"),
  files: z.array(
    z.strictObject({
      path: RelativePath,
      bytes: z.int().min(0),
      executable: z.boolean(),
      /** Authentication code of the encrypted file's header: no other file has it, so that two cannot change places. */
      code: z.string().regex(/^[A-Za-z0-9+/]{43}$/),
    }),
  ),
  links: z.array(z.strictObject({ path: RelativePath, target: z.string().min(1).max(4096) })),
  folders: z.array(RelativePath),
});

/** What an encrypted folder holds; paths are relative and `/`-separated, sorted. */
export type FolderManifest = z.infer<typeof Manifest>;

/** Whether a path names something below the folder, whatever system it is read on. */
export function isInside(path: string): boolean {
  if (path.includes("\0") || path.includes("\\") || path.startsWith("/") || /^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Whether a link, followed from its place, stays below the folder. */
export function staysInside(path: string, target: string): boolean {
  if (target.startsWith("/") || target.includes("\0") || target.includes("\\") || /^[A-Za-z]:/.test(target)) return false;
  let depth = path.split("/").length - 1;
  for (const part of target.split("/")) {
    if (part === "..") depth--;
    else if (part !== "." && part !== "") depth++;
    if (depth < 0) return false;
  }
  return true;
}

/** @throws ProtectError NOT_DECRYPTED where it is no manifest, or one that leaves the folder */
export function readManifest(text: string): FolderManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProtectError("NOT_DECRYPTED", "The manifest of the folder is no JSON; take the folder from where it was encrypted again.", {
      cause,
    });
  }
  const manifest = Manifest.safeParse(value);
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw new ProtectError("NOT_DECRYPTED", `The manifest of the folder is none (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}).`);
}

export function writeManifest(manifest: FolderManifest): string {
  return `${JSON.stringify(Manifest.parse(manifest), null, 1)}\n`;
}
