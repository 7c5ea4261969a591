import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { castellan, project } from "./castellan.ts";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
/** `os.system('id')`, protocol 0. */
const EVIL = latin1("cposix\nsystem\n(S'id'\ntR.");
const PLAIN = latin1("\x80\x02}X\x01\x00\x00\x00aK\x01s.");
const UNKNOWN = latin1("\x80\x02cinhouse.models\nRanker\n)\x81.");

const Document = z.object({
  schema: z.literal("castellan/model-inspect/1"),
  files: z.array(
    z.object({
      file: z.string(),
      formats: z.array(z.string()),
      verdict: z.enum(["malicious", "suspicious", "benign"]),
      complete: z.boolean(),
      sha256: z.string(),
      bytes: z.number(),
      findings: z.array(
        z.object({
          rule: z.string(),
          severity: z.string(),
          message: z.string(),
          member: z.string().optional(),
          offset: z.number().optional(),
          call: z.object({ callable: z.string(), arguments: z.array(z.string()) }).optional(),
        }),
      ),
    }),
  ),
});

function inspect(...words: readonly string[]) {
  const outcome = castellan(["model", "inspect", ...words, "--format", "json"]);
  return { ...outcome, document: Document.parse(JSON.parse(outcome.out)) };
}

describe("castellan model inspect", () => {
  it("gives every regular file once, with verdict, digest and evidence, and fails for what is malicious", () => {
    const folder = project({
      "a/evil.pkl": EVIL,
      "a/plain.pkl": PLAIN,
      "a/.hidden": "text",
      "b/wrapped.bin": gzipSync(EVIL),
      "node_modules/x/model.pkl": EVIL,
      "empty.pt": new Uint8Array(0),
    });
    symlinkSync("a/evil.pkl", join(folder, "link.pkl"));
    const { code, document } = inspect(folder);
    expect(code).toBe(1);
    expect(document.files.map(({ file }) => file)).toEqual([
      "a/.hidden",
      "a/evil.pkl",
      "a/plain.pkl",
      "b/wrapped.bin",
      "empty.pt",
      "node_modules/x/model.pkl",
    ]);
    const byName = new Map(document.files.map((file) => [file.file, file]));
    expect(byName.get("a/plain.pkl")).toMatchObject({ verdict: "benign", complete: true, formats: ["pickle"] });
    expect(byName.get("a/.hidden")).toMatchObject({ verdict: "benign", formats: [] });
    const [finding] = byName.get("a/evil.pkl")?.findings ?? [];
    expect(finding).toMatchObject({ severity: "critical", call: { callable: "posix.system", arguments: ["'id'"] } });
    expect(byName.get("b/wrapped.bin")).toMatchObject({ verdict: "malicious" });
    expect(byName.get("b/wrapped.bin")?.findings[0]?.member).toBeDefined();
  });

  it("exits 0 for what is suspicious, 1 with --strict, and trusts what castellan.yaml of the working folder says", () => {
    const folder = project({ "models/ranker.pkl": UNKNOWN });
    expect(inspect(join(folder, "models"))).toMatchObject({ code: 0, document: { files: [{ verdict: "suspicious" }] } });
    expect(inspect(join(folder, "models"), "--strict").code).toBe(1);
    const settings = join(folder, "trust.yaml");
    writeFileSync(settings, "models:\n  trust:\n    - callable: inhouse.models.Ranker\n      reason: our own class, reviewed\n");
    const trusted = inspect(join(folder, "models"), "--strict", "--config", settings);
    expect(trusted).toMatchObject({ code: 0, document: { files: [{ verdict: "benign" }] } });
    expect(trusted.out).toContain("our own class, reviewed");
  });

  it("does not believe a model that trusts itself", () => {
    const folder = project({
      "ranker.pkl": UNKNOWN,
      "castellan.yaml": "models:\n  trust:\n    - callable: inhouse.*\n      reason: believe me\n",
    });
    expect(inspect(folder, "--strict").code).toBe(1);
  });

  it("knows bad digests from a list", () => {
    const folder = project({ "plain.pkl": PLAIN });
    const { document } = inspect(folder);
    const list = join(folder, "..", `bad-${process.pid}.txt`);
    writeFileSync(list, `${document.files[0]?.sha256}  seen in a campaign\n`);
    expect(inspect(folder, "--known-bad", list)).toMatchObject({ code: 1, document: { files: [{ verdict: "malicious" }] } });
  });

  it("gives the same bytes for the same files", () => {
    const folder = project({ "a.pkl": EVIL, "b.pkl": PLAIN, "c.pkl": UNKNOWN });
    const run = (): string => castellan(["model", "inspect", folder, "--format", "json", "--reproducible"]).out;
    expect(run()).toBe(run());
  });

  it("says in the terminal what would run, without control characters of hostile names", () => {
    const folder = project({ "a\u001b[31m\u202e.pkl": EVIL });
    const { out, code } = castellan(["model", "inspect", folder]);
    expect(code).toBe(1);
    expect(out).toContain("MALICIOUS");
    expect(out).toContain("posix.system");
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });

  it("takes wrong usage for 2 and nothing to read for 3", () => {
    expect(castellan(["model", "inspect"]).code).toBe(2);
    expect(castellan(["model", "inspect", "/does/not/exist"]).code).toBe(2);
    expect(castellan(["model", "inspect", "hf:org/name", "--offline"]).code).toBe(2);
    const folder = project({ x: "x" });
    mkdirSync(join(folder, "empty"));
    expect(castellan(["model", "inspect", join(folder, "empty")]).code).toBe(3);
  });

  it("makes a finding of a scan", () => {
    const folder = project({ "train.py": "import torch\nmodel = torch.load('weights.pt')\n", "weights.pt": EVIL });
    const { out, code } = castellan(["scan", folder, "--format", "json"]);
    expect(code).toBe(1);
    const scan = z
      .object({
        findings: z.array(z.object({ rule: z.string(), severity: z.string() })),
        artifacts: z.array(z.object({ file: z.string(), verdict: z.string(), findings: z.array(z.string()) })),
      })
      .parse(JSON.parse(out));
    expect(scan.findings).toContainEqual({ rule: "model-file-malicious", severity: "critical" });
    expect(scan.artifacts).toMatchObject([{ file: "weights.pt", verdict: "malicious" }]);
  });
});
