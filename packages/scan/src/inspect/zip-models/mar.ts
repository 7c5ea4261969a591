import {
  type DocumentValue,
  FormatError,
  type OpenedZip,
  objectOf,
  readJsonDocument,
  textOf,
  textValue,
  valueAt,
} from "@castellan/formats";
import type { ZipProfile } from "../archive/zip-profile.ts";
import type { Visit } from "../interpreter.ts";

const MANIFEST = "MAR-INF/MANIFEST.json";
/** Handlers that TorchServe brings. */
const OWN = new Set(["image_classifier", "image_segmenter", "object_detector", "text_classifier", "text_to_speech"]);

/** Archives of TorchServe. @see https://github.com/pytorch/serve/blob/master/model-archiver/README.md */
export const marProfile: ZipProfile = {
  id: "mar",
  accepts: (zip) => zip.member(MANIFEST) !== undefined,
  inspect: (zip, visit) => {
    visit.format("torchserve-mar");
    const manifest = manifestOf(zip, visit);
    if (manifest === undefined) return undefined;
    const model = valueAt(manifest, "model");
    for (const key of ["handler", "modelFile", "serializedFile", "requirementsFile", "extensions"])
      judgePath(key, textValue(valueAt(model, key)), visit);
    judgeHandler(zip, textValue(valueAt(model, "handler")) ?? "", visit);
    const requirements = textValue(valueAt(model, "requirementsFile"));
    if (requirements !== undefined && requirements !== "") judgeRequirements(zip, requirements, visit);
    const name = textValue(valueAt(model, "modelName"));
    if (name !== undefined) visit.fact("name", name.slice(0, 100));
    return undefined;
  },
};

function manifestOf(zip: OpenedZip, visit: Visit): DocumentValue | undefined {
  const member = zip.member(MANIFEST);
  if (member === undefined) return undefined;
  try {
    const { root } = readJsonDocument(zip.open(member).source);
    if (objectOf(root) !== undefined) return root;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  visit.incomplete("The manifest of the TorchServe archive cannot be read.");
  return undefined;
}

function judgePath(key: string, path: string | undefined, visit: Visit): void {
  if (path !== undefined && (/^(?:[\\/]|[A-Za-z]:[\\/])/.test(path) || path.split(/[\\/]/).includes("..")))
    visit.finding({ rule: "mar-path-outside", message: `The ${key} of the manifest is ${JSON.stringify(path.slice(0, 200))}.` });
}

function judgeHandler(zip: OpenedZip, handler: string, visit: Visit): void {
  // `module:function` names an entry point.
  const module = handler.split(":", 1)[0] ?? "";
  if (module === "" || (OWN.has(module) && !handler.includes(":"))) return;
  const inside = [module, `${module}.py`].some((name) => zip.member(name) !== undefined);
  visit.finding({
    rule: "mar-custom-handler",
    message: `The handler is ${JSON.stringify(handler.slice(0, 100))}, ${inside ? "which is in the archive" : "which is not in the archive: the server's own path decides what it is"}.`,
    loader: "TorchServe",
  });
}

/** Packages by name come from the index that the server is set to; other places are the archive's choice. */
function judgeRequirements(zip: OpenedZip, name: string, visit: Visit): void {
  const member = zip.member(name);
  const text = member === undefined ? "" : textOf(zip.open(member).source.read(0, 256 * 1024));
  const foreign = text
    .split("\n")
    .find((line) =>
      /^\s{0,20}(?:-{1,2}(?:i|index-url|extra-index-url|find-links|f|trusted-host|e|editable)\b|git\+|https?:|file:|\.{0,2}\/)|@\s{0,20}(?:git\+|https?:|file:)/.test(
        line,
      ),
    );
  visit.finding({
    rule: "mar-installs-packages",
    ...(foreign === undefined ? {} : { verdict: "suspicious" as const }),
    message:
      foreign === undefined
        ? `The server may install what ${JSON.stringify(name.slice(0, 80))} names.`
        : `The server may install packages from another place: ${JSON.stringify(foreign.trim().slice(0, 120))}.`,
  });
}
