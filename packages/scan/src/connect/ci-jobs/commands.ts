import { at, entries, shellCommands, text } from "@castellan/formats";
import { AI_COMMANDS } from "../../../knowledge/infrastructure/ci.ts";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import type { Project } from "../../project/facts.ts";
import { scriptFile, scriptOf } from "../../project/script-command.ts";
import type { HandedFile, JobCommand } from "./job.ts";

/** What the commands of a job come to, through the shell scripts, make rules and job files that they start. */
export interface Reached {
  /** Python scripts and notebooks that are run, and files that declare what is run (dvc.yaml, MLproject, job files). */
  readonly files: ReadonlyMap<string, number>;
  /** Managed services of machine learning whose command line is called. */
  readonly services: ReadonlyMap<string, number>;
  /** Whether a command is known as one of machine learning. */
  readonly known: boolean;
  readonly copies: readonly Copy[];
  /** Templates of stacks that are deployed. */
  readonly templates: ReadonlyMap<string, number>;
}

/** A copy from or to an object store; `script` is the file that it stands in. */
export interface Copy {
  readonly from: string;
  readonly to: string;
  readonly file: string | undefined;
  readonly line: number;
}

const MAX_DEPTH = 6;
const MAX_COMMANDS = 2000;
/** Tools that look at code and do not run it for its purpose. */
const LOOKS =
  /^(?:pytest|black|ruff|flake8|mypy|pylint|unittest|isort|compileall|py_compile|pip|coverage|sphinx|tox|nox|bandit|pyright|nbqa)$/;
/** Command lines that take a file which says what is to be run. */
const TAKES_FILE =
  /^(?:anyscale|ray|az|sky|kubectl|argo|gcloud|databricks|dstack|oc|flytectl|pyflyte|mlflow|zenml|prefect|polyaxon|valohai|vh|dagster|kfp|serve|sbatch|qsub|srun|axolotl|llamafactory-cli|tune|accelerate|promptfoo|npx|bsub|runai|det|determined|snow|truss|modal|metaflow)$/;
const RUN_KEYS: ReadonlySet<string> = new Set(["entrypoint", "command", "run", "cmd", "script", "setup", "commands", "args", "code"]);

