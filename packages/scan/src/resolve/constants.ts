import type { Expression } from "@castellan/formats";
import type { Evaluator } from "./evaluate.ts";
import { formatText } from "./format-text.ts";
import { dottedName } from "./scope.ts";
import { partsOf, type TextCandidate, textsOf } from "./texts.ts";
import type { Closed, ConstantValue, Frame, Value } from "./value.ts";

/** Texts that one expression may have; the product of candidates stops here. */
const MAX_TEXTS = 8;

/** Joins parts into texts; an unknown part stands as {name}. */
export function concatenate(evaluator: Evaluator, parts: readonly Expression[], frame: Frame): readonly TextCandidate[] {
  let texts: TextCandidate[] = [{ text: "", partial: false }];
  for (const part of parts) {
    const options =
      part.kind === "string" ? [{ text: part.value, partial: false }] : partsOf(evaluator.evaluate(part, frame), dottedName(part) ?? "");
    texts = texts
      .flatMap((head) => options.map((tail) => ({ text: head.text + tail.text, partial: head.partial || tail.partial })))
      .slice(0, MAX_TEXTS);
  }
  return texts;
}

/** Joins what items of lists are, each in its own frame, with a text between them. */
export function concatenateClosed(evaluator: Evaluator, parts: readonly Closed[], separator: string): readonly TextCandidate[] {
  let texts: TextCandidate[] = [{ text: "", partial: false }];
  for (const [index, part] of parts.entries()) {
    const options = partsOf(evaluator.evaluate(part.expression, part.frame), dottedName(part.expression) ?? "");
    texts = texts
      .flatMap((head) =>
        options.map((tail) => ({ text: `${head.text}${index === 0 ? "" : separator}${tail.text}`, partial: head.partial || tail.partial })),
      )
      .slice(0, MAX_TEXTS);
  }
  return texts;
}

function constants(texts: readonly TextCandidate[], expression: Expression, frame: Frame): ConstantValue[] {
  return texts.map((candidate) => ({
    kind: "constant",
    value: candidate.text,
    unit: frame.scope.unit,
    span: expression,
    ...(candidate.partial ? { partial: true } : {}),
  }));
}

export function foldTemplate(evaluator: Evaluator, expression: Expression & { kind: "template" }, frame: Frame): readonly Value[] {
  return constants(concatenate(evaluator, expression.parts, frame), expression, frame);
}

/** `a + b` of texts and lists, `a / b` of paths, `a % b` formats, `a | b` chains. */
export function foldBinary(evaluator: Evaluator, expression: Expression & { kind: "binary" }, frame: Frame): readonly Value[] {
  const { operator, left, right } = expression;
  const lefts = evaluator.evaluate(left, frame);
  if (operator === "%") {
    const tuple = right.kind === "list" ? right.items : right.kind === "map" ? [] : [right];
    const named = new Map(
      right.kind === "map"
        ? right.entries.flatMap((entry): [string, Closed][] =>
            entry.key?.kind === "string" ? [[entry.key.value, { expression: entry.value, frame }]] : [],
          )
        : [],
    );
    const given = { positional: tuple.map((item): Closed => ({ expression: item, frame })), named };
    return constants(
      lefts.flatMap(textsOf).flatMap((format) =>
        formatText(evaluator, format.text, "percent", given).map((text) => ({
          text: text.text,
          partial: text.partial || format.partial,
        })),
      ),
      expression,
      frame,
    );
  }
  if (operator === "+") {
    const [first] = lefts;
    const rights = evaluator.evaluate(right, frame);
    if (first?.kind === "list") {
      return [{ kind: "list", items: [...first.items, ...rights.flatMap((value) => (value.kind === "list" ? value.items : []))] }];
    }
    if (first === undefined && rights[0] === undefined) return [];
    if ([first, rights[0]].some((value) => value !== undefined && textsOf(value).length > 0))
      return constants(concatenate(evaluator, [left, right], frame), expression, frame);
    return [...lefts, ...rights];
  }
  if (operator === "/") {
    const heads = lefts.flatMap(textsOf);
    const tails = evaluator.evaluate(right, frame).flatMap(textsOf);
    // A head that is only known at run time: the tail still says which file.
    if (heads.length === 0)
      return constants(
        tails.map((tail) => ({ ...tail, partial: true })),
        expression,
        frame,
      );
    const options = tails.length > 0 ? tails : [{ text: `{${dottedName(right) ?? ""}}`, partial: true }];
    return constants(
      heads
        .flatMap((head) => options.map((tail) => ({ text: joinPaths(head.text, tail.text), partial: head.partial || tail.partial })))
        .slice(0, MAX_TEXTS),
      expression,
      frame,
    );
  }
  if (operator === "|" || operator === "and" || operator === "&&") return [...lefts, ...evaluator.evaluate(right, frame)];
  return [];
}

export function joinPaths(head: string, tail: string): string {
  if (tail.startsWith("/") || head === "" || head === ".") return tail;
  return `${head.replace(/\/$/, "")}/${tail.replace(/^\.\//, "")}`;
}

export { type TextCandidate, textsOf } from "./texts.ts";
