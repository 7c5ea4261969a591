import type { Span } from "@castellan/formats";
import { openedValues } from "./config-reads.ts";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { ancestors, folderOf, joinPath } from "./modules/resolver.ts";
import type { CallExpression } from "./scope.ts";
import type { Unit } from "./unit.ts";
import type { ExternalValue, Frame, Value } from "./value.ts";

const RENDERS = /(?:^|\.)(?:Template\(\)|from_string\(\)|get_template\(\))\.(?:render|substitute|safe_substitute)\(\)$/;
const OPENED = /(?:^|\.)open\(\)\.read\(\)$/;
const MAX_TEXTS = 4;

/** The text of a query file that is read, or of a template of one with its placeholders filled. */
export function queryText(
  evaluator: Evaluator,
  value: ExternalValue,
  path: string,
  call: CallExpression,
  frame: Frame,
): readonly Value[] | undefined {
  const { unit } = frame.scope;
  if (OPENED.test(path)) {
    const texts = openedValues(evaluator, value).flatMap((file) => fileText(evaluator, unit, file, call));
    return texts.length === 0 ? undefined : texts;
  }
  if (!RENDERS.test(path)) return undefined;
  const maker = value.calls.at(-2);
  const [template] = maker?.call.arguments ?? [];
  if (maker === undefined || template === undefined) return undefined;
  const texts = evaluator.evaluate(template.value, maker.frame).flatMap(textsOf).slice(0, MAX_TEXTS);
  if (texts.length === 0) return undefined;
  const given = new Map<string, readonly string[]>();
  for (const argument of call.arguments) {
    const entries =
      argument.spread === "keyword"
        ? evaluator.entriesOf(argument.value, frame)
        : argument.name === undefined
          ? []
          : [[argument.name, { expression: argument.value, frame }] as const];
    for (const [name, closed] of entries)
      given.set(
        name,
        evaluator
          .evaluate(closed.expression, closed.frame)
          .flatMap(textsOf)
          .map(({ text }) => text),
      );
  }
  return texts.map(
    ({ text }): Value => ({
      kind: "constant",
      value: text.replace(
        /\{\{\s*(?:params\.)?(\w+)[^}]*\}\}|\$\{?(\w+)\}?/g,
        (_, name: string | undefined, dollar: string | undefined) => given.get(name ?? dollar ?? "")?.[0] ?? `{${name ?? dollar ?? ""}}`,
      ),
      unit,
      span: call,
      partial: true,
    }),
  );
}

/** Text of a query file of the project. */
export function fileText(evaluator: Evaluator, unit: Unit, file: Value, span: Span): readonly Value[] {
  return textsOf(file).flatMap(({ text }): readonly Value[] => {
    if (!/\.(?:sql|hql|bq)(?:\.j2|\.jinja2?)?$/i.test(text)) return [];
    for (const base of ancestors(folderOf(unit.file.path))) {
      const query = evaluator.program.project.file(unit.file.target, joinPath(base, text.replace(/^\{[^}]*\}\//, "")))?.facts.query;
      if (query !== undefined) return [{ kind: "constant", value: query, unit, span }];
    }
    return [];
  });
}
