import type { JinjaExpression, JinjaStatement } from "@castellan/formats";
import type { Folding } from "./fold.ts";
import type { TemplateFinding } from "./judge.ts";
import { bodiesOf, eachExpression, expressionsOf } from "./walk.ts";

/** Rounds of loops that are written as numbers; the sandbox of Jinja allows 100,000 to one range. */
const ROUNDS = 2_000_000;
/** Characters that one expression makes. */
const CHARACTERS = 10_000_000;

/** A template that takes the time or the memory of the machine, whatever the messages are. */
export function bombIn(template: readonly JinjaStatement[], folding: Folding): TemplateFinding | undefined {
  return inBody(template, 1, folding);
}

function inBody(body: readonly JinjaStatement[], rounds: number, folding: Folding): TemplateFinding | undefined {
  for (const statement of body) {
    for (const expression of expressionsOf(statement)) {
      const characters = longest(expression, folding);
      if (characters * rounds > CHARACTERS)
        return { rule: "template-bomb", message: `A text of ${characters} characters is made ${rounds} times.`, offset: expression.offset };
    }
    const inner = statement.kind === "for" ? rounds * roundsOf(statement.over, folding) : rounds;
    if (inner > ROUNDS) return { rule: "template-bomb", message: `A loop runs ${inner} times.`, offset: statement.offset };
    for (const inside of bodiesOf(statement)) {
      const found = inBody(inside, inner, folding);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Rounds of a loop over `range` with numbers; 1 where they depend on data. */
function roundsOf(over: JinjaExpression, folding: Folding): number {
  if (over.kind === "filter" && over.operand !== undefined) return roundsOf(over.operand, folding);
  if (over.kind !== "call" || over.callee.kind !== "name" || over.callee.name !== "range") return 1;
  const numbers = over.arguments.positional.map((argument) => folding.possible(argument).values.find((value) => typeof value === "number"));
  const [first, second, step = 1] = numbers;
  if (first === undefined) return 1;
  const [start, stop] = numbers.length === 1 ? [0, first] : [first, second ?? first];
  return step === 0 ? 1 : Math.max(1, (stop - start) / step);
}

/** Characters that the largest repetition or padding in an expression makes. */
function longest(root: JinjaExpression, folding: Folding): number {
  let most = 0;
  const number = (expression: JinjaExpression | undefined): number => {
    const found = expression === undefined ? undefined : folding.possible(expression).values.find((value) => typeof value === "number");
    return found ?? 0;
  };
  eachExpression(root, "used", (part) => {
    if (part.kind === "operation" && part.operator === "*") {
      const isText = part.operands.some(
        (operand) =>
          operand.kind === "text" || operand.kind === "list" || folding.possible(operand).values.some((value) => typeof value === "string"),
      );
      if (isText)
        most = Math.max(
          most,
          part.operands.reduce((product, operand) => product * Math.max(1, number(operand)), 1),
        );
    } else if (part.kind === "operation" && part.operator === "**") {
      // Digits of the result; a tower is taken from the right, as Python does, though Jinja goes from the left.
      const [base, ...exponents] = part.operands.map(number);
      const exponent = exponents.reduceRight((above, below) => below ** Math.max(1, above), 1);
      if (base !== undefined && base > 1) most = Math.max(most, exponent * Math.log2(base) * 10);
    } else if (part.kind === "filter" && ["center", "indent", "batch", "wordwrap"].includes(part.name))
      most = Math.max(most, ...part.arguments.positional.map(number));
    else if (part.kind === "call" && part.callee.kind === "attribute" && ["center", "ljust", "rjust", "zfill"].includes(part.callee.name))
      most = Math.max(most, number(part.arguments.positional[0]));
    else if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "lipsum")
      most = Math.max(most, number(part.arguments.positional[0] ?? part.arguments.keywords.find(({ name }) => name === "n")?.value) * 500);
    else if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "range")
      most = Math.max(most, roundsOf(part, folding) / 4);
    else if (part.kind === "text") {
      const width = /%[-+ #0]{0,4}(\d{6,12})|\{[^{}]{0,20}:[^{}\d]{0,3}(\d{6,12})/.exec(part.value);
      if (width !== null) most = Math.max(most, Number(width[1] ?? width[2]));
    }
  });
  return most;
}
