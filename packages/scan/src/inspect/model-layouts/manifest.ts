import { createHash } from "node:crypto";
import {
  type ByteSource,
  type DocumentValue,
  documentTexts,
  listOf,
  numberValue,
  objectOf,
  readJsonDocument,
  textOf,
  textValue,
  valueAt,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeTexts, readStructure } from "../structure.ts";
import { judgeDocument } from "../tree-models/judge.ts";

/** Blobs up to this size are hashed where a manifest names them; each is a file of its own besides. */
const HASHED = 16 * 1024 * 1024;
const DIGESTS: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 };

function isManifest({ head }: Subject): boolean {
  const text = textOf(head.subarray(0, 16 * 1024));
  if (/^\s{0,100}\{/.test(text))
    return /"schemaVersion"\s{0,100}:\s{0,100}2\b/.test(text) && /"(?:manifests|layers|config)"\s{0,100}:/.test(text);
  return /^\s{0,100}\[\s{0,100}\{/.test(text) && /"Config"\s{0,100}:/.test(text) && /"Layers"\s{0,100}:/.test(text);
}

/** What kind of model the media types say. */
function kindOf(types: readonly string[]): string {
  if (types.some((type) => type.startsWith("application/vnd.cncf.model."))) return "modelpack";
  if (types.some((type) => type.startsWith("application/vnd.ollama."))) return "ollama-manifest";
  if (types.some((type) => type.startsWith("application/vnd.docker.ai."))) return "docker-model";
  return "oci-manifest";
}

/**
 * Manifests and indexes of OCI registries, of Ollama and of `docker save`.
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md, https://github.com/modelpack/model-spec
 */
export const registryManifest: Interpreter = {
  id: "registry-manifest",
  accepts: isManifest,
  inspect: (subject, visit) => {
    const reading = readStructure(subject, visit, () => readJsonDocument(subject.source));
    if (reading === undefined) return;
    visit.claim(0, reading.end, "manifest");
    judgeDocument(reading.problems, visit);
    judgeTexts(documentTexts(reading.root), visit);
    const { root } = reading;
    if (listOf(root) !== undefined) return judgeSaved(root, visit);
    const descriptors = [
      valueAt(root, "config"),
      ...(listOf(valueAt(root, "layers")) ?? []),
      ...(listOf(valueAt(root, "manifests")) ?? []),
    ].filter((descriptor) => objectOf(descriptor) !== undefined);
    const types = [valueAt(root, "artifactType"), ...descriptors.map((descriptor) => valueAt(descriptor, "mediaType"))].map(
      (type) => textValue(type) ?? "",
    );
    visit.format(kindOf(types));
    for (const descriptor of descriptors) judgeDescriptor(descriptor, visit);
    visit.fact("layers", (listOf(valueAt(root, "layers")) ?? []).length);
  },
};

/** The list that `docker save` writes: paths of layers in the archive. */
function judgeSaved(root: DocumentValue, visit: Visit): void {
  visit.format("docker-archive");
  for (const image of listOf(root) ?? [])
    for (const path of [valueAt(image, "Config"), ...(listOf(valueAt(image, "Layers")) ?? [])]) {
      const text = textValue(path) ?? "";
      if (text.startsWith("/") || text.split("/").includes(".."))
        visit.finding({ rule: "digest-path", message: `A layer lies at ${JSON.stringify(text.slice(0, 200))}.` });
    }
}

function judgeDescriptor(descriptor: DocumentValue | undefined, visit: Visit): void {
  const digest = textValue(valueAt(descriptor, "digest")) ?? "";
  const shown = JSON.stringify(digest.slice(0, 100));
  if (/[\\/]|\.\./.test(digest)) return visit.finding({ rule: "digest-path", message: `A descriptor has the digest ${shown}.` });
  const parts = /^(sha\d{3}):([0-9a-f]{1,128})$/.exec(digest);
  const [, algorithm = "", hex = ""] = parts ?? [];
  if (parts === null || DIGESTS[algorithm] !== hex.length) {
    visit.finding({ rule: "malformed", message: `A descriptor has the digest ${shown}, which is none.` });
    return;
  }
  const urls = listOf(valueAt(descriptor, "urls")) ?? [];
  if (urls.length > 0)
    visit.finding({
      rule: "layer-from-url",
      message: `The layer ${shown} is fetched from ${JSON.stringify((textValue(urls[0]) ?? "").slice(0, 200))}.`,
    });
  const blob = blobOf(algorithm, hex, visit);
  const size = numberValue(valueAt(descriptor, "size"));
  if (blob === undefined) return;
  if (size !== undefined && size !== blob.size)
    visit.finding({ rule: "digest-mismatch", message: `The blob ${shown} is to have ${size} bytes and has ${blob.size}.` });
  else if (blob.size <= HASHED && hashOf(blob, algorithm) !== hex)
    visit.finding({ rule: "digest-mismatch", message: `The blob ${shown} has another content than its digest.` });
}

function blobOf(algorithm: string, hex: string, visit: Visit): ByteSource | undefined {
  for (const path of [
    `blobs/${algorithm}/${hex}`,
    hex,
    `../../../../blobs/${algorithm}-${hex}`,
    `../../../../../blobs/${algorithm}-${hex}`,
  ]) {
    const blob = visit.sibling(path);
    if (blob !== undefined) return blob;
  }
  return undefined;
}

export function hashOf(source: ByteSource, algorithm: string): string {
  const hash = createHash(algorithm);
  for (let at = 0; at < source.size; at += 4 * 1024 * 1024) hash.update(source.read(at, Math.min(4 * 1024 * 1024, source.size - at)));
  return hash.digest("hex");
}
