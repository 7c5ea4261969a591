import type { JinjaExpression, JinjaStatement } from "@castellan/formats";
import type { Bindings } from "./bindings.ts";
import type { Folding } from "./fold.ts";
import type { TemplateFinding } from "./judge.ts";
import { bodiesOf, eachExpression, eachStatement, expressionsOf } from "./walk.ts";

/** Rounds of loops that are written as numbers; the sandbox of Jinja allows 100,000 to one range. */
const ROUNDS = 2_000_000;
/** Characters that one expression makes. */
const CHARACTERS = 10_000_000;
/** Doublings that make a megabyte out of a letter. */
const DOUBLINGS = 20;

/** A template that takes the time or the memory of the machine, whatever the messages are. */
export function bombIn(template: readonly JinjaStatement[], folding: Folding, bindings: Bindings): TemplateFinding | undefined {
  return inBody(template, 1, folding) ?? growing(template, bindings, folding) ?? recurring(bindings);
}

/** Texts that are made of one another, or of themselves: each step doubles. */
function growing(template: readonly JinjaStatement[], bindings: Bindings, folding: Folding): TemplateFinding | undefined {
  const lengths = new Lengths(bindings, folding);
  let found: TemplateFinding | undefined;
  const visit = (body: readonly JinjaStatement[], rounds: number): void => {
    for (const statement of body) {
      if (found !== undefined) return;
      if (statement.kind === "set" && statement.value !== undefined) {
        const length = lengths.of(statement.value, 0);
        if (length > CHARACTERS)
          found = { rule: "template-bomb", message: `A text of ${length} characters is put together.`, offset: statement.offset };
        else if (rounds > 1 && doublesItself(statement.target, statement.value)) {
          const verdict = rounds >= DOUBLINGS ? {} : { verdict: "suspicious" as const };
          found = { rule: "template-bomb", message: "A text is doubled in a loop.", offset: statement.offset, ...verdict };
        }
      }
      // Rounds over data are not known; two are enough to count as a loop.
      const inner = statement.kind === "for" ? rounds * Math.max(2, roundsOf(statement.over, folding)) : rounds;
      for (const inside of bodiesOf(statement)) visit(inside, inner);
    }
  };
  visit(template, 1);
  return found;
}

/** `x = x ~ x`, `x = x * 2`, `x = x | replace('a', x)`. */
function doublesItself(target: JinjaExpression, value: JinjaExpression): boolean {
  const name =
    target.kind === "name"
      ? target.name
      : target.kind === "attribute" && target.object.kind === "name"
        ? `${target.object.name}.${target.name}`
        : "";
  let uses = 0;
  let repeats = false;
  let builds = false;
  eachExpression(value, "used", (part) => {
    if (part.kind === "name" && part.name === name) uses++;
    else if (part.kind === "attribute" && part.object.kind === "name" && `${part.object.name}.${part.name}` === name) uses++;
    else if (part.kind === "operation" && (part.operator === "~" || part.operator === "+")) builds = true;
    else if (part.kind === "filter" && part.name === "replace") builds = true;
    else if (part.kind === "operation" && part.operator === "*")
      repeats ||=
        part.operands.some((operand) => operand.kind === "number" && operand.value >= 2) &&
        part.operands.some((operand) => operand.kind === "text" || operand.kind === "list");
  });
  return (uses >= 2 && builds) || (uses >= 1 && repeats);
}

/** A macro that calls itself in a loop over numbers. */
function recurring({ macros }: Bindings): TemplateFinding | undefined {
  for (const [name, macro] of macros) {
    let found: number | undefined;
    eachStatement(macro.body, (statement) => {
      if (statement.kind !== "for" || !isRange(statement.over)) return;
      eachStatement(statement.body, (inner) => {
        for (const expression of expressionsOf(inner))
          eachExpression(expression, "used", (part) => {
            if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === name) found ??= part.offset;
          });
      });
    });
    if (found !== undefined)
      return {
        rule: "template-bomb",
        message: `The macro ${name.slice(0, 80)} calls itself in a loop over numbers.`,
        offset: found,
        verdict: "suspicious",
      };
  }
  return undefined;
}

function isRange(over: JinjaExpression): boolean {
  return over.kind === "call" && over.callee.kind === "name" && over.callee.name === "range";
}

/** How long a text becomes, through the names that it is made of; 1 for what is not known. */
class Lengths {
  readonly #bindings: Bindings;
  readonly #folding: Folding;
  readonly #known = new Map<string, number>();

  constructor(bindings: Bindings, folding: Folding) {
    this.#bindings = bindings;
    this.#folding = folding;
  }

  of(expression: JinjaExpression, depth: number): number {
    if (depth > 60) return 1;
    const parts = (items: readonly JinjaExpression[]): number => items.reduce((sum, item) => sum + this.of(item, depth + 1), 0);
    switch (expression.kind) {
      case "text":
        return expression.value.length;
      case "name":
        return this.#name(expression.name, depth);
      case "attribute":
        return expression.object.kind === "name" ? this.#name(`${expression.object.name}.${expression.name}`, depth) : 1;
      case "list":
      case "tuple":
        return parts(expression.items);
      case "condition":
        return Math.max(
          this.of(expression.whenTrue, depth + 1),
          expression.otherwise === undefined ? 0 : this.of(expression.otherwise, depth + 1),
        );
      case "operation":
        if (expression.operator === "~" || expression.operator === "+") return parts(expression.operands);
        return expression.operator === "*" ? expression.operands.reduce((product, item) => product * this.#factor(item, depth), 1) : 1;
      case "filter": {
        const own = expression.operand === undefined ? 1 : this.of(expression.operand, depth + 1);
        const [, replacement] = expression.arguments.positional;
        return expression.name === "replace" && replacement !== undefined ? own * Math.max(1, this.of(replacement, depth + 1)) : own;
      }
      default:
        return 1;
    }
  }

  #factor(item: JinjaExpression, depth: number): number {
    const number = this.#folding.possible(item).values.find((value) => typeof value === "number");
    return number === undefined ? this.of(item, depth + 1) : Math.max(1, number);
  }

  #name(name: string, depth: number): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, 1);
    const sources = this.#bindings.sources.get(name) ?? [];
    const length = Math.min(
      1e12,
      Math.max(1, ...sources.map((source) => (source.kind === "value" ? this.of(source.value, depth + 1) : 1))),
    );
    this.#known.set(name, length);
    return length;
  }
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
