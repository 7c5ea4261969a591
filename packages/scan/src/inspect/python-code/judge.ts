import { FormatError, readSource } from "@castellan/formats";
import type { Verdict, Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
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
 * Who runs the code: `loader`, whatever it does is told, for loading the model imports it; `beside-model`, it lies in a
 * model archive whose loader does not import it; `package`, it is source of a package; `archive`, it lies in an archive
 * of any other kind; `beside`, it is a file of its own that a loader may import by its name.
 */
export type PythonPlace = "loader" | "beside-model" | "package" | "archive" | "beside";

/** Findings for Python source, by where it stands. */
export async function reportPython(text: string, name: string, visit: Visit, place: PythonPlace): Promise<void> {
  let judgement: PythonJudgement;
  try {
    judgement = await judgePython(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (place !== "package") visit.incomplete(`The code was not read to its end: ${error.message}.`);
    return;
  }
  for (const call of judgement.harmful.slice(0, 400)) {
    const verdict = harmIn(place, call);
    if (verdict === undefined) continue;
    visit.finding({
      rule: "code-runs-programs",
      verdict,
      message: `Line ${call.line}: ${call.onImport ? "importing the module" : call.inside} calls ${call.name}.`,
      call: { callable: call.name, arguments: call.arguments },
    });
  }
  if (place !== "loader") return;
  const reached = [...new Set(judgement.reaching.map((call) => call.name))].slice(0, 8);
  visit.finding({
    rule: "archive-code",
    message: `${JSON.stringify(name.split("/").at(-1)?.slice(-80) ?? "")} is Python code that is imported with the model${reached.length > 0 ? `; it calls ${reached.join(", ")}` : ""}.`,
  });
}

function harmIn(place: PythonPlace, call: PythonCall): Verdict | undefined {
  if (place === "loader") return "malicious";
  if (place === "beside") return call.onImport || call.fedByCode ? "malicious" : undefined;
  if (isAttack(call)) return "malicious";
  if (place === "package") return undefined;
  // Tools run programs when they are called; a module that does so when it is imported is odd.
  return place === "beside-model" || (call.onImport && call.reach === "program") ? "suspicious" : undefined;
}

/** What no honest code does, whoever imports it: running what it decodes or fetches, shells that call home. */
function isAttack({ reach, fedByPayload, onImport, arguments: given }: PythonCall): boolean {
  if (reach === "evaluate" || reach === "unpickle") return onImport && fedByPayload;
  if (reach === "descriptor") return onImport;
  return reach === "program" && alarmingText(given.join(" ").replaceAll(/[[\]",]/g, " ")) !== undefined;
}
