import { contentOf, type ForeignContent, nameClaims } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";

const NATIVE: ReadonlySet<ForeignContent> = new Set([
  "elf",
  "pe",
  "dos-executable",
  "mach-o",
  "wasm",
  "java-class",
  "dex",
  "python-bytecode",
  "lua-bytecode",
  "llvm-bitcode",
  "object-library",
]);
const SCRIPTS: ReadonlySet<ForeignContent> = new Set(["shell-script", "batch-script", "windows-shortcut"]);
/** Containers around a single stream are no archive: what is in them is the file itself. */
const STREAMS = new Set(["gzip", "zlib", "bzip2", "xz", "lzma", "lz4", "zstd"]);

function inArchive({ within }: Subject): boolean {
  return within.some((format) => !STREAMS.has(format));
}

/** Packages of Python and JavaScript bring scripts for those who build and use them. */
function inPackage({ within }: Subject): boolean {
  return within.includes("python-package") || within.includes("npm-package");
}

/** Programs, scripts, pictures and documents where a model should be; programs among the parts of a model. */
export const foreignContent: Interpreter = {
  id: "foreign-content",
  accepts: (subject) => {
    const content = contentOf(subject.head);
    if (content === undefined) return false;
    if (content === "llamafile" || nameClaims(subject.name).length > 0) return true;
    return inArchive(subject) && (NATIVE.has(content) || (SCRIPTS.has(content) && !inPackage(subject)));
  },
  inspect: (subject, visit) => {
    const content = contentOf(subject.head);
    if (content === undefined) return;
    if (content === "llamafile") return judgeLlamafile(visit);
    const claims = nameClaims(subject.name);
    if (claims.length > 0) {
      visit.finding({
        rule: "name-content-mismatch",
        message: `${JSON.stringify(subject.name.split("/").at(-1)?.slice(-80) ?? "")} is named like ${claims.join(" or ")}, and is ${content}.`,
      });
    }
    if (NATIVE.has(content))
      visit.finding({ rule: "native-code", message: `These bytes are machine code (${content}), which is not examined.` });
    else if (SCRIPTS.has(content) && !inPackage(subject))
      visit.finding({ rule: "script-in-model", message: `These bytes are a script (${content}).` });
  },
};

/** A program of every platform with a zip archive behind it, in which the weights are. @see https://github.com/Mozilla-Ocho/llamafile */
function judgeLlamafile(visit: Visit): void {
  visit.format("llamafile");
  visit.finding({ rule: "native-code", message: "A llamafile is a program: running it runs its machine code, which is not examined." });
}
