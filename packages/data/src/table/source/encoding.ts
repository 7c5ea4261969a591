import { isAscii, isUtf8 } from "node:buffer";
import { closeSync, openSync, writeSync } from "node:fs";
import { looksUtf16 } from "./content.ts";
import { FileSource } from "./file-source.ts";
import type { TemporaryFolder } from "./temporary-folder.ts";
import type { ReadWarning } from "./warning.ts";

const PIECE = 8 * 1024 * 1024;

interface Survey {
  /** Offset of the first bytes that are no UTF-8; -1 where all are. */
  readonly invalidAt: number;
  readonly nulAt: number;
  readonly nuls: number;
}

/** Length of the part that does not cut a UTF-8 character at its end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function firstInvalid(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  // The longest valid beginning, by halves; cuts inside of a character are moved before it.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, wholeCharacters(part)))) low = middle;
    else high = middle;
  }
  return low;
}

function survey(file: FileSource): Survey {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, Math.max(1, file.size)));
  let [at, invalidAt, nulAt, nuls] = [0, -1, -1, 0];
  while (at < file.size) {
    const bytes = buffer.subarray(0, file.readInto(at, buffer));
    if (bytes.length === 0) break;
    for (let nul = bytes.indexOf(0); nul >= 0 && nuls < 1e9; nul = bytes.indexOf(0, nul + 1)) {
      if (nulAt < 0) nulAt = at + nul;
      nuls++;
    }
    if (isAscii(bytes)) {
      at += bytes.length;
      continue;
    }
    const last = at + bytes.length >= file.size;
    const whole = last ? bytes.length : wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) {
      if (invalidAt < 0) invalidAt = at + firstInvalid(bytes.subarray(0, whole));
    }
    at += Math.max(1, whole);
  }
  return { invalidAt, nulAt, nuls };
}

/** Line of an offset, from 1. */
function lineAt(file: FileSource, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += PIECE) {
    const bytes = Buffer.from(file.read(at, Math.min(PIECE, offset - at)));
    for (let found = bytes.indexOf(10); found >= 0; found = bytes.indexOf(10, found + 1)) line++;
  }
  return line;
}

/** Characters of UTF-8 between damage: then the file is UTF-8 with faults, and not another encoding. */
function mostlyUtf8(file: FileSource, at: number): boolean {
  const bytes = file.read(Math.max(0, at - PIECE / 2), PIECE);
  const text = new TextDecoder().decode(bytes);
  let [good, bad] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  return good > bad;
}

function rewritten(file: FileSource, encoding: string, target: string, nuls: boolean): void {
  const decoder = new TextDecoder(encoding);
  const out = openSync(target, "w");
  try {
    for (let at = 0; at < file.size; at += PIECE) {
      const decoded = decoder.decode(file.read(at, PIECE), { stream: at + PIECE < file.size });
      const bytes = Buffer.from(nuls ? decoded.replaceAll("\0", "\x1A") : decoded);
      for (let done = 0; done < bytes.length; ) done += writeSync(out, bytes, done);
    }
  } finally {
    closeSync(out);
  }
}

/**
 * The same text as UTF-8 without NUL: the file itself where it is that, else a copy. Without a mark, two-byte text is
 * known by its zero bytes, and one-byte text is read as windows-1252, which holds latin-1.
 */
export function asUtf8(path: string, name: string, folder: TemporaryFolder, warn: (warning: ReadWarning) => void): string {
  const file = new FileSource(path);
  try {
    const head = file.read(0, 4096);
    const marked = head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : undefined;
    const wide = marked ?? looksUtf16(head);
    if (wide !== undefined) {
      const target = folder.file(".text");
      rewritten(file, wide, target, false);
      warn({
        code: "encoding-converted",
        file: name,
        count: 1,
        message: `${name}: read as ${wide.toUpperCase()}${marked === undefined ? " (it has no byte order mark)" : ""}.`,
      });
      return target;
    }
    const { invalidAt, nulAt, nuls } = survey(file);
    if (invalidAt < 0 && nuls === 0) return path;
    if (nuls > 0)
      warn({
        code: "nul-bytes",
        file: name,
        count: nuls,
        message: `${name}: ${nuls} NUL ${nuls === 1 ? "byte" : "bytes"}, the first in line ${lineAt(file, nulAt)}; read as the control character U+001A.`,
      });
    const utf8 = invalidAt < 0 || mostlyUtf8(file, invalidAt);
    if (invalidAt >= 0)
      warn(
        utf8
          ? {
              code: "encoding-damaged",
              file: name,
              count: 1,
              message: `${name}: bytes that are no UTF-8, the first in line ${lineAt(file, invalidAt)}; they were read as \uFFFD.`,
            }
          : {
              code: "encoding-converted",
              file: name,
              count: 1,
              message: `${name}: no UTF-8 from line ${lineAt(file, invalidAt)} on; read as windows-1252 (latin-1).`,
            },
      );
    const target = folder.file(".text");
    rewritten(file, utf8 ? "utf-8" : "windows-1252", target, nuls > 0);
    return target;
  } finally {
    file.close();
  }
}
