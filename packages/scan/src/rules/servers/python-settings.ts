import type { Expression, SourceModule, Statement } from "@castellan/formats";

/** `c.ServerApp.token = ""` of a traitlets configuration: its name without `c`, its literal value, and its line. */
export interface PythonSetting {
  readonly name: string;
  /** Undefined where it is no literal. */
  readonly value?: string | number | boolean;
  readonly line: number;
}

/**
 * Settings of jupyter_server_config.py, jupyterhub_config.py and the like (traitlets.readthedocs.io/en/stable/config.html);
 * those in branches too, since any may run.
 */
export function pythonSettings(module: SourceModule): readonly PythonSetting[] {
  const found: PythonSetting[] = [];
  const open: Statement[] = [...module.body].reverse();
  for (let statement = open.pop(); statement !== undefined; statement = open.pop()) {
    if (statement.kind === "branch") open.push(...statement.arms.flat().reverse());
    if (statement.kind === "with" || statement.kind === "loop") open.push(...[...statement.body].reverse());
    if (statement.kind !== "assign") continue;
    const name = dotted(statement.target);
    if (name === undefined || !/^(?:c|config|get_config\(\))\./.test(name)) continue;
    const value = literal(statement.value);
    found.push({ name: name.slice(name.indexOf(".") + 1), line: statement.line, ...(value === undefined ? {} : { value }) });
  }
  return found;
}

function dotted(expression: Expression): string | undefined {
  const parts: string[] = [];
  let current = expression;
  while (current.kind === "member") {
    parts.push(current.name);
    current = current.object;
  }
  return current.kind === "name" ? [current.name, ...parts.reverse()].join(".") : undefined;
}

function literal(expression: Expression | undefined): string | number | boolean | undefined {
  return expression?.kind === "string" || expression?.kind === "number" || expression?.kind === "boolean" ? expression.value : undefined;
}
