import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildTar } from "../../../../formats/src/archive/testing/build-tar.ts";
import { buildZip, joined, numbers, type ZipFilePlan, type ZipPlan } from "../../../../formats/src/archive/testing/build-zip.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { HARMLESS, HOSTILE } from "./testing/payload.ts";

const README = { name: "README.md", content: "# a model\n" };
const TABLE = { name: "data/table.csv", content: "a,b\n1,2\n".repeat(40), method: 8 };
const LINK = (0o120777 * 65536) % 2 ** 32;

async function inspect(members: readonly ZipPlan[], plan?: ZipFilePlan) {
  const { verdict, complete, formats, findings } = await inspectBytes(buildZip(members, plan), "file.zip");
  return { verdict, complete, formats, rules: [...new Set(findings.map(({ rule }) => rule))].sort(), findings };
}

describe("zip archives", () => {
  const honest: readonly (readonly [string, readonly ZipPlan[], ZipFilePlan?])[] = [
    ["texts and tables", [README, TABLE]],
    [
      "data descriptors",
      [
        { ...README, descriptor: "signed" },
        { ...TABLE, descriptor: "wide" },
      ],
    ],
    ["zip64 and a comment", [{ ...README, zip64: true }], { zip64: true, comment: "Grüße" }],
    ["folders, empty files and time stamps", [{ name: "d/" }, { name: "d/e", extra: numbers([2, 0x5455], [2, 5], [1, 3], [4, 9]) }]],
    ["links within the archive", [README, { name: "docs/link", content: "../README.md", externalAttributes: LINK }]],
    ["backslashes of old writers on Windows", [{ name: "folder\\README.md", content: "x" }]],
    ["a pickle of plain data", [{ name: "data.pkl", content: HARMLESS }]],
    ["nothing", []],
  ];
  for (const [what, members, plan] of honest)
    it(`has nothing against ${what}`, async () => {
      expect(await inspect(members, plan)).toMatchObject({ verdict: "benign", complete: true, findings: [] });
    });

  it.each<readonly [string, ZipPlan]>([
    ["stored", { name: "model.pkl", content: HOSTILE }],
    ["deflated, under an innocent name", { name: "notes.txt", content: HOSTILE, method: 8 }],
    ["in a folder's entry", { name: "folder/", content: HOSTILE }],
    ["marked as encrypted", { name: "m", content: HOSTILE, flags: 1 }],
    ["marked as patched", { name: "m", content: HOSTILE, flags: 0x20 }],
    ["with a wrong checksum", { name: "m", content: HOSTILE, crc: 1 }],
    ["with a length of zero", { name: "m", content: HOSTILE, method: 8, size: 0 }],
    ["not listed in the directory", { name: "m", content: HOSTILE, unlisted: true }],
    ["under another local name", { name: "m.txt", content: HOSTILE, local: { name: "m.pkl" } }],
    ["stored where the local header says deflated", { name: "m", content: HOSTILE, local: { method: 8 } }],
    ["in a zip in a gzip", { name: "m.gz", content: gzipSync(buildZip([{ name: "x", content: HOSTILE }])) }],
  ])("finds a hostile pickle %s", async (_what, plan) => {
    const { verdict, findings } = await inspect([README, plan]);
    expect(verdict).toBe("malicious");
    expect(findings[0]).toMatchObject({ verdict: "malicious", call: { callable: "os.system" } });
  });

  const malicious: readonly (readonly [string, string, readonly ZipPlan[], ZipFilePlan?])[] = [
    ["a way out of the folder", "archive-path-traversal", [{ name: "../../x", content: "x" }]],
    ["a way out with backslashes", "archive-path-traversal", [{ name: "a\\..\\..\\x", content: "x" }]],
    ["an absolute path", "archive-path-traversal", [{ name: "/etc/x", content: "x" }]],
    ["a drive", "archive-path-traversal", [{ name: "C:\\x", content: "x" }]],
    ["a way out in the local name alone", "archive-path-traversal", [{ name: "x", content: "x", local: { name: "../x" } }]],
    ["a link out of the folder", "archive-link-escape", [{ name: "l", content: "/etc/passwd", externalAttributes: LINK }]],
    ["a relative link out of the folder", "archive-link-escape", [{ name: "a/l", content: "../../x", externalAttributes: LINK }]],
  ];
  for (const [what, rule, members, plan] of malicious)
    it(`calls ${what} malicious`, async () => {
      expect(await inspect(members, plan)).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining([rule]) });
    });

  const suspicious: readonly (readonly [string, readonly string[], readonly ZipPlan[], ZipFilePlan?])[] = [
    ["two names", ["archive-views-differ"], [{ ...README, local: { name: "other" } }]],
    ["two sizes", ["archive-checksum", "archive-views-differ"], [{ ...README, local: { compressedSize: 4, size: 4 } }]],
    ["one name twice", ["archive-duplicate-name"], [README, { ...README, content: "other" }]],
    ["members on one another", ["archive-duplicate-name", "archive-hidden-member", "archive-overlap"], [README, { ...README, offset: 0 }]],
    ["a member that is not listed", ["archive-hidden-member"], [README, { ...TABLE, unlisted: true }]],
    ["no directory", ["archive-damaged", "unclaimed-bytes"], [README], { withoutEnd: true }],
    ["a wrong checksum", ["archive-checksum"], [{ ...TABLE, crc: 5 }]],
    ["a false mark of encryption", ["archive-flag-lie"], [{ ...README, flags: 0x40 }]],
    ["a zero byte in a name", ["archive-member-name"], [{ ...README, name: "a.pkl\0.txt" }]],
    ["a way through the parent", ["archive-member-name"], [{ ...README, name: "a/../b" }]],
    ["an unknown method", ["not-examined", "unclaimed-bytes"], [{ ...README, method: 77 }]],
    ["bytes between members", ["unclaimed-bytes"], [{ ...README, gap: latin1("between") }, TABLE]],
    ["bytes before the archive", ["unclaimed-bytes"], [README], { prefix: latin1("#!/bin/sh\nexit\n"), relative: true }],
    ["bytes behind it", ["archive-views-differ", "unclaimed-bytes"], [README], { suffix: latin1("behind") }],
    ["bytes behind a deflated stream", ["unclaimed-bytes"], [{ name: "x", packed: latin1("K\x04\0behind"), content: "a", method: 8 }]],
    ["a comment that is no text", ["archive-odd-content"], [README], { comment: HOSTILE }],
    [
      "content in an extra field",
      ["archive-odd-content"],
      [{ ...README, extra: joined([numbers([2, 0xcafe], [2, HOSTILE.length]), HOSTILE]) }],
    ],
    ["a program that takes rights", ["archive-special-file"], [{ ...README, externalAttributes: (0o104755 * 65536) % 2 ** 32 }]],
  ];
  for (const [what, rules, members, plan] of suspicious)
    it(`calls ${what} suspicious`, async () => {
      const result = await inspect(members, plan);
      expect(result.rules).toEqual(rules);
      expect(result.verdict).toBe("suspicious");
    });

  it("cannot look into encrypted members, and says so", async () => {
    const locked = { name: "secret.pkl", packed: latin1("twelve bytes and noise".repeat(3)), size: 40, crc: 77, flags: 1 };
    expect(await inspect([README, locked])).toMatchObject({
      verdict: "suspicious",
      complete: false,
      rules: ["archive-encrypted", "not-examined"],
    });
    expect(await inspect([{ ...locked, method: 99 }])).toMatchObject({ verdict: "suspicious", complete: false });
  });

  it("is never benign where it is cut off", async () => {
    const file = buildZip([README, TABLE, { name: "m", content: HARMLESS }]);
    for (let length = 4; length < file.length; length += 7)
      expect((await inspectBytes(file.subarray(0, length))).verdict).toBe("suspicious");
  });

  it("calls bombs malicious: one member, many on one another, nested", async () => {
    const zeros = { name: "zeros", content: new Uint8Array(70 * 1024 * 1024), method: 8 };
    expect((await inspect([zeros])).rules).toContain("decompression-bomb");
    const small = { name: "z", content: new Uint8Array(2 * 1024 * 1024), method: 8 };
    const overlapping = [
      small,
      ...Array.from({ length: 60 }, (_, index) => ({ ...small, name: `z${index}`, offset: 0, packed: new Uint8Array(0) })),
    ];
    const result = await inspect(overlapping.map((plan, index) => (index === 0 ? plan : { ...plan, crc: 0 })));
    expect(result.verdict).not.toBe("benign");
    expect((await inspect([{ name: "inner.zip", content: buildZip([zeros]) }])).verdict).toBe("malicious");
  });

  it("leaves a tar archive that ends in a zip archive to the reader of tar", async () => {
    const inner = buildZip([README]);
    const { formats, findings, verdict } = await inspectBytes(buildTar([{ name: "inner.zip", content: inner }]));
    expect({ formats, findings, verdict }).toEqual({ formats: ["tar", "zip"], findings: [], verdict: "benign" });
  });

  it("inspects an archive in the middle of a pickle", async () => {
    const inner = buildZip([{ name: "m", content: HOSTILE }]);
    const pickle = joined([latin1("\x80\x03B"), numbers([4, inner.length]), inner, latin1(".")]);
    const { verdict, findings } = await inspectBytes(pickle);
    expect(verdict).toBe("malicious");
    expect(findings[0]?.member).toBe("(zip)/m");
  });

  it("tells archives one after another, unless all are of PyTorch", async () => {
    const torch = buildZip([
      { name: "a/data.pkl", content: HARMLESS },
      { name: "a/version", content: "3\n" },
    ]);
    expect(await inspectBytes(joined([torch, torch]))).toMatchObject({
      verdict: "benign",
      formats: ["zip", "pytorch-distributed", "pytorch-zip", "pickle"],
    });
    const plain = await inspectBytes(joined([torch, buildZip([README])]));
    expect(plain.findings.map(({ rule }) => rule)).toEqual(["archive-views-differ"]);
  });

  it("names arrays of numpy", async () => {
    const { formats, facts } = await inspectBytes(
      buildZip([
        { name: "a.npy", content: "" },
        { name: "b.npy", content: "" },
      ]),
    );
    expect([formats, facts["arrays"]]).toEqual([["npz", "zip"], 2]);
  });
});
