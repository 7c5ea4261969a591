import { isDotted, judgeCallable } from "./callables.ts";
import { type ConfigPath, type ConfigValue, pathText } from "./config-value.ts";
import type { ConfigContext, ConfigWatch } from "./watch.ts";

/** Keys whose value is imported and called: Hydra, jsonargparse and Lightning, jsonpickle, MSONable. */
const CALLED = new Set([
  "_target_",
  "__target__",
  "class_path",
  "py/function",
  "py/object",
  "py/type",
  "py/class",
  "py/repr",
  "py/newargsex",
]);
/** Keys whose value is imported and called where it is a path of names: sentence-transformers. */
const CALLED_PATHS = /(?:^|_)activation_(?:function|fn|fct)$/;
/** Called only with another key beside them, which holds the arguments: Stable Diffusion's configurations. */
const WITH_ARGUMENTS: ReadonlyMap<string, string> = new Map([["target", "params"]]);
const CANDIDATES = 10_000;
const REMEMBERED = 5000;

interface Candidate {
  readonly key: string;
  readonly parent: string;
  readonly path: ConfigPath;
  readonly written: string;
  readonly place: Pick<ConfigValue, "offset" | "line">;
}

/** What a configuration lets its loader import and call. */
export function calledNamesWatch({ visit, tell }: ConfigContext): ConfigWatch {
  const candidates: Candidate[] = [];
  const withArguments = new Set<string>();
  /** Short texts by their path, for interpolations. */
  const texts = new Map<string, string>();
  return {
    value: (value) => {
      const { path } = value;
      const key = path.at(-1);
      if (typeof key !== "string") return;
      const parent = path.slice(0, -1).join("\0");
      if (key === "params" || key === "init_args") withArguments.add(`${parent}\0${key}`);
      if (value.kind !== "scalar" || typeof value.value !== "string") return;
      const written = value.value;
      if (texts.size < REMEMBERED && written.length <= 200) texts.set(path.join("."), written);
      if (!CALLED.has(key) && !WITH_ARGUMENTS.has(key) && !(CALLED_PATHS.test(key) && /^\w+\.[\w.]+$/.test(written))) return;
      if (candidates.length >= CANDIDATES) return visit.incomplete(`More than ${CANDIDATES} names are imported by this configuration.`);
      candidates.push({ key, parent, path: [...path], written, place: placeOf(value) });
    },
    finish: () => {
      for (const candidate of candidates) {
        const beside = WITH_ARGUMENTS.get(candidate.key);
        // NeMo imports a target that stands alone, but most targets are words.
        const alone = beside !== undefined && !withArguments.has(`${candidate.parent}\0${beside}`);
        if (!alone || (candidate.path.length === 1 && isHarmfulTarget(candidate.written))) judge(candidate, texts, tell);
      }
    },
  };
}

/** Nodes of graphs that torch.export wrote name operators, which are looked up among the registered ones. */
const OPERATOR = /^torch\.ops\.\w+\.\w+/;

function isHarmfulTarget(written: string): boolean {
  return !OPERATOR.test(written) && written.includes(".") && isDotted(written) && judgeCallable(written).verdict === "malicious";
}

function placeOf({ offset, line }: ConfigValue): Pick<ConfigValue, "offset" | "line"> {
  return { ...(offset === undefined ? {} : { offset }), ...(line === undefined ? {} : { line }) };
}

function judge({ key, path, written, place }: Candidate, texts: ReadonlyMap<string, string>, tell: ConfigContext["tell"]): void {
  const where = pathText(path);
  const name = resolved(written, path, texts);
  const shown = JSON.stringify(written.slice(0, 120));
  if (key === "py/repr")
    return tell({ rule: "config-code-execution", message: `${shown} at ${where} is evaluated.`, loader: "jsonpickle.decode" }, place);
  if (name === undefined || !isDotted(name)) {
    // Words and descriptions that happen to stand under such a key.
    if (key === "target" || key.startsWith("py/") || (name !== undefined && /\s/.test(name.trim()))) return;
    return tell({ rule: "config-unknown-class", message: `${shown} at ${where} names what is called, and is not known before.` }, place);
  }
  const { verdict, reason } = judgeCallable(name);
  if (verdict === "benign") return;
  tell(
    {
      rule: verdict === "malicious" ? "config-code-execution" : "config-unknown-class",
      message: `${name.slice(0, 120)} at ${where} is imported and called; it ${reason}.`,
      call: { callable: name.slice(0, 200), arguments: [] },
      loader: key.startsWith("py/") ? "jsonpickle.decode" : "hydra.utils.instantiate",
    },
    place,
  );
}

/** `${a.b}` and `${.b}` of OmegaConf, out of the same file; undefined where it leads elsewhere. */
function resolved(written: string, path: ConfigPath, texts: ReadonlyMap<string, string>): string | undefined {
  // A variable of the environment that is not set gives its default.
  let name = written.replace(/\$\{oc\.env:[\w.]{1,100},\s{0,20}([\w.]{1,200})\}/g, "$1");
  for (let round = 0; round < 8 && name.includes("${"); round++) {
    let known = true;
    name = name.replace(/\$\{(\.?)([\w.]{1,200})\}/g, (_, relative: string, key: string) => {
      const full = relative === "" ? key : [...path.slice(0, -1), key].join(".");
      const value = texts.get(full);
      known &&= value !== undefined;
      return value ?? "";
    });
    if (!known || name.length > 400) return undefined;
  }
  return name.includes("${") ? undefined : name;
}
