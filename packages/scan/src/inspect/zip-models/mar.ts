import { type DocumentValue, FormatError, type OpenedZip, objectOf, readJsonDocument, textValue, valueAt } from "@castellan/formats";
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
    if (requirements !== undefined && requirements !== "")
      visit.finding({
        rule: "mar-installs-packages",
        message: `The server may install what ${JSON.stringify(requirements.slice(0, 80))} names.`,
      });
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
