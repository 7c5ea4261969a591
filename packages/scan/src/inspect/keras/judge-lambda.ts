import type { Visit } from "../interpreter.ts";
import type { ConfigPlace } from "./judge-config.ts";
import { at, isObject, type Json, type JsonObject, textAt } from "./python-json.ts";

/** Keys of a Lambda layer whose value is a function. */
const KEYS = ["function", "output_shape", "mask"] as const;

const IDENTIFIER = /^[A-Za-z_][\w.]*$/;

/** Printable names inside of marshalled code: what it calls. */
function namesIn(base64: string): readonly string[] {
  const text = Buffer.from(base64.slice(0, 200_000), "base64").toString("latin1");
  const names = text.match(/[A-Za-z_][\w./:-]{2,60}/g) ?? [];
  return [...new Set(names)].slice(0, 12);
}

function code(visit: Visit, place: ConfigPlace, what: string, base64: string | undefined): void {
  const names = base64 === undefined ? [] : namesIn(base64);
  visit.finding({
    rule: "keras-lambda-code",
    message: `${what}${names.length === 0 ? "" : `; names in it: ${names.join(", ")}`}.`,
    call: { callable: "keras.layers.Lambda", arguments: base64 === undefined ? [] : [JSON.stringify(base64.slice(0, 60))] },
    ...place,
  });
}

/** The function of a Lambda layer: marshalled code, source text, or a name. */
function judgeFunction(value: Json, type: string | undefined, visit: Visit, place: ConfigPlace): void {
  if (Array.isArray(value)) {
    const [first] = value;
    code(visit, place, "A Lambda layer carries marshalled Python code", typeof first === "string" ? first : undefined);
    return;
  }
  if (isObject(value)) {
    // `__lambda__` is met on the way through the configuration; a named function likewise, with its module.
    const name = at(value, "config");
    if (textAt(value, "class_name") === "function")
      visit.finding({
        rule: "keras-lambda-function",
        message: `A Lambda layer calls the function ${JSON.stringify(typeof name === "string" ? name.slice(0, 100) : "")}.`,
        ...place,
      });
    return;
  }
  if (typeof value !== "string") return;
  if (type === "lambda" || !IDENTIFIER.test(value))
    code(visit, place, `A Lambda layer carries code: ${JSON.stringify(value.slice(0, 120))}`, undefined);
  else
    visit.finding({
      rule: "keras-lambda-function",
      message: `A Lambda layer calls the function ${JSON.stringify(value.slice(0, 100))}.`,
      ...place,
    });
}

/** A Lambda layer's configuration, or an object `__lambda__` itself. */
export function judgeLambda(object: JsonObject, visit: Visit, place: ConfigPlace): void {
  if (textAt(object, "class_name") === "__lambda__") {
    const config = at(object, "config");
    code(
      visit,
      place,
      "The configuration carries marshalled Python code",
      isObject(config) ? (textAt(config, "code") ?? textAt(config, "value")) : undefined,
    );
    return;
  }
  for (const key of KEYS) {
    const value = at(object, key);
    const type = textAt(object, `${key}_type`);
    if (value === undefined || value === null) {
      if (key === "function")
        visit.finding({ rule: "keras-lambda-function", message: "A Lambda layer has no function that can be read.", ...place });
      continue;
    }
    // An output shape is most often a list of numbers.
    if (
      key === "output_shape" &&
      type !== "lambda" &&
      type !== "function" &&
      Array.isArray(value) &&
      value.every((item) => typeof item !== "string")
    )
      continue;
    judgeFunction(value, type, visit, place);
  }
}
