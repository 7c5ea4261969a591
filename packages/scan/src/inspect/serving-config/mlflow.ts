import { at, type ConfigNode, entries, readYaml, text, textOf } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";

const MOST = 4 * 1024 * 1024;
const HARMFUL =
  /^(?:os|posix|nt|subprocess|pty|sys|builtins|importlib|runpy|shutil|socket|ctypes|code|pip|pydoc|timeit|webbrowser)(?:\.|$)/;

function isMlmodel({ head }: Subject): boolean {
  const start = textOf(head.subarray(0, 16 * 1024));
  return (
    /^flavors:\s*$/m.test(start) && /^\s{0,8}(?:loader_module|mlflow_version|model_uuid|artifact_path|python_function|run_id):/m.test(start)
  );
}

/** MLflow's description of a model. @see https://mlflow.org/docs/latest/ml/model/ */
export const mlflowModel: Interpreter = {
  id: "mlflow",
  accepts: isMlmodel,
  inspect: ({ source }, visit) => {
    visit.format("mlflow");
    if (source.size > MOST) return visit.incomplete(`A description of ${source.size} bytes is not read.`);
    const content = textOf(source.read(0, source.size));
    const { documents, errors } = readYaml(content);
    const [root] = documents;
    for (const { line, message } of errors.slice(0, 3)) visit.finding({ rule: "malformed", message: `Line ${line}: ${message}.` });
    visit.claim(0, source.size, "YAML");
    for (const { key, value } of entries(at(root, "flavors"))) judgeFlavor(key, value, visit);
    judgeTexts([{ where: "the description", text: content }], visit);
    const version = text(at(root, "mlflow_version"));
    if (version !== undefined) visit.fact("version", version.slice(0, 40));
  },
};

function judgeFlavor(name: string, flavor: ConfigNode, visit: Visit): void {
  const loader = text(at(flavor, "loader_module"));
  if (loader !== undefined && !/^mlflow(?:\.\w+)*$/.test(loader))
    visit.finding({
      rule: "mlflow-loader-module",
      ...(HARMFUL.test(loader) ? { verdict: "malicious" as const } : {}),
      message: `The flavour ${JSON.stringify(name.slice(0, 60))} is loaded by the module ${JSON.stringify(loader.slice(0, 120))}.`,
      call: { callable: `${loader.slice(0, 120)}._load_pyfunc`, arguments: [] },
      loader: "mlflow.pyfunc.load_model",
    });
  for (const key of ["code", "model_code_path"]) {
    const path = text(at(flavor, key));
    if (path !== undefined && path !== "")
      visit.finding({
        rule: "mlflow-brings-code",
        message: `The flavour ${JSON.stringify(name.slice(0, 60))} has ${key} ${JSON.stringify(path.slice(0, 120))}.`,
        loader: "mlflow.pyfunc.load_model",
      });
  }
}
