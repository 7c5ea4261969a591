import { createHash } from "node:crypto";
import { z } from "zod";
import type { SignedManifest } from "../signing/statement.ts";

/** A data set or model by the digests of its files, and of their shards where asked for. */
export const ManifestDocument = z
  .strictObject({
    schema: z.literal("castellan/manifest/1"),
    name: z.string(),
    root: z.string().describe("SHA-256 over the digests in their order, as in a signature (OpenSSF Model Signing 1.0)"),
    method: z.enum(["files", "shards"]),
    hash: z.string(),
    shardBytes: z.int().optional(),
    links: z.boolean().describe("whether what links to files lead to was taken in"),
    ignored: z.array(z.string()),
    files: z.array(
      z.strictObject({
        name: z.string(),
        digest: z.string().optional().describe("of the whole file"),
        shards: z.array(z.strictObject({ start: z.int(), end: z.int(), digest: z.string() })).optional(),
      }),
    ),
  })
  .describe("Digests of the files of a model or data set");
export type ManifestDocument = z.infer<typeof ManifestDocument>;

/** SHA-256 over the digests in their order: what stands for the whole. */
export function rootOf({ resources }: Pick<SignedManifest, "resources">): string {
  const total = createHash("sha256");
  for (const { digest } of resources) total.update(Buffer.from(digest, "hex"));
  return total.digest("hex");
}

export function manifestDocument(manifest: SignedManifest): ManifestDocument {
  const { name, method, hash, shardBytes, links, ignored, resources } = manifest;
  const files = new Map<string, ManifestDocument["files"][number]>();
  for (const { file, range, digest } of resources) {
    if (range === undefined) {
      files.set(file, { name: file, digest });
      continue;
    }
    const shards = files.get(file)?.shards ?? [];
    shards.push({ start: range[0], end: range[1], digest });
    files.set(file, { name: file, shards });
  }
  return {
    schema: "castellan/manifest/1",
    name,
    root: rootOf(manifest),
    method,
    hash,
    ...(shardBytes === undefined ? {} : { shardBytes }),
    links,
    ignored: [...ignored],
    files: [...files.values()],
  };
}
