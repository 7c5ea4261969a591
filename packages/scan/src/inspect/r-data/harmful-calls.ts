import { deparseR, type RValue } from "@castellan/formats";

/** What functions of R and of known packages reach. */
const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  "runs programs": [
    "system",
    "system2",
    "shell",
    "shell.exec",
    "pipe",
    "run_command",
    "exec_wait",
    "exec_internal",
    "exec_background",
    "eval_safe",
    "rscript",
    "py_run_string",
    "py_run_file",
    "source_python",
    "py_eval",
    "Rscript",
    "run_process",
    "psnice",
    ".jcall",
    "terminalExecute",
  ],
  "loads native code": ["dyn.load", "library.dynam", "sourceCpp", "cppFunction", "dynload"],
  "uses the network": [
    "download.file",
    "url",
    "socketConnection",
    "make.socket",
    "write.socket",
    "read.socket",
    "getURL",
    "postForm",
    "curl_fetch_memory",
    "curl_download",
    "curl_fetch_disk",
    "nsl",
    "url.show",
    "serverSocket",
    "GET",
    "POST",
    "PUT",
    "browseURL",
    "download",
  ],
  "installs packages": [
    "install.packages",
    "install_github",
    "install_url",
    "install_git",
    "install_gitlab",
    "install_local",
    "pkg_install",
  ],
  "evaluates text": ["source", "sys.source", "str2expression", "evalq.text"],
  "changes files": [
    "unlink",
    "file.remove",
    "file.rename",
    "file.copy",
    "writeBin",
    "writeLines",
    "dump",
    "Sys.chmod",
    "Sys.symlink",
    "file.symlink",
    "file.append",
  ],
  "changes the session": [
    "Sys.setenv",
    "unlockBinding",
    "assignInNamespace",
    "assignInMyNamespace",
    "setHook",
    "trace",
    "q",
    "quit",
    "attachNamespace",
    "addTaskCallback",
    "reg.finalizer",
  ],
};
/** Words that honest objects use for variables of their own: only as what is called. */
const CALLED_ONLY = new Set(["shell", "url", "GET", "POST", "PUT", "download", "dump", "source", "trace", "q", "rscript", "pipe"]);
const REACH = new Map(Object.entries(CAPABILITIES).flatMap(([reach, names]) => names.map((name) => [name, reach] as const)));
/** Functions whose argument names a function. */
const BY_NAME = new Set([
  "do.call",
  "match.fun",
  "get",
  "get0",
  "getFromNamespace",
  "getExportedValue",
  "Reduce",
  "Map",
  "lapply",
  "sapply",
  "vapply",
]);
const ASSIGNMENTS = new Set(["<-", "<<-", "=", "->", "assign"]);
const STEPS = 200_000;

export interface HarmfulCall {
  readonly name: string;
  readonly reach: string;
  readonly excerpt: string;
  readonly arguments: readonly string[];
}

/** Calls in code that do more than compute; the first few of each name. Everything that stands in the code is seen, run or not. */
export function harmfulCalls(code: RValue, cut?: () => void): readonly HarmfulCall[] {
  const found = new Map<string, HarmfulCall>();
  const add = (name: string, reach: string, value: RValue): void => {
    if (found.has(name)) return;
    const shown = value.kind === "call" ? value.arguments.slice(0, 4).map((argument) => deparseR(argument.value, 4).slice(0, 120)) : [];
    found.set(name, { name, reach, excerpt: deparseR(value), arguments: shown });
  };
  const open: RValue[] = [code];
  let steps = 0;
  for (let value = open.pop(); value !== undefined && steps < STEPS; value = open.pop()) {
    steps++;
    if (value.kind === "call") {
      judgeCall(value, add);
      open.push(value.callee, ...value.arguments.map((argument) => argument.value));
    } else if (value.kind === "bytecode") {
      // Names that compiled code calls stand in its pool by themselves.
      for (const constant of value.constants)
        if (constant.kind === "symbol" && REACH.has(constant.name) && !CALLED_ONLY.has(constant.name))
          add(constant.name, REACH.get(constant.name) ?? "", constant);
        else open.push(constant);
    } else if (value.kind === "pairs") open.push(...value.items.map((item) => item.value));
    else if (value.kind === "list") open.push(...value.first);
    else if (value.kind === "closure") open.push(value.formals, value.body);
    else if (value.kind === "promise") open.push(value.code);
  }
  if (steps >= STEPS) cut?.();
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nameOf(value: RValue): string | undefined {
  if (value.kind === "symbol") return value.name;
  if (value.kind === "text") return value.first[0];
  if (value.kind === "builtin") return value.name;
  if (value.kind !== "call" || value.callee.kind !== "symbol" || !/^:::?$|^\$$/.test(value.callee.name)) return undefined;
  const last = value.arguments[1]?.value;
  return last === undefined ? undefined : nameOf(last);
}

function judgeCall(value: Extract<RValue, { kind: "call" }>, add: (name: string, reach: string, value: RValue) => void): void {
  const name = nameOf(value.callee);
  if (name === undefined) return;
  const reach = REACH.get(name);
  if (reach !== undefined) add(name, reach, value);
  if ((name === "eval" || name === "evalq") && value.arguments.some(({ value: inner }) => callsText(inner)))
    add("eval(parse(…))", "evaluates text", value);
  // A function that is handed over or given another name is called elsewhere.
  if (!BY_NAME.has(name) && !ASSIGNMENTS.has(name)) return;
  for (const { value: argument } of value.arguments) {
    const target = nameOf(argument);
    if (target === undefined || (argument.kind === "text" && !BY_NAME.has(name)) || CALLED_ONLY.has(target)) continue;
    const harm = REACH.get(target);
    if (harm !== undefined) add(target, harm, value);
  }
}

function callsText(value: RValue): boolean {
  return value.kind === "call" && ["parse", "str2lang", "str2expression"].includes(nameOf(value.callee) ?? "");
}
