import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bytesSource } from "../byte-source.ts";
import { CODECS } from "../compression/codecs.ts";
import { decode } from "../compression/decode.ts";
import { readTar } from "./tar/read-tar.ts";
import { openZip } from "./zip/open-zip-member.ts";
import { readZip } from "./zip/read-zip.ts";

const Stream = z.object({ codec: z.enum(["zlib", "gzip", "bzip2", "lzma", "xz"]), packed: z.base64(), plain: z.base64() });
const Archive = z.object({
  archive: z.enum(["zip", "tar"]),
  packed: z.base64(),
  names: z.array(z.string()),
  contents: z.array(z.base64()),
});

function madeByPython(): readonly unknown[] | undefined {
  const run = spawnSync("python3", [join(import.meta.dirname, "testing/made_by_python.py")], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) return undefined;
  return run.stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

const made = madeByPython();

describe.skipIf(made === undefined)("what Python's standard library writes", () => {
  it("decodes to the same bytes, with all checks right", () => {
    const streams = (made ?? []).flatMap((item) => Stream.safeParse(item).data ?? []);
    expect(streams.length).toBeGreaterThan(100);
    for (const { codec, packed, plain } of streams) {
      const bytes = Buffer.from(packed, "base64");
      const { source, problem, consumed } = decode(CODECS[codec], { source: bytesSource(bytes) });
      expect({ codec, problem, consumed }).toEqual({ codec, problem: undefined, consumed: bytes.length });
      expect(Buffer.from(source.read(0, source.size)).toString("base64") === plain).toBe(true);
    }
  });

  it("opens to the same members, with nothing odd", () => {
    const archives = (made ?? []).flatMap((item) => Archive.safeParse(item).data ?? []);
    expect(archives.length).toBe(11);
    for (const { archive, packed, names, contents } of archives) {
      const source = bytesSource(Buffer.from(packed, "base64"));
      const zip = archive === "zip" ? readZip(source) : undefined;
      const tar = archive === "tar" ? readTar(source) : undefined;
      expect(zip?.anomalies ?? tar?.anomalies).toEqual([]);
      const opened = zip === undefined ? undefined : openZip(source, zip);
      const found =
        opened === undefined
          ? (tar?.members ?? []).map(({ name, content }) => ({ name, content, problem: undefined }))
          : opened.archive.members.map((member) => {
              const { source: content, problem } = opened.open(member);
              return { name: member.name, content, problem };
            });
      expect(found.map(({ name, problem }) => [name, problem])).toEqual(names.map((name) => [name, undefined]));
      expect(found.map(({ content }) => Buffer.from(content.read(0, content.size)).toString("base64"))).toEqual(contents);
    }
  });
});
