import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildSevenZip, type SevenZipPlan } from "../../../../formats/src/archive/testing/build-seven-zip.ts";
import { buildTar, paxRecord, type TarPlan } from "../../../../formats/src/archive/testing/build-tar.ts";
import { joined } from "../../../../formats/src/archive/testing/build-zip.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { HARMLESS, HOSTILE } from "./testing/payload.ts";

async function rulesOf(bytes: Uint8Array) {
  const { verdict, findings, complete } = await inspectBytes(bytes, "file");
  return { verdict, complete, rules: [...new Set(findings.map(({ rule }) => rule))].sort(), call: findings[0]?.call?.callable };
}

const README: TarPlan = { name: "model/README.md", content: "# a model\n" };

describe("tar archives", () => {
  const cases: readonly (readonly [string, readonly TarPlan[], Uint8Array?])[] = [
    [
      "files, folders and links within",
      [
        { name: "model/", flag: "5" },
        README,
        { name: "model/l", flag: "2", link: "README.md" },
        { name: "h", flag: "1", link: "model/README.md" },
      ],
    ],
    [
      "long names and global headers",
      [
        { name: "g", flag: "g", content: paxRecord("comment", "from git") },
        { ...README, pax: { path: `${"long/".repeat(60)}name` } },
      ],
    ],
    ["a pickle of plain data", [{ name: "m.pkl", content: HARMLESS }]],
    ["zeros up to a whole record", [README], new Uint8Array(7168)],
  ];
  for (const [what, members, after] of cases)
    it(`has nothing against ${what}`, async () => {
      expect(await rulesOf(buildTar(members, after))).toMatchObject({ verdict: "benign", complete: true, rules: [] });
      expect(await rulesOf(gzipSync(buildTar(members, after)))).toMatchObject({ verdict: "benign", rules: [] });
    });

  it.each<readonly [string, Uint8Array]>([
    ["as a member", buildTar([README, { name: "m", content: HOSTILE }])],
    ["behind the end", buildTar([README], buildTar([{ name: "m", content: HOSTILE }]))],
    ["under a header with a wrong checksum", buildTar([README, { name: "m", content: HOSTILE, checksum: "0000001" }])],
    [
      "in the stored bytes of a sparse member",
      buildTar([
        { name: "m", flag: "S", content: HOSTILE, patch: { 386: Buffer.from("00000000000\0"), 483: Buffer.from("00000000000\0") } },
      ]),
    ],
    ["in a link's content", buildTar([{ name: "m", flag: "1", link: "x", content: HOSTILE }])],
  ])("finds a hostile pickle %s", async (_what, bytes) => {
    expect(await rulesOf(bytes)).toMatchObject({ verdict: "malicious", call: "os.system" });
  });

  it.each<readonly [string, string, TarPlan]>([
    ["a way out of the folder", "archive-path-traversal", { name: "../x", content: "x" }],
    ["a way out in the prefix", "archive-path-traversal", { name: "x", prefix: "../..", content: "x" }],
    ["a way out in an extended header", "archive-path-traversal", { name: "x", pax: { path: "/etc/cron.d/x" }, content: "x" }],
    ["a link out of it", "archive-link-escape", { name: "l", flag: "2", link: "../../x" }],
    ["a hard link out of it", "archive-link-escape", { name: "d/l", flag: "1", link: "/etc/passwd" }],
    ["a device", "archive-device", { name: "d", flag: "4" }],
    ["a length below zero", "archive-endless", { name: "x", size: new Uint8Array(12).fill(255) }],
  ])("calls %s malicious", async (_what, rule, plan) => {
    expect(await rulesOf(buildTar([README, plan]))).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining([rule]) });
  });

  it.each<readonly [string, string, Uint8Array]>([
    ["a pipe", "archive-special-file", buildTar([{ name: "p", flag: "6" }])],
    ["a program that takes rights", "archive-special-file", buildTar([{ name: "p", mode: 0o4755, content: "x" }])],
    ["one name twice", "archive-duplicate-name", buildTar([README, { ...README, name: "./model/README.md" }])],
    ["two lengths", "archive-views-differ", buildTar([{ ...README, size: 0, pax: { size: "10" } }])],
    ["no end", "archive-damaged", buildTar([README], undefined, false)],
    ["a cut", "archive-damaged", buildTar([{ name: "x", content: "x".repeat(3000) }]).subarray(0, 2000)],
    ["bytes behind the end", "unclaimed-bytes", buildTar([README], latin1("behind".padEnd(512)))],
    [
      "content after a member's end",
      "unclaimed-bytes",
      joined([buildTar([README]).subarray(0, 600), latin1("hidden"), buildTar([README]).subarray(606)]),
    ],
  ])("calls %s suspicious", async (_what, rule, bytes) => {
    const result = await rulesOf(bytes);
    expect(result.verdict).toBe("suspicious");
    expect(result.rules).toContain(rule);
  });
});

describe("7z archives", () => {
  const files = (content: string | Uint8Array): SevenZipPlan["files"] => [
    { name: "README.md", content: "x" },
    { name: "model.bin", content },
  ];

  it("has nothing against honest ones", async () => {
    for (const method of ["copy", "deflate", "lzma", "lzma2"] as const)
      expect(await rulesOf(buildSevenZip({ files: files(HARMLESS), method, encodedHeader: true }))).toMatchObject({
        verdict: "benign",
        complete: true,
        rules: [],
      });
  });

  it("finds hostile pickles, listed or not, also behind a program", async () => {
    for (const method of ["copy", "lzma"] as const)
      expect(await rulesOf(buildSevenZip({ files: files(HOSTILE), method }))).toMatchObject({ verdict: "malicious", call: "os.system" });
    expect(await rulesOf(buildSevenZip({ files: files(HOSTILE), unlisted: 1 }))).toMatchObject({
      verdict: "malicious",
      rules: expect.arrayContaining(["archive-hidden-member"]),
    });
    const selfExtracting = joined([latin1("MZ".padEnd(300, "program")), buildSevenZip({ files: files(HOSTILE) })]);
    expect(await rulesOf(selfExtracting)).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining(["unclaimed-bytes"]) });
  });

  it("says what it cannot look into", async () => {
    expect(await rulesOf(buildSevenZip({ files: files("x"), method: "aes" }))).toMatchObject({
      verdict: "suspicious",
      complete: false,
      rules: expect.arrayContaining(["archive-encrypted", "not-examined"]),
    });
    expect(await rulesOf(buildSevenZip({ files: files("x"), method: "unknown" }))).toMatchObject({
      verdict: "suspicious",
      complete: false,
    });
    const file = buildSevenZip({ files: files("x".repeat(100)), encodedHeader: true });
    for (let length = 6; length < file.length; length += 5) expect((await rulesOf(file.subarray(0, length))).verdict).toBe("suspicious");
  });

  it("tells wrong checksums, ways out of the folder and bytes behind", async () => {
    expect((await rulesOf(buildSevenZip({ files: [{ name: "a", content: "x", crc: 1 }] }))).rules).toEqual(["archive-checksum"]);
    expect(await rulesOf(buildSevenZip({ files: [{ name: "..\\a", content: "x" }] }))).toMatchObject({ verdict: "malicious" });
    const link = { name: "l", content: "../../x", attributes: (0x8000 | (0o120777 * 65536)) >>> 0 };
    expect((await rulesOf(buildSevenZip({ files: [link] }))).rules).toEqual(["archive-link-escape"]);
    expect((await rulesOf(buildSevenZip({ files: files("x"), suffix: latin1("behind") }))).rules).toEqual(["unclaimed-bytes"]);
  });
});
