import { textOf } from "@castellan/formats";
import { TRANSFORMERS_CODE } from "../archive/layouts.ts";
import type { Interpreter, Subject } from "../interpreter.ts";
import { type PythonPlace, reportPython } from "./judge.ts";

const MOST = 2 * 1024 * 1024;
const STREAMS = new Set(["gzip", "zlib", "bzip2", "xz", "lzma", "lz4", "zstd"]);
/** Formats whose loader or server imports the Python source in the archive. */
const LOADED = new Set(["torchserve-mar", "torchserve-workflow", "nemo", "mlflow", "pytorch-package"]);
const CONTAINERS = new Set(["zip", "tar", "7z"]);
const PACKAGES = new Set(["python-package", "npm-package"]);

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

/** TorchScript's own language looks like Python and is not run by it; its interpreter judges it. */
function isTorchScript({ head, name, within }: Subject): boolean {
  // Within its own archive another interpreter reads all of it.
  if (within.includes("torchscript") && /(?:^|\/)code\/.*\.py$/i.test(name)) return true;
  return (
    /(?:^|\/)code\/(?:__torch__\b.*|.*\/__torch__\b.*)\.py$/.test(name) &&
    /__parameters__ = \[|__torch__\.|^op_version_set/.test(textOf(head.subarray(0, 8192)))
  );
}

/** Who would run the code; undefined where nobody would. */
function placeOf({ name, within }: Subject): PythonPlace | undefined {
  if (within.some((format) => LOADED.has(format)) || (within.includes("transformers") && TRANSFORMERS_CODE.test(name))) return "loader";
  const formats = within.filter((format) => !STREAMS.has(format));
  if (formats.length === 0) return TRANSFORMERS_CODE.test(name) ? "beside" : undefined;
  if (formats.every((format) => CONTAINERS.has(format) || PACKAGES.has(format)))
    return formats.some((format) => PACKAGES.has(format)) ? "package" : "archive";
  return "beside-model";
}

/** Python source that comes with a model: told where the loader imports it, else where it harms. */
export const pythonCode: Interpreter = {
  id: "python-code",
  accepts: (subject) => {
    if (!isText(subject.head)) return false;
    const place = placeOf(subject);
    if (place === undefined || place === "beside") return place !== undefined;
    return !isTorchScript(subject) && (/\.pyw?$/i.test(subject.name) || startsLikePython(subject.head));
  },
  inspect: async (subject, visit) => {
    const place = placeOf(subject);
    if (place === undefined) return;
    if (subject.source.size > MOST) {
      if (place !== "beside") visit.incomplete(`Python code of ${subject.source.size} bytes is not read.`);
      return;
    }
    if (place !== "beside") visit.format("python");
    await reportPython(textOf(subject.source.read(0, subject.source.size)), subject.name, visit, place);
  },
};
