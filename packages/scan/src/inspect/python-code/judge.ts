import { FormatError, readSource } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { type PythonCall, pythonCalls } from "./read-calls.ts";

export interface PythonJudgement {
  /** Calls that harm when the module is imported or its entry points are called. */
  readonly harmful: readonly PythonCall[];
  /** Other calls that reach further than to compute. */
  readonly reaching: readonly PythonCall[];
  /** The code could not be read whole. */
  readonly broken: boolean;
}

/** Functions that a server or loader calls by itself. */
const ENTRY =
  /(?:^|\.)(?:__init__|__new__|__call__|__reduce__|__reduce_ex__|__setstate__|initialize|handle|preprocess|inference|postprocess|forward|load_context|predict|model_fn|input_fn|predict_fn|output_fn|_load_pyfunc|init|run|load_model|transform)$/;

/** What Python source does when it is imported and used as a handler. */
export async function judgePython(text: string): Promise<PythonJudgement> {
  const module = await readSource("python", text);
  const calls = pythonCalls(module);
  const shell = calls.some(({ reach }) => reach === "network") && calls.some(({ reach }) => reach === "descriptor");
  const harmful = calls.filter((call) => isHarmful(call, shell));
  const kept = new Set(harmful);
  return { harmful, reaching: calls.filter((call) => !kept.has(call) && call.reach !== "decode"), broken: module.errors.length > 0 };
}

function isHarmful(call: PythonCall, shell: boolean): boolean {
  const runs = call.onImport || ENTRY.test(call.inside);
  if (!runs) return false;
  if (call.reach === "program") return true;
  if (call.reach === "evaluate") return call.fedByCode;
  if (call.reach === "descriptor") return shell;
  return call.reach === "unpickle" && call.fedByCode;
}

/**
 * Findings for Python source in a place where a loader or server imports it. Inside of a model archive (`always`) that
 * there is code is told whatever it does.
 */
export async function reportPython(text: string, name: string, visit: Visit, always: boolean): Promise<void> {
  let judgement: PythonJudgement;
  try {
    judgement = await judgePython(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    visit.incomplete(`The code was not read to its end: ${error.message}.`);
    return;
  }
  const harmful = judgement.harmful.filter((call) => always || call.onImport || call.fedByCode);
  for (const call of harmful.slice(0, 10))
    visit.finding({
      rule: "code-runs-programs",
      message: `Line ${call.line}: ${call.onImport ? "importing the module" : call.inside} calls ${call.name}.`,
      call: { callable: call.name, arguments: call.arguments },
    });
  if (!always) return;
  const reached = [...new Set(judgement.reaching.map((call) => call.name))].slice(0, 8);
  visit.finding({
    rule: "archive-code",
    message: `${JSON.stringify(name.split("/").at(-1)?.slice(-80) ?? "")} is Python code that is imported with the model${reached.length > 0 ? `; it calls ${reached.join(", ")}` : ""}.`,
  });
}
