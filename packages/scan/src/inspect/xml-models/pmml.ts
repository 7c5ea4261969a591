import type { XmlTag } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import type { XmlModelJudge } from "./judge.ts";

/** Classes that run programs or load code, by the name that JPMML would resolve. */
const HARMFUL_CLASS =
  /^(?:java\.lang\.(?:Runtime|ProcessBuilder|System|ClassLoader|Class|Thread|reflect\b.*)|javax\.script\.|javax\.naming\.|java\.net\.|java\.nio\.file\.|java\.io\.File|groovy\.|org\.codehaus\.groovy|jdk\.jshell|sun\.misc\.Unsafe|bsh\.|org\.mozilla\.javascript|com\.sun\.)/;
const MODELS = /Model$|^(?:Scorecard|NeuralNetwork|Regression|TreeModel|MiningModel)$/;

/** PMML: functions, extensions, facts. @see https://dmg.org/pmml/v4-4-1/GeneralStructure.html */
export function pmmlJudge(visit: Visit): XmlModelJudge {
  const models: string[] = [];
  const defined = new Set<string>();
  const applied = new Map<string, number>();
  let extension: number | undefined;
  return {
    format: "pmml",
    open: ({ local, name, attributes, line, depth }: XmlTag) => {
      if (depth === 0) tell(visit, "version", attributes.get("version"));
      if (local === "Extension") extension ??= depth;
      if (local === "Application") tell(visit, "producer", attributes.get("name"));
      if (local === "Header") tell(visit, "copyright", attributes.get("copyright"));
      if (depth === 1 && MODELS.test(local)) models.push(local);
      if (local === "DefineFunction") defined.add(attributes.get("name") ?? "");
      if (local === "Apply") applied.set((attributes.get("function") ?? "").slice(0, 200), line);
      if (/^script$/i.test(local) || /^(?:html|svg|object|embed|iframe)$/i.test(local) || /^(?:script|js|java):/i.test(name))
        visit.finding({ rule: "pmml-script", message: `Line ${line}: an element ${name.slice(0, 80)} stands in this PMML file.` });
      for (const [key, value] of attributes) judgeText(visit, `${name}@${key}`, value, line);
    },
    close: (_name, depth) => {
      if (extension === depth) extension = undefined;
    },
    text: (text, line) => judgeText(visit, extension === undefined ? "text" : "an extension", text, line),
    end: () => {
      for (const [name, line] of applied) {
        if (!/\./.test(name) || defined.has(name)) continue;
        const harmful = HARMFUL_CLASS.test(name);
        visit.finding({
          rule: "pmml-java-function",
          ...(harmful ? { verdict: "malicious" as const } : {}),
          message: `Line ${line}: the function ${name} is a Java class, which JPMML loads and calls.`,
          call: { callable: name, arguments: [] },
          loader: "JPMML",
        });
      }
      if (models.length > 0) visit.fact("architecture", models.slice(0, 5).join(", "));
    },
  };
}

function tell(visit: Visit, name: string, value: string | undefined): void {
  if (value !== undefined && value !== "") visit.fact(name, value.slice(0, 200));
}

function judgeText(visit: Visit, where: string, text: string, line: number): void {
  if (text.length < 4) return;
  const alarming = alarmingText(text);
  const script =
    alarming === undefined ? /javascript:|<script|Runtime\.getRuntime|ProcessBuilder|ScriptEngine/i.exec(text)?.[0] : undefined;
  if (alarming !== undefined || script !== undefined)
    visit.finding({ rule: "pmml-script", message: `Line ${line}: ${where.slice(0, 100)} holds ${alarming?.what ?? script ?? ""}.` });
}
