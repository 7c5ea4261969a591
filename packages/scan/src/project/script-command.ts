import type { Project } from "./facts.ts";

/** A script of the project that a command runs, with the words after it. */
export interface ScriptRun {
  readonly path: string;
  readonly arguments: readonly string[];
}

const SCRIPT = /\.(?:py|ipynb|sh|bash|r|jl)$/i;
const INTERPRETERS =
  /^(?:.*\/)?(?:python[\d.]*|pypy3?|torchrun|accelerate|deepspeed|spark-submit|papermill|jupyter|ipython|bash|sh|zsh|Rscript|julia|uv|poetry|pipenv|pdm|hatch|rye|pixi|conda|mamba|xvfb-run|nohup|time|sudo|exec|env|mpirun|horovodrun|ray|coverage|dvc|poe|kedro)$/;
const SOURCE_FOLDERS = ["", "src/", "app/", "lib/", "python/"];
const MAX_COMMAND = 20_000;

/** Simple commands of a shell line; quotes taken off, no expansion. */
export function splitCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const found of line.slice(0, MAX_COMMAND).matchAll(/&&|\|\||[;|\n]|(?:"[^"]*"|'[^']*'|[^\s"';|&])+|&/g)) {
    const [word] = found;
    if (/^(?:&&|\|\||[;|\n&])$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word.replace(/["']/g, ""));
  }
  return commands.filter((words) => words.length > 0);
}

/** The scripts of the project that a shell line runs from a folder. */
export function scriptsOf(project: Project, target: number, folder: string, line: string): readonly ScriptRun[] {
  return splitCommands(line).flatMap((words) => scriptOf(project, target, folder, words) ?? []);
}

/** The script that one simple command runs: `python src/train.py --epochs 3`, `python -m fraud.train`, `./run.sh`. */
export function scriptOf(project: Project, target: number, folder: string, words: readonly string[]): ScriptRun | undefined {
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  const head = words[start] ?? "";
  const plain = SCRIPT.test(head);
  if (!plain && !INTERPRETERS.test(head)) return undefined;
  for (let index = plain ? start : start + 1; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "-c") return undefined;
    const module = word === "-m" ? words[index + 1] : undefined;
    if (module !== undefined && /^[\w.]+$/.test(module)) {
      const path = moduleFile(project, target, folder, module);
      if (path !== undefined) return { path, arguments: words.slice(index + 2) };
      index += 1;
    } else if (SCRIPT.test(word)) {
      const path = scriptFile(project, target, folder, word);
      return path === undefined ? undefined : { path, arguments: words.slice(index + 1) };
    }
  }
  return undefined;
}

function moduleFile(project: Project, target: number, folder: string, module: string): string | undefined {
  const base = module.replace(/\./g, "/");
  for (const tail of [`${base}.py`, `${base}/__main__.py`]) {
    const found = placed(project, target, folder, tail);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the script of a written path lies: from the folder upwards, else the only file that ends so. */
export function scriptFile(project: Project, target: number, folder: string, written: string): string | undefined {
  const known = written.slice(written.lastIndexOf("}") + 1);
  const tail = known
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, "")
    .replace(/^\$\w+\//, "")
    .replace(/^(?:\.{0,2}\/)+/, "");
  return placed(project, target, folder, tail) ?? only(project, target, tail);
}

function placed(project: Project, target: number, folder: string, tail: string): string | undefined {
  for (let base = folder; ; base = base.slice(0, Math.max(base.lastIndexOf("/"), 0))) {
    for (const source of SOURCE_FOLDERS) {
      const path = `${base === "" ? "" : `${base}/`}${source}${tail}`;
      if (project.file(target, path) !== undefined) return path;
    }
    if (base === "") return undefined;
  }
}

/** The only file whose path ends so, shortened from the left where it is written from another root. */
function only(project: Project, target: number, tail: string): string | undefined {
  for (let rest = tail; rest.includes("/") || SCRIPT.test(rest); rest = rest.slice(rest.indexOf("/") + 1)) {
    const found = project.files.filter((file) => file.target === target && (file.path === rest || file.path.endsWith(`/${rest}`)));
    if (found.length === 1) return found[0]?.path;
    if (found.length > 1 || !rest.includes("/")) return undefined;
  }
  return undefined;
}
