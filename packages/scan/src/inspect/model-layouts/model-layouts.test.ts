import { createHash } from "node:crypto";
import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { tarOf } from "../testing/tar-of.ts";

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const verdict = async (bytes: Uint8Array, name: string, options: Parameters<typeof inspectBytes>[2] = {}) => {
  const { verdict: found, formats, findings } = await inspectBytes(bytes, name, options);
  return { verdict: found, formats, rules: findings.map(({ rule }) => rule) };
};
const text = (value: unknown): Uint8Array => latin1(JSON.stringify(value));
const LAYER = latin1("weights");
const descriptor = (bytes: Uint8Array, mediaType = "application/vnd.oci.image.layer.v1.tar") => ({
  mediaType,
  digest: `sha256:${hash(bytes)}`,
  size: bytes.length,
});
const manifest = (layers: readonly object[]) => ({
  schemaVersion: 2,
  config: descriptor(latin1("{}"), "application/vnd.oci.image.config.v1+json"),
  layers,
});

describe("manifests of registries", () => {
  it("are named by what they hold", async () => {
    for (const [type, format] of [
      ["application/vnd.oci.image.layer.v1.tar", "oci-manifest"],
      ["application/vnd.ollama.image.model", "ollama-manifest"],
      ["application/vnd.cncf.model.weight.v1.tar", "modelpack"],
      ["application/vnd.docker.ai.gguf.v3", "docker-model"],
    ] as const)
      expect(await verdict(text(manifest([descriptor(LAYER, type)])), "latest")).toMatchObject({
        verdict: "benign",
        formats: expect.arrayContaining([format]),
        rules: [],
      });
  });

  it("are malicious with a path for a digest", async () => {
    for (const digest of ["sha256:../../../../etc/passwd", "../../x", "sha256:..\\..\\x"])
      expect(await verdict(text(manifest([{ ...descriptor(LAYER), digest }])), "latest"), digest).toMatchObject({
        verdict: "malicious",
        rules: ["digest-path"],
      });
    expect(await verdict(text([{ Config: "a.json", RepoTags: [], Layers: ["../../etc/cron.d/x"] }]), "manifest.json")).toMatchObject({
      verdict: "malicious",
    });
  });

  it("are suspicious with digests that are none, and layers from elsewhere", async () => {
    for (const digest of ["", "md5:abc", "sha256:abc", `sha256:${"g".repeat(64)}`])
      expect(await verdict(text(manifest([{ ...descriptor(LAYER), digest }])), "latest"), digest).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(text(manifest([{ ...descriptor(LAYER), urls: ["http://h/x"] }])), "latest")).toMatchObject({
      rules: ["layer-from-url"],
    });
  });

  it("check the blobs beside them", async () => {
    const beside = (bytes: Uint8Array) => ({
      sibling: (path: string) => (path === `blobs/sha256/${hash(LAYER)}` ? bytesSource(bytes) : undefined),
    });
    const bytes = text(manifest([descriptor(LAYER)]));
    expect(await verdict(bytes, "index.json", beside(LAYER))).toMatchObject({ verdict: "benign" });
    expect(await verdict(bytes, "index.json", beside(latin1("weightz")))).toMatchObject({
      verdict: "suspicious",
      rules: ["digest-mismatch"],
    });
    expect(await verdict(bytes, "index.json", beside(latin1("longer than that")))).toMatchObject({ verdict: "suspicious" });
  });
});

describe("blobs", () => {
  it("are what their names say", async () => {
    expect(await verdict(LAYER, hash(LAYER))).toMatchObject({ verdict: "benign" });
    expect(await verdict(LAYER, `sha256-${hash(LAYER)}`)).toMatchObject({ verdict: "benign" });
    expect(await verdict(LAYER, "0".repeat(64))).toMatchObject({ verdict: "suspicious", rules: ["digest-mismatch"] });
  });
});

describe("layouts in an archive", () => {
  const layout = (blobs: readonly (readonly [string, Uint8Array])[], layers: readonly object[]): Uint8Array =>
    tarOf([["oci-layout", text({ imageLayoutVersion: "1.0.0" })], ["index.json", text({ schemaVersion: 2, manifests: layers })], ...blobs]);
  it("hold every blob under its digest", async () => {
    const good = layout([[`blobs/sha256/${hash(LAYER)}`, LAYER]], [descriptor(LAYER)]);
    expect((await verdict(good, "model.tar")).rules).not.toContain("digest-mismatch");
    const exchanged = layout([[`blobs/sha256/${hash(LAYER)}`, latin1("weightz")]], [descriptor(LAYER)]);
    expect(await verdict(exchanged, "model.tar")).toMatchObject({
      verdict: "suspicious",
      rules: expect.arrayContaining(["digest-mismatch"]),
    });
    expect((await verdict(layout([], [descriptor(LAYER)]), "model.tar")).rules).toContain("digest-mismatch");
  });
  it("hide nothing in the marks of deleted files", async () => {
    expect((await verdict(tarOf([["etc/.wh.model.pkl", latin1("payload")]]), "layer.tar")).rules).toContain("whiteout-content");
    expect((await verdict(tarOf([["etc/.wh.model.pkl", latin1("")]]), "layer.tar")).rules).not.toContain("whiteout-content");
  });
});

describe("templates of Ollama", () => {
  it("are text", async () => {
    const template = "{{ if .System }}<|system|>{{ .System }}{{ end }}{{ .Prompt }}";
    expect(await verdict(latin1(template), "template")).toMatchObject({
      verdict: "benign",
      formats: expect.arrayContaining(["ollama-template"]),
    });
    expect(await verdict(latin1(`FROM x\nTEMPLATE """${template}"""`), "Modelfile")).toMatchObject({ verdict: "benign" });
  });
});
