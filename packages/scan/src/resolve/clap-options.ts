import type { Expression } from "@castellan/formats";
import { textsOf } from "./constants.ts";
import type { Evaluator } from "./evaluate.ts";
import { type CallExpression, dottedName } from "./scope.ts";
import type { Frame, Value } from "./value.ts";

/* Options of programs in Rust: clap's derive (docs.rs/clap, _derive), structopt, argh. */

const ATTRIBUTES: ReadonlySet<string> = new Set(["arg", "clap", "structopt", "argh"]);
const PARSES = /^(?:try_)?(?:parse|parse_from|from_args|from_iter)$/;

/** `#[arg(long, env = "MODEL", default_value = "m")] model: String`: what the field of the options holds. */
export function clapOption(evaluator: Evaluator, decorators: readonly Expression[] | undefined, frame: Frame): readonly Value[] {
  return (decorators ?? []).flatMap((decorator): readonly Value[] => {
    if (decorator.kind !== "call" || !ATTRIBUTES.has(dottedName(decorator.callee) ?? "")) return [];
    const given = (wanted: RegExp): readonly Value[] =>
      decorator.arguments
        .filter(({ name }) => name !== undefined && wanted.test(name))
        .flatMap(({ value }) => evaluator.evaluate(value, frame));
    const fallback = given(/^default(?:_value(?:_t)?)?$/).filter((value) => textsOf(value).length > 0);
    const [variable] = given(/^env$/).flatMap(textsOf);
    return variable === undefined
      ? fallback
      : [{ kind: "environment", name: variable.text, unit: frame.scope.unit, span: decorator, fallback }];
  });
}

/** `Args::parse()` of a struct that derives its parser. */
export function parsedOptions(evaluator: Evaluator, call: CallExpression, frame: Frame): readonly Value[] {
  const { callee } = call;
  if (frame.scope.unit.module.language !== "rust" || callee.kind !== "member" || !PARSES.test(callee.name)) return [];
  return evaluator
    .evaluate(callee.object, frame)
    .flatMap((value) =>
      value.kind === "class" && value.scope.class?.decorators.some(derivesParser) === true
        ? [{ kind: "instance" as const, scope: value.scope, site: { call: { ...call, arguments: [] }, frame } }]
        : [],
    );
}

function derivesParser(decorator: Expression): boolean {
  return (
    decorator.kind === "call" &&
    dottedName(decorator.callee) === "derive" &&
    decorator.arguments.some(({ value }) => /^(?:Parser|StructOpt|FromArgs)$/.test((dottedName(value) ?? "").split(".").at(-1) ?? ""))
  );
}
