import { ascii, textOf } from "../byte-source.ts";

/** What bytes are that no model loader reads: programs, documents, pictures, archives of other kinds. */
export type ForeignContent =
  | "elf"
  | "pe"
  | "dos-executable"
  | "mach-o"
  | "llamafile"
  | "wasm"
  | "java-class"
  | "dex"
  | "python-bytecode"
  | "lua-bytecode"
  | "llvm-bitcode"
  | "object-library"
  | "shell-script"
  | "batch-script"
  | "windows-shortcut"
  | "windows-installer-or-office"
  | "html"
  | "pdf"
  | "png"
  | "jpeg"
  | "gif"
  | "riff"
  | "rar"
  | "cabinet"
  | "sqlite"
  | "rtf"
  | "postscript"
  | "debian-package"
  | "mp4"
  | "ogg";

interface Magic {
  readonly content: ForeignContent;
  readonly magic: string;
  readonly offset?: number;
}

const MAGICS: readonly Magic[] = [
  { content: "llamafile", magic: "MZqFpD" },
  { content: "llamafile", magic: "jartsr=" },
  { content: "elf", magic: "\x7fELF" },
  { content: "mach-o", magic: "\xfe\xed\xfa\xce" },
  { content: "mach-o", magic: "\xfe\xed\xfa\xcf" },
  { content: "mach-o", magic: "\xce\xfa\xed\xfe" },
  { content: "mach-o", magic: "\xcf\xfa\xed\xfe" },
  { content: "wasm", magic: "\0asm" },
  { content: "dex", magic: "dex\n03" },
  { content: "lua-bytecode", magic: "\x1bLua" },
  { content: "lua-bytecode", magic: "\x1bLJ" },
  { content: "llvm-bitcode", magic: "BC\xc0\xde" },
  { content: "debian-package", magic: "!<arch>\ndebian" },
  { content: "object-library", magic: "!<arch>\n" },
  { content: "windows-shortcut", magic: "L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" },
  { content: "windows-installer-or-office", magic: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
  { content: "pdf", magic: "%PDF-" },
  { content: "png", magic: "\x89PNG\r\n\x1a\n" },
  { content: "jpeg", magic: "\xff\xd8\xff" },
  { content: "gif", magic: "GIF87a" },
  { content: "gif", magic: "GIF89a" },
  { content: "rar", magic: "Rar!\x1a\x07" },
  { content: "cabinet", magic: "MSCF\0\0\0\0" },
  { content: "sqlite", magic: "SQLite format 3\0" },
  { content: "rtf", magic: "{\\rtf" },
  { content: "postscript", magic: "%!PS" },
  { content: "mp4", magic: "ftyp", offset: 4 },
  { content: "ogg", magic: "OggS\0" },
];

/**
 * The kind of foreign content by its first bytes; undefined where they are none that is known.
 * @see https://man7.org/linux/man-pages/man5/elf.5.html, https://learn.microsoft.com/windows/win32/debug/pe-format
 */
export function contentOf(head: Uint8Array): ForeignContent | undefined {
  const text = ascii(head, 0, 32);
  for (const { content, magic, offset = 0 } of MAGICS) if (text.startsWith(magic, offset)) return content;
  if (text.startsWith("RIFF") && /^(?:WAVE|AVI |WEBP)/.test(text.slice(8))) return "riff";
  if (text.startsWith("MZ")) return peOf(head);
  if (text.startsWith("\xca\xfe\xba\xbe")) return fatOf(head);
  // The magic of Python's bytecode: a version and "\r\n", then a field of flags (PEP 552).
  if (
    head.length >= 16 &&
    text.slice(2, 4) === "\r\n" &&
    (head[1] ?? 0) >= 0x0b &&
    (head[1] ?? 0) <= 0x0f &&
    (head[4] ?? 9) <= 3 &&
    head[5] === 0 &&
    head[6] === 0
  )
    return "python-bytecode";
  return textContent(head);
}

function peOf(head: Uint8Array): ForeignContent | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 0x40) return undefined;
  const at = view.getUint32(0x3c, true);
  if (at >= head.length - 4) return at < 0x10000000 && (head[2] ?? 0) + (head[4] ?? 0) > 0 ? "dos-executable" : undefined;
  if (ascii(head, at, at + 4) === "PE\0\0") return "pe";
  return view.getUint16(0x18, true) === 0x40 || view.getUint16(8, true) === 4 ? "dos-executable" : undefined;
}

/** Java classes and fat Mach-O files have the same magic: a class has a version where the other has a count. */
function fatOf(head: Uint8Array): ForeignContent | undefined {
  if (head.length < 8) return undefined;
  const number = new DataView(head.buffer, head.byteOffset, 8).getUint32(4);
  return number < 40 ? "mach-o" : (number & 0xffff) <= 100 ? "java-class" : undefined;
}

function textContent(head: Uint8Array): ForeignContent | undefined {
  const text = textOf(head.subarray(0, 512)).replace(/^\uFEFF/, "");
  if (/^#! ?\/[\w/.-]{2,}/.test(text)) return "shell-script";
  if (/^@echo off\b|^@?(?:powershell|cmd)(?:\.exe)?\s/i.test(text)) return "batch-script";
  if (/^\s{0,100}<(?:!doctype\s{1,5}html|html[\s>]|script[\s>])/i.test(text)) return "html";
  return undefined;
}
