import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { decodeJsonBytes, firstCharacter, keyPattern } from "./json-bytes.ts";
import { judgeKerasConfig } from "./judge-config.ts";
import { at, isObject, type Json, parsePythonJson } from "./python-json.ts";

const MAX_BYTES = 256 * 1024 * 1024;
const CLASS_NAME = keyPattern("class_name");

function atMostSuspicious(visit: Visit): Visit {
  return { ...visit, finding: (finding) => visit.finding({ ...finding, verdict: finding.verdict === "benign" ? "benign" : "suspicious" }) };
}

/** A configuration that Keras builds an object of. */
function isConfiguration(value: Json | undefined): boolean {
  return isObject(value) && typeof at(value, "class_name") === "string" && at(value, "config") !== undefined;
}

async function inspect({ source, within, name }: Subject, outer: Visit): Promise<void> {
  // Keras reads the member config.json and no other: what stands beside it can be suspicious at most.
  const visit = within.includes("keras") && name !== "config.json" ? atMostSuspicious(outer) : outer;
  const text = decodeJsonBytes(source.read(0, source.size));
  const inArchive = within.at(-1) === "zip" && within.includes("keras");
  if (!inArchive && !CLASS_NAME.test(text)) return;
  const value = parsePythonJson(text);
  if (value === undefined && inArchive && name === "config.json")
    visit.finding({ rule: "keras-unreadable-configuration", message: "The configuration of the model is no JSON that can be read." });
  if (value !== undefined && inArchive && name === "config.json" && !isConfiguration(value))
    visit.finding({ rule: "keras-unreadable-configuration", message: "The configuration names no class with a configuration." });
  if (value === undefined || !isConfiguration(value)) return;
  visit.format("keras-config");
  visit.claim(0, source.size, "configuration");
  const summary = await judgeKerasConfig(value, visit, { loader: "keras.models.load_model, keras.models.model_from_json" });
  if (summary.classes.size > 0)
    visit.fact(
      "layers",
      [...summary.classes]
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, 20)
        .map(([name]) => name),
    );
}

/** `config.json` of a .keras archive, and what `model.to_json()` writes: JSON with a class and its configuration. */
export const kerasConfig: Interpreter = {
  id: "keras-config",
  accepts: ({ head, source }) => source.size <= MAX_BYTES && firstCharacter(head) === "{",
  inspect,
};
