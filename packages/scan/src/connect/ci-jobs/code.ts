import type { ClassNode, FunctionNode, Statement } from "@castellan/formats";
import type { Project } from "../../project/facts.ts";
import { PythonModules } from "../../resolve/modules/python.ts";
import type { Unit } from "../../resolve/unit.ts";

/** Lines of a file that a script comes to; undefined: all of them. */
export type ReachedLines = ReadonlyMap<string, readonly (readonly [number, number])[] | undefined>;

interface Used {
  readonly names: ReadonlySet<string>;
  /** `module.function`, by the module's local name. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

const MAX_STEPS = 400;

/** Follows names from scripts to the functions and classes of the project that they use, file by file. */
export class ReachedCode {
  readonly #project: Project;
  readonly #modules: PythonModules;

  constructor(project: Project) {
    this.#project = project;
    const units = project.files.flatMap((file): Unit[] =>
      file.facts.source?.language === "python" ? [{ file, module: file.facts.source, notebook: false }] : [],
    );
    this.#modules = new PythonModules(units);
  }

  from(target: number, script: string): ReachedLines {
    const reached = new Map<string, (readonly [number, number])[] | undefined>([[script, undefined]]);
    const file = this.#project.file(target, script);
    const module = file?.facts.source ?? file?.facts.notebook?.module;
    if (file === undefined || module === undefined || module.language !== "python") return reached;
    const seen = new Set<string>();
    const queue: { readonly unit: Unit; readonly used: Used }[] = [{ unit: { file, module, notebook: false }, used: usedIn(module.body) }];
    for (let step = 0; step < MAX_STEPS; step++) {
      const next = queue.shift();
      if (next === undefined) break;
      for (const { unit, name } of this.#leads(next.unit, next.used)) {
        const key = `${unit.file.path}#${name}`;
        const node = unit.file.path === script ? undefined : definition(unit.module.body, name);
        if (seen.has(key) || node === undefined) continue;
        seen.add(key);
        const lines = reached.get(unit.file.path);
        if (lines !== undefined || !reached.has(unit.file.path))
          reached.set(unit.file.path, [...(lines ?? []), [Math.min(node.line, ...node.decorators.map(({ line }) => line)), node.endLine]]);
        queue.push({ unit, used: usedIn(node) });
      }
    }
    return reached;
  }

  /** Where the names that are used come from. */
  #leads(unit: Unit, used: Used): readonly { readonly unit: Unit; readonly name: string }[] {
    const own = [...used.names].map((name) => ({ unit, name }));
    const imported = unit.module.imports.flatMap((found) => {
      const local = found.local ?? found.name ?? "";
      if (!used.names.has(local.split(".")[0] ?? "")) return [];
      const units = this.#modules.resolve(unit, found.module) ?? [];
      const below = found.name === undefined ? [] : (this.#modules.resolve(unit, joined(found.module, found.name)) ?? []);
      const members = [...(used.members.get(local.split(".").at(-1) ?? local) ?? [])];
      if (found.name === undefined) return units.flatMap((other) => members.map((name) => ({ unit: other, name })));
      return [
        ...units.flatMap((other) => this.#exported(other, found.name ?? "", 0)),
        ...below.flatMap((other) => members.map((name) => ({ unit: other, name }))),
      ];
    });
    return [...own, ...imported];
  }

  /** A package that hands on what its modules define. */
  #exported(unit: Unit, name: string, depth: number): readonly { readonly unit: Unit; readonly name: string }[] {
    if (definition(unit.module.body, name) !== undefined || depth > 3) return [{ unit, name }];
    return unit.module.imports
      .filter((found) => (found.local ?? found.name) === name || found.name === "*")
      .flatMap((found) => this.#modules.resolve(unit, found.module) ?? [])
      .flatMap((other) => this.#exported(other, name, depth + 1));
  }
}

function joined(module: string, name: string): string {
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}

function definition(body: readonly Statement[], name: string): FunctionNode | ClassNode | undefined {
  for (const statement of body) {
    if (statement.kind === "function" && statement.function.name === name) return statement.function;
    if (statement.kind === "class" && statement.class.name === name) return statement.class;
  }
  return undefined;
}

/** Every name in a piece of code: the neutral form is plain data. */
function usedIn(root: unknown): Used {
  const names = new Set<string>();
  const members = new Map<string, Set<string>>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === "object" && node !== null) {
      if ("kind" in node && node.kind === "name" && "name" in node && typeof node.name === "string") names.add(node.name);
      if ("kind" in node && node.kind === "member" && "object" in node && "name" in node && typeof node.name === "string") {
        const holder = lastName(node.object);
        if (holder !== undefined) members.set(holder, (members.get(holder) ?? new Set()).add(node.name));
      }
      for (const value of Object.values(node)) visit(value);
    }
  };
  visit(root);
  return { names, members };
}

function lastName(node: unknown): string | undefined {
  return typeof node === "object" && node !== null && "name" in node && typeof node.name === "string" ? node.name : undefined;
}