export function reach(project: Project, target: number, commands: readonly JobCommand[], handed: readonly HandedFile[] = []): Reached {
  const found = {
    files: new Map<string, number>(),
    services: new Map<string, number>(),
    known: false,
    copies: [] as Copy[],
    templates: new Map<string, number>(),
  };
  const seen = new Set<string>();
  let count = 0;
  /** Line of the job's own command that is being followed. */
  let origin = 0;

  const runText = (script: string, line: number, folder: string, file: string | undefined, depth: number): void => {
    let here = folder;
    for (const command of shellCommands(script, line)) {
      if (command.words[0] === "cd") here = resolvePath(here, command.words[1] ?? "") ?? here;
      else {
        if (file === undefined) origin = command.line;
        runWords(command.words, command.line, here, file, depth);
      }
    }
  };

  const runWords = (all: readonly string[], line: number, folder: string, file: string | undefined, depth: number): void => {
    count += 1;
    if (count > MAX_COMMANDS || depth > MAX_DEPTH) return;
    const start = all.findIndex((word) => !/^\w+=/.test(word));
    const words = all.slice(Math.max(start, 0));
    const plain = words.slice(/^(?:uv|poetry|pdm|pipenv|hatch|rye|pixi)$/.test(words[0] ?? "") && words[1] === "run" ? 2 : 0);
    const [head = ""] = plain;
    const known = AI_COMMANDS.find(({ pattern }) => pattern.test(plain.join(" ")));
    if (known !== undefined) found.known = true;
    if (known?.service !== undefined && !found.services.has(known.service)) found.services.set(known.service, origin);
    copied(plain, line, file);
    if (plain.some((word, index) => LOOKS.test(word) && (index === 0 || plain[index - 1] === "-m"))) return;
    if (/^(?:make|gmake)$/.test(head)) return make(plain, folder, depth);
    if (/^(?:npm|pnpm|yarn|bun)$/.test(head)) return packageScript(plain, folder, depth);
    if (/^(?:\S*\/)?dvc$/.test(head) && /^(?:repro|exp)$/.test(plain[1] ?? "")) reached(declaring(folder, "dvc.yaml"));
    if (/^mlflow$/.test(head) && plain[1] === "run") reached(declaring(resolvePath(folder, plain[2] ?? "") ?? folder, "MLproject"));
    if (TAKES_FILE.test(head)) for (const word of plain.slice(1)) jobFile(word, folder, depth);
    const inline = /^(?:\S*\/)?python[\d.]*$/.test(head) ? plain[plain.indexOf("-c") + 1] : undefined;
    if (inline !== undefined && plain.includes("-c")) return importedModules(inline, folder);
    const script = scriptOf(project, target, folder, plain) ?? consoleScript(plain, folder);
    stack(plain, folder);
    if (script === undefined) return;
    runFile(script.path, folder, depth);
    namedModules(plain, folder);
  };

  const runFile = (path: string, folder: string, depth: number): void => {
    const { commands: inside } = project.file(target, path)?.facts ?? {};
    if (inside === undefined) return reached(path);
    if (seen.has(path)) return;
    seen.add(path);
    let here = folder;
    for (const command of inside.commands) {
      if (command.words[0] === "cd") here = resolvePath(here, command.words[1] ?? "") ?? here;
      else runWords(command.words, command.line, here, path, depth + 1);
    }
  };

  const reached = (path: string | undefined): void => {
    if (path !== undefined && !found.files.has(path)) found.files.set(path, origin);
  };

  /** The file of that name in the folder or above it. */
  const declaring = (folder: string, name: string): string | undefined => {
    for (let base = folder; ; base = folderOf(base)) {
      const path = base === "" ? name : `${base}/${name}`;
      if (project.file(target, path) !== undefined) return path;
      if (base === "") return undefined;
    }
  };

  const make = (words: readonly string[], folder: string, depth: number): void => {
    const into = words.indexOf("-C");
    const base = into === -1 ? folder : (resolvePath(folder, words[into + 1] ?? "") ?? folder);
    const path = ["Makefile", "makefile", "GNUmakefile"].map((name) => declaring(base, name)).find((found) => found !== undefined);
    const facts = path === undefined ? undefined : project.file(target, path)?.facts.commands;
    const rules = facts?.rules ?? [];
    const asked = words.slice(1).filter((word, index) => !word.startsWith("-") && !word.includes("=") && index !== into);
    const start = asked.length > 0 ? asked : (rules.find(({ names }) => !names[0]?.startsWith("."))?.names ?? []);
    const visit = (name: string): void => {
      const key = `${path}:${name}`;
      const index = rules.findIndex(({ names }) => names.includes(name));
      const rule = rules[index];
      if (rule === undefined || path === undefined || seen.has(key)) return;
      seen.add(key);
      for (const need of rule.needs) visit(need);
      const end = rules[index + 1]?.line ?? Number.POSITIVE_INFINITY;
      for (const command of facts?.commands ?? [])
        if (command.line > rule.line && command.line < end) runWords(command.words, command.line, folderOf(path), path, depth + 1);
    };
    for (const name of start) visit(name);
  };

  const packageScript = (words: readonly string[], folder: string, depth: number): void => {
    const path = declaring(folder, "package.json");
    const name = words.slice(1).find((word) => !word.startsWith("-") && word !== "run");
    const scripts = path === undefined ? undefined : at(project.file(target, path)?.facts.config?.documents[0], "scripts");
    const written = entries(scripts).find(({ key }) => key === name);
    const key = `${path}#${name}`;
    if (written === undefined || path === undefined || seen.has(key)) return;
    seen.add(key);
    runText(text(written.value) ?? "", written.line, folderOf(path), path, depth + 1);
  };

  /** `[project.scripts] fraud-train = "fraud.train:main"`. */
  const consoleScript = (words: readonly string[], folder: string): { readonly path: string } | undefined => {
    const path = declaring(folder, "pyproject.toml");
    const document = path === undefined ? undefined : project.file(target, path)?.facts.config?.documents[0];
    const tables = [at(at(document, "project"), "scripts"), at(at(at(document, "tool"), "poetry"), "scripts")];
    const entry = tables.flatMap((table) => entries(table)).find(({ key }) => key === words[0]);
    const module = text(entry?.value)?.split(":")[0];
    if (module !== undefined && path !== undefined) return scriptOf(project, target, folderOf(path), ["python", "-m", module]);
    return setupScript(words[0] ?? "", folder);
  };

  /** `console_scripts` of setup.py and setup.cfg: `fraud-train = fraud.train:main`. */
  const setupScript = (name: string, folder: string): { readonly path: string } | undefined => {
    if (!/^[\w-]+$/.test(name)) return undefined;
    for (const setup of ["setup.py", "setup.cfg"]) {
      const path = declaring(folder, setup);
      const facts = path === undefined ? undefined : project.file(target, path)?.facts;
      const written = JSON.stringify(facts?.source?.body ?? facts?.config?.documents ?? []);
      const module = new RegExp(`(?<=["\\s]|\\\\n)${name}\\s*=\\s*([\\w.]+):\\w+`).exec(written)?.[1];
      if (module !== undefined && path !== undefined) return scriptOf(project, target, folderOf(path), ["python", "-m", module]);
    }
    return undefined;
  };

  /** `python -c "from pipelines.fraud import create_pipeline; …"` */
  const importedModules = (program: string, folder: string): void => {
    for (const [, module = ""] of program.matchAll(/^\s*(?:from|import)\s+([A-Za-z_][\w.]*)/gm))
      reached(scriptOf(project, target, folder, ["python", "-m", module])?.path);
  };

  /** `--module-name pipelines.fraud.pipeline`: the module that a starting script is told to load. */
  const namedModules = (words: readonly string[], folder: string): void => {
    for (const [index, word] of words.entries()) {
      const [option = "", given = words[index + 1] ?? ""] = word.split("=", 2);
      if (!/^--(?:[\w-]+[-_])?module(?:[-_](?:name|path))?$/.test(option) || !/^\w+(?:\.\w+)+$/.test(given)) continue;
      reached(scriptOf(project, target, folder, ["python", "-m", given])?.path);
    }
  };

  /** `aws cloudformation deploy --template-file t.yml`, `sam deploy -t t.yml`. */
  const stack = (words: readonly string[], folder: string): void => {
    const all = words.join(" ");
    if (!/^aws (?:--\S+ \S+ )*cloudformation (?:deploy|create-stack|update-stack|create-change-set)\b|^sam deploy\b/.test(all)) return;
    const at = words.findIndex((word) => /^(?:--template(?:-file|-body)?|-t)$/.test(word));
    const written = /--template(?:-file|-body)?=(\S+)/.exec(all)?.[1] ?? (at === -1 ? "template.yaml" : (words[at + 1] ?? ""));
    const path = scriptFile(project, target, folder, written.replace(/^file:\/\//, ""));
    if (path !== undefined && !found.templates.has(path)) found.templates.set(path, origin);
  };

  const jobFile = (word: string, folder: string, depth: number): void => {
    const path = /\.(?:ya?ml|json|sh)$/i.test(word) ? scriptFile(project, target, folder, word.replace(/^.*=/, "")) : undefined;
    if (path === undefined || seen.has(path)) return;
    const { config } = project.file(target, path)?.facts ?? {};
    if (config === undefined) return;
    seen.add(path);
    reached(path);
    const visit = (node: Parameters<typeof entries>[0], level: number): void => {
      if (level > MAX_DEPTH) return;
      for (const { key, value, line: from } of entries(node)) {
        const written = text(value) ?? (value.kind === "list" ? value.items.map((item) => text(item) ?? "").join(" ") : undefined);
        if (RUN_KEYS.has(key) && written !== undefined && written !== "") {
          runText(written, from, folder, path, depth + 1);
        }
        visit(value, level + 1);
        if (value.kind === "list") for (const item of value.items) visit(item, level + 1);
      }
    };
    for (const document of config.documents) visit(document, 0);
  };

  /** `aws s3 cp A B`, `gsutil rsync A B`, `azcopy copy A B`. */
  const copied = (words: readonly string[], line: number, file: string | undefined): void => {
    if (
      !/^(?:aws s3(?:api)? (?:cp|sync|mv)|gsutil (?:-\S+ )*(?:cp|rsync|mv)|gcloud (?:alpha )?storage (?:cp|rsync|mv)|azcopy (?:copy|cp|sync)|rclone (?:copy|sync)|s3cmd (?:put|get|sync)|mc (?:cp|mirror))\b/.test(
        words.join(" "),
      )
    )
      return;
    const places = words.slice(2).filter((word) => !word.startsWith("-") && !/^(?:cp|sync|mv|rsync|storage)$/.test(word));
    const [from, to] = places;
    if (from !== undefined && to !== undefined) found.copies.push({ from, to, file, line });
  };

  for (const { text: script, line, folder } of commands) runText(script, line, folder, undefined, 0);
  for (const { path, line } of handed) {
    origin = line;
    if (/\.(?:py|ipynb)$/i.test(path)) reached(scriptFile(project, target, "", path));
    else jobFile(path, "", 0);
  }
  return found;
}
