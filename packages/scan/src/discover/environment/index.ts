import { compareText, type Scope } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { bicepVariables } from "./from-bicep.ts";
import { cloudformationVariables } from "./from-cloudformation.ts";
import { configurationVariables } from "./from-configuration.ts";
import { properties } from "./from-properties.ts";
import { terraformVariables } from "./from-terraform.ts";

/** A value that an environment variable may have, and where it is said. */
export interface EnvironmentValue {
  readonly name: string;
  readonly value: string;
  readonly target: number;
  readonly file: string;
  readonly line: number;
  /** A default or an example: the real environment may say otherwise. */
  readonly sample: boolean;
  readonly scope: Scope;
}

/** A name and a value seen in one file. */
export interface SeenVariable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly sample: boolean;
}

export interface EnvironmentTable {
  /**
   * All values of a name, likeliest first: stated before sample, production before tests, near before far
   * from `nearPath`. With `nearTarget` only that target's.
   */
  lookup(name: string, nearTarget?: number, nearPath?: string): readonly EnvironmentValue[];
  /** Every name that has a value, sorted. */
  readonly names: readonly string[];
}

/** Collects the values of environment variables from everything that sets, defaults or exemplifies them. */
export function collectEnvironment(project: Project): EnvironmentTable {
  const table = new Map<string, EnvironmentValue[]>();
  for (const file of project.files) {
    for (const seen of variablesOf(project, file)) {
      if (seen.value === "" || isPlaceholder(seen.value)) continue;
      const list = table.get(seen.name) ?? [];
      list.push({ ...seen, target: file.target, file: file.path, scope: file.scope });
      table.set(seen.name, list);
    }
  }
  return {
    names: [...table.keys()].sort(compareText),
    lookup: (name, nearTarget, nearPath) => {
      const values = (table.get(name) ?? []).filter((value) => nearTarget === undefined || value.target === nearTarget);
      return ranked(values, nearPath);
    },
  };
}

function variablesOf(project: Project, file: ProjectFile): readonly SeenVariable[] {
  const { facts } = file;
  return [
    ...[...(facts.environment ?? []), ...(facts.dockerfile?.environment ?? []), ...(facts.commands?.environment ?? [])].flatMap((entry) =>
      entry.value === undefined ? [] : [{ ...entry, value: entry.value }],
    ),
    ...configurationVariables(project, file),
    ...properties(file),
    ...terraformVariables(project, file),
    ...bicepVariables(project, file),
    ...cloudformationVariables(project, file),
  ];
}

/** `<your key>`, `${{ secrets.X }}`, `$(X)`, "changeme": says that there is a value, not which. */
function isPlaceholder(value: string): boolean {
  return /^(?:<[^>]*>|\$\{\{.*\}\}|\$\(.*\)|\$\{[^}]*\}|\$\w+|\{\{.*\}\}|\.\.\.|x{3,}|\*{3,}|(?:your|my|change|replace|insert|todo|tbd|example)[-_ ].*|change_?me)$/is.test(
    value.trim(),
  );
}

const SCOPE_RANK: { readonly [scope in Scope]: number } = { production: 0, example: 1, docs: 2, test: 3 };

function ranked(values: readonly EnvironmentValue[], nearPath: string | undefined): readonly EnvironmentValue[] {
  return [...values].sort(
    (a, b) =>
      SCOPE_RANK[a.scope] - SCOPE_RANK[b.scope] ||
      Number(a.sample) - Number(b.sample) ||
      distance(a.file, nearPath) - distance(b.file, nearPath) ||
      a.target - b.target ||
      compareText(a.file, b.file) ||
      a.line - b.line,
  );
}

/** Steps up and down from one folder to another. */
function distance(path: string, nearPath: string | undefined): number {
  if (nearPath === undefined) return 0;
  const from = path.split("/").slice(0, -1);
  const to = nearPath.split("/").slice(0, -1);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return from.length + to.length - 2 * shared;
}
