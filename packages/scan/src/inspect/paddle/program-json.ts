import { ascii, type JsonVisit, walkJson } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { PADDLE_CAPABILITIES } from "./capabilities.ts";
import { judgeOperator } from "./judge-operator.ts";
import { PADDLE_OPERATORS } from "./operators.ts";
import { reportOperators } from "./report-operators.ts";

const NEAR = 4096;
const KEEP = 8192;
const DEPTH = 400;
const MOST_OPERATORS = 1_000_000;
const MOST_TEXTS = 8;

/** How programs shorten the names of dialects. @see paddle/fluid/pir/serialize_deserialize/src/schema.cc (DialectIdMap) */
const DIALECTS: Readonly<Record<string, string>> = { "0": "builtin", "1": "pd_op", "2": "cf", "3": "custom_op", "4": "pd_dist" };
/** Operators of the dialects that only hold a program together. */
const STRUCTURE: ReadonlySet<string> = new Set(
  ["parameter", "set_parameter", "shadow_output", "combine", "slice", "split", "constant", "module", "group"]
    .map((name) => `builtin.${name}`)
    .concat(["yield", "tuple_push", "tuple_pop", "stack_create", "container_create"].map((name) => `cf.${name}`))
    .concat(
      ["if", "while", "has_elements", "assert", "select_input", "data", "feed", "fetch", "full", "print"].map((name) => `pd_op.${name}`),
    ),
);

interface Operator {
  name: string;
  readonly texts: string[];
  readonly offset: number;
}

/** The dialect and name in full: `1.matmul` is `pd_op.matmul`, `p` a parameter. */
export function fullName(written: string): string {
  if (written === "p") return "builtin.parameter";
  const dot = written.indexOf(".");
  const dialect = written.slice(0, Math.max(0, dot));
  return Object.hasOwn(DIALECTS, dialect) ? `${DIALECTS[dialect]}${written.slice(dot)}` : written;
}

function isProgram({ head, source }: Subject): boolean {
  const begin = ascii(head, 0, NEAR);
  if (!/^(?:\xef\xbb\xbf)?\s{0,1000}\{/.test(begin)) return false;
  const near = begin + ascii(source.read(Math.max(0, source.size - NEAR), NEAR));
  return /"base_code"\s{0,100}:/.test(near) && /"magic"\s{0,100}:\s{0,100}"pir"/.test(near);
}

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("paddle-pir");
  const operators = new Map<string, Operator>();
  const { problems, values } = walkJson(source, (value) => gather(value, operators, visit), {
    depth: DEPTH,
    keep: KEEP,
    pythonNumbers: true,
  });
  visit.spend("operations", values);
  visit.claim(0, source.size, "JSON");
  for (const { kind, message, offset } of problems.slice(0, 3))
    if (kind === "duplicate-key")
      visit.finding({ rule: "duplicate-key", message: `The key ${JSON.stringify(message.slice(0, 100))} stands twice.`, offset });
    else visit.incomplete(`The JSON is not read to its end: ${message}.`, offset);
  const counts = new Map<string, number>();
  const custom = new Map<string, number>();
  for (const { name, texts, offset } of operators.values()) {
    const full = fullName(name);
    const [dialect, short] = [full.slice(0, Math.max(0, full.indexOf("."))), full.slice(full.indexOf(".") + 1)];
    counts.set(short, (counts.get(short) ?? 0) + 1);
    // Operators that write into their input end in an underscore.
    const plain = [short, short.replace(/_$/, "")];
    const capable = dialect === "pd_op" || dialect === "builtin" ? plain.find((one) => PADDLE_CAPABILITIES.has(one)) : undefined;
    if (capable !== undefined) judgeOperator(capable, texts, offset, visit);
    else if (!STRUCTURE.has(full) && !(dialect === "pd_op" && plain.some((one) => PADDLE_OPERATORS.has(one)))) custom.set(full, offset);
  }
  reportOperators(counts, custom, visit);
}

/** Texts belong to the innermost operator around them; its name stands under `#`. */
function gather({ path, event, text, cut, offset }: JsonVisit, operators: Map<string, Operator>, visit: Visit): void {
  if (event !== "string") return;
  let index = path.length - 2;
  while (index >= 0 && !(path[index] === "ops" && typeof path[index + 1] === "number")) index--;
  if (index < 0) return;
  const key = path.slice(0, index + 2).join("\0");
  let operator = operators.get(key);
  if (operator === undefined) {
    if (operators.size >= MOST_OPERATORS) return visit.incomplete(`The program has more than ${MOST_OPERATORS} operators.`, offset);
    operator = { name: "", texts: [], offset };
    operators.set(key, operator);
  }
  if (path.length === index + 3 && path.at(-1) === "#") operator.name = text;
  else if (operator.texts.length < MOST_TEXTS && path.at(-1) !== "#" && path.at(-1) !== "N") operator.texts.push(text);
  if (cut) visit.incomplete("A text of the program is too long to be read.", offset);
}

/** Programs of PaddlePaddle 3 (`inference.json`): every operator of every block. @see https://www.paddlepaddle.org.cn/documentation/docs/en/guides/index_en.html */
export const paddleProgramJson: Interpreter = { id: "paddle-pir", accepts: isProgram, inspect };
