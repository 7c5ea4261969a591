import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { decodeJsonBytes, firstCharacter, keyPattern } from "../keras/json-bytes.ts";
import { at, isObject, parsePythonJson, textAt } from "../keras/python-json.ts";
import { escapeOf } from "../onnx/external-data.ts";

const MAX_BYTES = 16 * 1024 * 1024;
const ITEMS = keyPattern("itemInfoEntries");

function inspect({ source }: Subject, visit: Visit): void {
  const text = decodeJsonBytes(source.read(0, source.size));
  const value = ITEMS.test(text) ? parsePythonJson(text) : undefined;
  const entries = isObject(value) ? at(value, "itemInfoEntries") : undefined;
  if (!isObject(value) || !isObject(entries)) return;
  visit.format("coreml-package");
  visit.claim(0, source.size, "manifest");
  for (const entry of Object.values(entries)) {
    const path = isObject(entry) ? textAt(entry, "path") : undefined;
    if (path !== undefined && escapeOf(path) !== undefined)
      visit.finding({
        rule: "external-data-path",
        message: `The package takes a part from ${JSON.stringify(path.slice(0, 200))}.`,
        loader: "MLModel(contentsOf:)",
      });
  }
}

/** Manifest.json of an .mlpackage: where its parts lie. */
export const coremlPackage: Interpreter = {
  id: "coreml-package",
  accepts: ({ head, source }) => source.size <= MAX_BYTES && firstCharacter(head) === "{",
  inspect,
};
