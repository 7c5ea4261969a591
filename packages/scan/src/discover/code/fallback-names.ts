import type { Emission } from "../../knowledge/schema.ts";
import { ANY_MEMBER } from "../../resolve/reflection.ts";
import { classAround, type Scope } from "../../resolve/scope.ts";
import { routeOfExport } from "./file-routes.ts";
import { calledName } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** What a sighting is called where no argument names it. */
export function fallbackName(sighting: Sighting, emission: Emission, target: string | undefined): string | undefined {
  const assigned = sighting.assignedTo === undefined ? undefined : ofSession(sighting.assignedTo);
  const called = sighting.subject?.function?.name ?? sighting.subject?.class?.name ?? sighting.value.made?.function?.name;
  const callee =
    sighting.value.path.findLast((step) => /^[A-Z]/.test(step)) ??
    (sighting.call === undefined ? undefined : calledName(sighting.call.callee));
  switch (emission.fallback) {
    case "assigned":
      return (assigned === undefined ? undefined : ownName(sighting, emission, assigned)) ?? called ?? enclosing(sighting) ?? callee;
    case "function":
      return called ?? enclosing(sighting) ?? assigned;
    case "callee":
      // `getattr(models, name)()`: any of them.
      if (sighting.value.path.includes(ANY_MEMBER)) return undefined;
      return emission.kind === "dataset" ? catalogueName(sighting) : callee;
    case "package": {
      const name = called ?? enclosing(sighting);
      const folder = sighting.unit.file.path.split("/").at(-2);
      return name !== undefined && GENERIC_MAKER.test(name) && folder !== undefined ? folder : (name ?? assigned);
    }
    case "file":
      return fileName(sighting.unit.file.path, target);
    default:
      return undefined;
  }
}

/** What every network is called; the class that builds it says which one it is. */
const ANY_NETWORK = /^_?(?:model|net|network)$/;
const NETWORK_CLASS = /(?:Model|Net|Network|NN|RNN|LSTM|GAN|VAE|Autoencoder|Classifier|Regressor|Predictor|Detector|Segmenter|Forecaster)$/;

export function ownName(sighting: Sighting, emission: Emission, assigned: string): string {
  const variable = ofSession(assigned);
  const owner = emission.kind === "model" && ANY_NETWORK.test(variable) ? classAround(sighting.frame.scope)?.class?.name : undefined;
  return owner !== undefined && NETWORK_CLASS.test(owner) ? owner : variable;
}

/** `st.session_state.agent` is agent. */
function ofSession(assigned: string): string {
  return assigned.replace(/^(?:\w+\.)?session_state\./, "");
}

/** A function by the name that a framework asks of every package. */
const GENERIC_MAKER = /^(?:create|make|build|get)_pipelines?$/;

/** `load_iris()` is iris, `datasets.mnist.load_data()` is mnist. */
function catalogueName(sighting: Sighting): string | undefined {
  const steps = sighting.value.path.filter((step) => step !== "()" && step !== "[]");
  const name = steps.at(-1) === "load_data" ? steps.at(-2) : steps.at(-1);
  return name?.replace(/^(?:load|fetch)_/, "");
}

/** Keys and parameters under which frameworks take functions; they name nothing. */
const CALLBACK_NAMES: ReadonlySet<string> = new Set([
  "execute",
  "handler",
  "run",
  "invoke",
  "call",
  "callback",
  "fn",
  "then",
  "onFinish",
  "onRequest",
  "constructor",
]);

function enclosing(sighting: Sighting): string | undefined {
  for (let scope: Scope | undefined = sighting.frame.scope; scope !== undefined; scope = scope.parent) {
    const name = scope.kind === "module" ? "" : (scope.qualifiedName.split(".").at(-1) ?? "");
    if (name !== "" && !name.startsWith("<") && !CALLBACK_NAMES.has(name))
      return scope.parent?.kind === "module" ? (routeOfExport(sighting.unit, name) ?? name) : name;
  }
  return stem(sighting.unit.file.path);
}

/** A file that every project has says less than its folder. */
export function fileName(path: string, target: string | undefined): string {
  const own = stem(path);
  const folder = path.split("/").at(-2) ?? target?.split(/[\\/]/).at(-1);
  return /^(?:Program|index|mod|lib|Startup|nodes|__main__|__init__)$/.test(own) && folder !== undefined && folder !== "src" ? folder : own;
}

export function stem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** Qualified symbol: what the result is bound to, within the function around it. */
export function symbolOf(sighting: Sighting, name = ""): string {
  if (sighting.subject !== undefined) return sighting.subject.qualifiedName;
  const around = sighting.frame.scope.qualifiedName;
  // Not bound to anything: twenty calls of server.tool("…") are twenty tools.
  const called = calledName(sighting.call?.callee ?? { kind: "null", line: 0, endLine: 0 }) ?? "";
  // Steps are told apart by their names: both arms of a condition may bind one variable.
  const own =
    (sighting.entry.emit.some(({ kind }) => kind === "pipeline-step") && name !== "" ? name : sighting.assignedTo) ??
    (name === "" ? called : `${called}:${name}`);
  return around === "" ? own : `${around}.${own}`;
}
