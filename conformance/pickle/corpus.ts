import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** The folder that holds the files: `dir` itself, its `model-files/`, or its unpacked `model-files.tar.gz`. */
export function corpusFolder(dir: string): string | undefined {
  if (existsSync(join(dir, "labels.json"))) return dir;
  if (existsSync(join(dir, "model-files", "labels.json"))) return join(dir, "model-files");
  const archive = join(dir, "model-files.tar.gz");
  if (!existsSync(archive)) return undefined;
  const target = mkdtempSync(join(tmpdir(), "castellan-pickle-"));
  process.on("exit", () => rmSync(target, { recursive: true, force: true }));
  execFileSync("tar", ["-xzf", archive, "-C", target]);
  return join(target, "model-files");
}

export interface CorpusBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every file of the corpus, and what is packed in it: members of zip files, gzip and zlib streams. */
export function corpusBytes(folder: string): readonly CorpusBytes[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const bytes = readFileSync(path);
      const name = path.slice(folder.length + 1);
      return [{ name, bytes }, ...zipMembers(name, bytes), ...decompressed(name, bytes)];
    });
}

const LOCAL_HEADER = Buffer.from("PK\x03\x04", "latin1");

/** By their local headers, as far as those tell the length. */
function zipMembers(name: string, bytes: Buffer): readonly CorpusBytes[] {
  const members: CorpusBytes[] = [];
  for (let at = bytes.indexOf(LOCAL_HEADER); at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(LOCAL_HEADER, at + 4)) {
    const data = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const length = bytes.readUInt32LE(at + 18);
    const packed = bytes.subarray(data, length === 0 ? bytes.length : data + length);
    const member = bytes.readUInt16LE(at + 8) === 8 ? tryTo(() => inflateRawSync(packed, LIMIT)) : packed;
    if (member !== undefined) members.push({ name: `${name}!${at}`, bytes: member });
  }
  return members;
}

const LIMIT = { maxOutputLength: 32 * 1024 * 1024 };

function decompressed(name: string, bytes: Buffer): readonly CorpusBytes[] {
  const plain = tryTo(() => gunzipSync(bytes, LIMIT)) ?? tryTo(() => inflateSync(bytes, LIMIT));
  return plain === undefined ? [] : [{ name: `${name}!plain`, bytes: plain }];
}

function tryTo(read: () => Buffer): Buffer | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
