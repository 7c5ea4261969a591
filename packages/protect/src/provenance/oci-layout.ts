import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { writeFileWhole } from "../files/new-file.ts";

/*
 * Signatures and attestations beside a model in an OCI image layout (opencontainers/image-spec 1.1, image-layout.md):
 * a manifest whose `subject` is the model's, so that registries list it among the model's referrers.
 */

const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
/** What a referrer holds: a Sigstore bundle (github.com/sigstore/cosign, specs/BUNDLE_SPEC.md). */
export const BUNDLE_ARTIFACT_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

const Descriptor = z.looseObject({
  mediaType: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  size: z.int().nonnegative(),
  artifactType: z.string().optional(),
});
type Descriptor = z.infer<typeof Descriptor>;
const Index = z.looseObject({ schemaVersion: z.literal(2), manifests: z.array(Descriptor) });
const Manifest = z.looseObject({
  subject: Descriptor.optional(),
  artifactType: z.string().optional(),
  layers: z.array(Descriptor).optional(),
});

function jsonOf(path: string, what: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ProtectError("FORMAT_INVALID", `${path} is no ${what}; give a folder of the OCI image layout.`, { cause });
  }
}

function indexOf(layout: string): z.infer<typeof Index> {
  if (!existsSync(join(layout, "oci-layout")))
    throw new ProtectError("FORMAT_INVALID", `${layout} is no OCI image layout: the file oci-layout is missing.`);
  const parsed = Index.safeParse(jsonOf(join(layout, "index.json"), "OCI index"));
  if (!parsed.success)
    throw new ProtectError(
      "FORMAT_INVALID",
      `${layout}/index.json is not as the OCI image specification wants it: ${z.prettifyError(parsed.error)}.`,
    );
  return parsed.data;
}

const blobPath = (layout: string, digest: string): string => join(layout, "blobs/sha256", digest.slice("sha256:".length));

/** A blob whose bytes are those that its name promises. @throws ProtectError FILE_MISSING, NOT_VERIFIED */
function blobOf(layout: string, { digest, size }: Descriptor): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(blobPath(layout, digest));
  } catch (cause) {
    throw new ProtectError("FILE_MISSING", `The blob ${digest} is not in ${layout}.`, { cause });
  }
  if (bytes.length !== size || `sha256:${createHash("sha256").update(bytes).digest("hex")}` !== digest)
    throw new ProtectError("NOT_VERIFIED", `The blob ${digest} in ${layout} is not what its name promises.`);
  return bytes;
}

function putBlob(layout: string, mediaType: string, bytes: Buffer): Descriptor {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  mkdirSync(join(layout, "blobs/sha256"), { recursive: true });
  if (!existsSync(blobPath(layout, digest))) writeFileWhole(blobPath(layout, digest), bytes);
  return { mediaType, digest, size: bytes.length };
}

/**
 * Puts a bundle beside a model of a layout. The same bundle a second time changes nothing.
 * @param subject digest of the model's manifest; may be left out where the layout holds one alone
 * @returns digest of the referrer's manifest
 * @throws ProtectError FORMAT_INVALID, OPTION_INVALID, NOT_VERIFIED, FILE_UNWRITABLE
 */
export function attachReferrer(layout: string, bundle: string, predicateType: string, subject?: string): string {
  const index = indexOf(layout);
  const models = index.manifests.filter(({ artifactType }) => artifactType !== BUNDLE_ARTIFACT_TYPE);
  const found =
    subject === undefined ? (models.length === 1 ? models[0] : undefined) : index.manifests.find(({ digest }) => digest === subject);
  if (found === undefined)
    throw new ProtectError(
      "OPTION_INVALID",
      `Say which manifest it goes with (--subject): ${index.manifests.map(({ digest }) => digest).join(", ") || "there is none"}.`,
    );
  blobOf(layout, found);
  const config = putBlob(layout, EMPTY_TYPE, Buffer.from("{}"));
  const layer = putBlob(layout, BUNDLE_ARTIFACT_TYPE, Buffer.from(bundle));
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: BUNDLE_ARTIFACT_TYPE,
    config,
    layers: [layer],
    subject: { mediaType: found.mediaType, digest: found.digest, size: found.size },
    annotations: { "dev.sigstore.bundle.content": "dsse-envelope", "dev.sigstore.bundle.predicateType": predicateType },
  };
  const descriptor = putBlob(layout, MANIFEST_TYPE, Buffer.from(JSON.stringify(manifest)));
  if (!index.manifests.some(({ digest }) => digest === descriptor.digest))
    writeFileWhole(
      join(layout, "index.json"),
      JSON.stringify({ ...index, manifests: [...index.manifests, { ...descriptor, artifactType: BUNDLE_ARTIFACT_TYPE }] }),
    );
  return descriptor.digest;
}

export interface Referrer {
  readonly digest: string;
  readonly bundle: string;
}

/** The bundles that refer to a manifest, each blob checked against its name. @throws ProtectError FORMAT_INVALID, NOT_VERIFIED */
export function referrersOf(layout: string, subject: string): readonly Referrer[] {
  return indexOf(layout).manifests.flatMap((descriptor) => {
    if (descriptor.mediaType !== MANIFEST_TYPE) return [];
    const parsed = Manifest.safeParse(JSON.parse(blobOf(layout, descriptor).toString("utf8")));
    const [layer] = parsed.data?.layers ?? [];
    if (parsed.data?.subject?.digest !== subject || parsed.data.artifactType !== BUNDLE_ARTIFACT_TYPE || layer === undefined) return [];
    return [{ digest: descriptor.digest, bundle: blobOf(layout, layer).toString("utf8") }];
  });
}
