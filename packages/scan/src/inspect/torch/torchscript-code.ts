import { readTorchScript, type TorchScriptCall, textOf } from "@castellan/formats";
import type { Interpreter, Visit } from "../interpreter.ts";
import { isKnownClass, operatorReach } from "./operators.ts";

const MOST = 32 * 1024 * 1024;
/** Operators that are as bad where they are called on a value: `"path".from_file(…)` means `torch.from_file("path", …)`. */
const AS_METHODS: ReadonlySet<string> = new Set(["save", "from_file"]);
/** Functions of Python that TorchScript does not have; its compiler refuses them. */
const NOT_TORCHSCRIPT: ReadonlySet<string> = new Set([
  "eval",
  "exec",
  "open",
  "compile",
  "__import__",
  "globals",
  "locals",
  "vars",
  "input",
  "breakpoint",
]);

/** The code of TorchScript modules: a subset of Python that works on tensors, with some operators that do not. */
export const torchScriptCode: Interpreter = {
  id: "torchscript-code",
  accepts: ({ within, name }) => within.includes("torchscript") && /(?:^|\/)code\/.*\.py$/i.test(name),
  inspect: ({ source }, visit) => {
    if (source.size > MOST) {
      visit.incomplete(`TorchScript code of ${source.size} bytes is not read.`);
      return;
    }
    visit.claim(0, source.size, "TorchScript code");
    const text = textOf(source.read(0, source.size));
    visit.spend("operations", Math.ceil(text.length / 16));
    const { calls, foreign, endless, classes } = readTorchScript(text);
    for (const call of calls) judgeCall(call, visit);
    for (const { word, line } of foreign.slice(0, 20)) refuse(word, line, visit);
    for (const line of endless.slice(0, 5))
      visit.finding({ rule: "torchscript-endless-loop", message: `Line ${line}: a loop without a way out.` });
    for (const name of classes)
      if (!isKnownClass(name))
        visit.finding({ rule: "torch-custom-operator", message: `The code uses the custom class torch.classes.${name.slice(0, 100)}.` });
  },
};

function refuse(word: string, line: number, visit: Visit): void {
  visit.finding({
    rule: "torchscript-foreign-code",
    message: `Line ${line}: ${word} is no TorchScript; something else may be meant to run it.`,
  });
}

function judgeCall({ path, line, textArgument }: TorchScriptCall, visit: Visit): void {
  const [root = "", second = "", third] = path;
  const name = path.at(-1) ?? "";
  if (path.length === 1) {
    if (NOT_TORCHSCRIPT.has(name)) refuse(name, line, visit);
    return;
  }
  // `torch.X` means the operator aten::X; `ops.N.X` names its namespace.
  const operator =
    root === "torch" && path.length === 2 ? ["aten", second] : root === "ops" && third !== undefined ? [second, third] : undefined;
  if (operator !== undefined) report(operator[0] ?? "", operator[1] ?? "", path, line, visit);
  else if (AS_METHODS.has(name) && root !== "__torch__") {
    const verdict = textArgument || root === "torch" || name === "from_file" ? "malicious" : "suspicious";
    visit.finding({
      rule: "torchscript-reaching-operator",
      verdict,
      message: `Line ${line}: ${path.join(".")} is called, which can mean the operator aten::${name} on a file.`,
    });
  }
}

function report(namespace: string, name: string, path: readonly string[], line: number, visit: Visit): void {
  const reach = operatorReach(namespace, name);
  if (reach === undefined) return;
  const custom = reach.does.includes("extension");
  visit.finding({
    rule: custom ? "torch-custom-operator" : "torchscript-reaching-operator",
    verdict: reach.verdict,
    message: `Line ${line}: ${path.join(".")} ${reach.does}.`,
    call: { callable: `${namespace}::${name}`, arguments: [] },
    loader: "torch.jit.load",
  });
}
