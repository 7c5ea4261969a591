import type { Argument, ClassNode, Clause, Expression, FunctionNode, Parameter, SourceModule, Statement } from "../ir.ts";

/**
 * The neutral form as text, one statement a line, so that tests can say what they expect in one string.
 * Spans are left out; imports come first: `import name as local from "module"`.
 */
export function outline(module: SourceModule): string {
  const lines = [
    ...(module.packageName === undefined ? [] : [`package ${module.packageName}`]),
    ...module.imports.map((found) => {
      const name = found.name === undefined ? "" : ` ${found.name}`;
      const local = found.local === undefined ? "" : ` as ${found.local}`;
      return `${found.reexport ? "reexport" : "import"}${name}${local} from "${found.module}"`;
    }),
    ...module.body.flatMap(statementLines),
  ];
  return lines.join("\n");
}

function indented(body: readonly Statement[]): string[] {
  return body.flatMap(statementLines).map((line) => `  ${line}`);
}

function statementLines(statement: Statement): string[] {
  switch (statement.kind) {
    case "assign": {
      const words = `${decorators(statement.decorators)}${statement.exported ? "exported " : ""}${statement.constant ? "constant " : ""}`;
      const type = statement.type === undefined ? "" : `: ${text(statement.type)}`;
      const value = statement.value === undefined ? "" : ` ${statement.op ?? ""}= ${text(statement.value)}`;
      return `${words}${text(statement.target)}${type}${value}`.split("\n");
    }
    case "expression":
      return text(statement.value).split("\n");
    case "return":
      return `${statement.yield ? "yield" : "return"}${statement.value === undefined ? "" : ` ${text(statement.value)}`}`.split("\n");
    case "function":
      return functionLines(statement.function);
    case "class":
      return classLines(statement.class);
    case "loop": {
      const target = statement.target === undefined ? "" : ` ${text(statement.target)} in`;
      const test = statement.test === undefined ? "" : ` while ${text(statement.test)}`;
      return [`loop${target}${statement.iterable === undefined ? "" : ` ${text(statement.iterable)}`}${test}`, ...indented(statement.body)];
    }
    case "branch": {
      const head = `${statement.form} ${statement.tests.map(text).join("; ")}${statement.exhaustive ? " exhaustive" : ""}`;
      return [head, ...statement.arms.flatMap((arm) => ["|", ...indented(arm)])];
    }
    case "with":
      return [
        `with ${statement.items.map((item) => `${item.target === undefined ? "" : `${text(item.target)} = `}${text(item.value)}`).join(", ")}`,
        ...indented(statement.body),
      ];
    case "export":
      return [`export ${statement.name} = ${text(statement.value)}`];
  }
}

function decorators(list: readonly Expression[] | undefined): string {
  return (list ?? []).map((decorator) => `@${text(decorator)} `).join("");
}

function parameter(node: Parameter): string {
  const rest = node.rest === undefined ? "" : node.rest === "keyword" ? "**" : "*";
  const type = node.type === undefined ? "" : `: ${text(node.type)}`;
  return `${decorators(node.decorators)}${rest}${node.name}${type}${node.default === undefined ? "" : ` = ${text(node.default)}`}`;
}

function functionLines(node: FunctionNode): string[] {
  const words = [node.exported && "exported", node.static && "static", node.async && "async", node.generator && "generator"].filter(
    (word) => word !== false && word !== undefined,
  );
  const receiver = node.receiver === undefined ? "" : `(${node.receiverName ?? ""}: ${node.receiver}) `;
  const returns = node.returnType === undefined ? "" : ` -> ${text(node.returnType)}`;
  const head = `${decorators(node.decorators)}${words.map((word) => `${word} `).join("")}function ${receiver}${node.name}(${node.parameters.map(parameter).join(", ")})${returns}`;
  const outer = node.outerNames === undefined ? [] : [`  outer ${node.outerNames.join(", ")}`];
  return [...(node.doc === undefined ? [] : [`doc ${JSON.stringify(node.doc)}`]), head, ...outer, ...indented(node.body)];
}

function classLines(node: ClassNode): string[] {
  const heads = [...node.bases.map(text), ...node.keywords.map(argument)];
  const bases = heads.length === 0 ? "" : `(${heads.join(", ")})`;
  const head = `${decorators(node.decorators)}${node.exported ? "exported " : ""}${node.form} ${node.name}${bases}`;
  return [...(node.doc === undefined ? [] : [`doc ${JSON.stringify(node.doc)}`]), head, ...indented(node.body)];
}

function clauses(list: readonly Clause[] | undefined): string {
  return (list ?? [])
    .map((clause) => ` for ${text(clause.target)} in ${text(clause.iterable)}${clause.tests.map((test) => ` if ${text(test)}`).join("")}`)
    .join("");
}

function argument(node: Argument): string {
  const spread = node.spread === undefined ? "" : node.spread === "keyword" ? "**" : "*";
  return `${spread}${node.name === undefined ? "" : `${node.name}=`}${text(node.value)}`;
}

/** One expression. Functions and classes spread over several lines. */
export function text(node: Expression): string {
  switch (node.kind) {
    case "string":
      return JSON.stringify(node.value);
    case "number":
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "template":
      return `${node.tag === undefined ? "" : text(node.tag)}\`${node.parts.map((part) => (part.kind === "string" ? part.value : `\${${text(part)}}`)).join("")}\``;
    case "name":
      return node.name;
    case "member":
      return `${text(node.object)}.${node.name}`;
    case "index":
      return `${text(node.object)}[${text(node.index)}]`;
    case "call": {
      const types = node.types === undefined ? "" : `<${node.types.map(text).join(", ")}>`;
      return `${node.form === undefined ? "" : `${node.form} `}${text(node.callee)}${types}(${node.arguments.map(argument).join(", ")})`;
    }
    case "list":
      return `[${node.items.map(text).join(", ")}${clauses(node.clauses)}]`;
    case "spread":
      return `...${text(node.value)}`;
    case "map":
      return `{${node.entries.map((entry) => (entry.key === undefined ? `**${text(entry.value)}` : `${text(entry.key)}: ${text(entry.value)}`)).join(", ")}${clauses(node.clauses)}}`;
    case "function":
      return functionLines(node.function).join("\n");
    case "class":
      return classLines(node.class).join("\n");
    case "binary":
      return `(${text(node.left)} ${node.operator} ${text(node.right)})`;
    case "choice":
      return `choice(${node.test === undefined ? "" : `${text(node.test)} ? `}${node.options.map(text).join(" | ")})`;
    case "other":
      return `other(${node.children.map(text).join(", ")})`;
  }
}
