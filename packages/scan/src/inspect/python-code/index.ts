import { textOf } from "@castellan/formats";
import type { Interpreter, Subject } from "../interpreter.ts";
import { reportPython } from "./judge.ts";

const MOST = 2 * 1024 * 1024;
const STREAMS = new Set(["gzip", "zlib", "bzip2", "xz", "lzma", "lz4", "zstd"]);
/** Files that the library of transformers imports by itself where the configuration names them. */
const IMPORTED =
  /(?:^|\/)(?:(?:modeling|configuration|tokenization|processing|image_processing|feature_extraction|pipeline)_\w+|handler|custom_generate)\.py$/i;

function isText(head: Uint8Array): boolean {
  return head.length > 0 && !head.subarray(0, 4096).includes(0);
}

/** Code that begins like a module, whatever its name. */
function startsLikePython(head: Uint8Array): boolean {
  const text = textOf(head.subarray(0, 4096)).replace(/^\uFEFF/, "");
  return (
    /^#! ?\/\S*python/.test(text) ||
    /^(?:(?:#[^\n]*)?\r?\n|"""[^"]{0,1000}"""\s*\n){0,40}(?:import [A-Za-z_][\w.]*|from [A-Za-z_.][\w.]* import )/.test(text)
  );
}

function inArchive({ within }: Subject): boolean {
  return within.some((format) => !STREAMS.has(format));
}

/** TorchScript's own language looks like Python and is not run by it; its interpreter judges it. */
function isTorchScript({ head, name, within }: Subject): boolean {
  // Within its own archive another interpreter reads all of it.
  if (within.includes("torchscript") && /(?:^|\/)code\/.*\.py$/i.test(name)) return true;
  return (
    /(?:^|\/)code\/(?:__torch__\b.*|.*\/__torch__\b.*)\.py$/.test(name) &&
    /__parameters__ = \[|__torch__\.|^op_version_set/.test(textOf(head.subarray(0, 8192)))
  );
}

/** Python source that comes with a model: in archives always told, beside models where it harms on import. */
export const pythonCode: Interpreter = {
  id: "python-code",
  accepts: (subject) => {
    if (!isText(subject.head)) return false;
    const named = /\.pyw?$/i.test(subject.name);
    if (inArchive(subject)) return !isTorchScript(subject) && (named || startsLikePython(subject.head));
    return IMPORTED.test(subject.name);
  },
  inspect: async (subject, visit) => {
    const archived = inArchive(subject);
    if (subject.source.size > MOST) {
      if (archived) visit.incomplete(`Python code of ${subject.source.size} bytes is not read.`);
      return;
    }
    if (archived) visit.format("python");
    await reportPython(textOf(subject.source.read(0, subject.source.size)), subject.name, visit, archived);
  },
};
