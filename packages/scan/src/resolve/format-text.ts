import type { Evaluator } from "./evaluate.ts";
import { dottedName } from "./scope.ts";
import { partsOf, type TextCandidate } from "./texts.ts";
import type { Closed } from "./value.ts";

/** What fills the places of a format. */
export interface FormatArguments {
  readonly positional: readonly Closed[];
  readonly named: ReadonlyMap<string, Closed>;
}

const MAX_TEXTS = 8;
/** printf: %s, %5.2f, %(name)s, %%. */
const PERCENT = /%%|%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]/g;
/** str.format, String.Format, format!: {}, {0}, {name:>5}, {{ and }}. */
const BRACE = /\{\{|\}\}|\{(\w*)(?:[:!][^{}]*)?\}/g;

/** The texts that a format gives; a place that nothing known fills stands as {name}. */
export function formatText(
  evaluator: Evaluator,
  format: string,
  style: "percent" | "brace",
  given: FormatArguments,
): readonly TextCandidate[] {
  let texts: readonly TextCandidate[] = [{ text: "", partial: false }];
  let end = 0;
  let next = 0;
  const add = (options: readonly TextCandidate[]): void => {
    texts = texts
      .flatMap((head) => options.map((tail) => ({ text: head.text + tail.text, partial: head.partial || tail.partial })))
      .slice(0, MAX_TEXTS);
  };
  for (const found of format.matchAll(style === "percent" ? PERCENT : BRACE)) {
    add([{ text: format.slice(end, found.index), partial: false }]);
    end = found.index + found[0].length;
    if (found[0] === "%%" || found[0] === "{{" || found[0] === "}}") {
      add([{ text: found[0].slice(1), partial: false }]);
      continue;
    }
    const name = found[1] ?? "";
    const place = name === "" ? next++ : /^\d+$/.test(name) ? Number(name) : undefined;
    const closed = place === undefined ? given.named.get(name) : given.positional[place];
    const values = closed === undefined ? [] : evaluator.evaluate(closed.expression, closed.frame);
    const label = place === undefined || closed === undefined ? name : (dottedName(closed.expression) ?? name);
    add(partsOf(values, label));
  }
  add([{ text: format.slice(end), partial: false }]);
  return texts;
}
