import type { Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import type { ConfigPlace } from "./judge-config.ts";
import { at, isObject, type Json, type JsonObject, textAt } from "./python-json.ts";

/** Keys of a Lambda layer whose value is a function. */
const KEYS = ["function", "output_shape", "mask"] as const;

const looksBase64 = (text: string): boolean => text.length > 40 && /^[A-Za-z0-9+/=\s]+$/.test(text);

const IDENTIFIER = /^[A-Za-z_][\w.]*$/;

/**
 * Names that do more than compute when a function uses them. What code calls stands in it by name: a function without
 * any of these works on tensors, as far as can be told; it is still code.
 */
const HARMFUL: ReadonlySet<string> = new Set(
  `eval exec compile execfile __import__ import_module importlib builtins open getattr setattr delattr globals locals vars breakpoint
  input os posix nt sys system popen subprocess Popen check_output check_call spawn fork shutil socket urllib urlopen urlretrieve
  requests httpx ftplib smtplib telnetlib http ctypes CDLL cdll windll marshal pickle dill cloudpickle joblib loads base64 b64decode zlib
  codecs unhexlify decompress fromhex runpy pty pip webbrowser code inspect gc rmtree unlink remove rename chmod
  environ getenv putenv tempfile pathlib Path read_text write_text read_bytes write_bytes FunctionType CodeType types threading
  multiprocessing signal platform getpass py_function numpy_function py_func read_file write_file matching_files gfile load_library
  load_op_library load_model load_weights get_file tofile fromfile savetxt loadtxt genfromtxt memmap DataSource f2py distutils`.split(
    /\s+/,
  ),
);
const PLAIN_DUNDERS: ReadonlySet<string> = new Set(["__name__", "__doc__", "__init__", "__class__", "__main__"]);

/** Texts of printable characters in marshalled code: its names and constants. */
function wordsIn(code: string): readonly string[] {
  return [...new Set(code.match(/[A-Za-z_]\w{1,60}/g) ?? [])];
}

function harmfulIn(words: readonly string[]): readonly string[] {
  return words.filter((word) => HARMFUL.has(word) || (/^__\w+__$/.test(word) && !PLAIN_DUNDERS.has(word)));
}

/** Code as marshalled bytes in base64, or as source text. Malicious where it names what acts on the machine, or cannot be read. */
function code(visit: Visit, place: ConfigPlace, what: string, base64: string | undefined, source = ""): void {
  const bytes = base64 === undefined ? "" : Buffer.from(base64, "base64").toString("latin1");
  const words = wordsIn(bytes + source);
  const harmful = harmfulIn(words);
  const alarming = alarmingText(bytes + source);
  const reasons = [...harmful, ...(alarming === undefined ? [] : [alarming.what])];
  visit.finding({
    rule: "keras-lambda-code",
    message: `${what}${reasons.length > 0 ? ` that uses ${reasons.slice(0, 8).join(", ")}` : words.length === 0 ? "" : `; names in it: ${words.slice(0, 8).join(", ")}`}.`,
    ...(reasons.length > 0 || words.length === 0 ? {} : { verdict: "suspicious" as const }),
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
    code(
      visit,
      place,
      `A Lambda layer carries code: ${JSON.stringify(value.slice(0, 120))}`,
      looksBase64(value) ? value : undefined,
      value,
    );
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
