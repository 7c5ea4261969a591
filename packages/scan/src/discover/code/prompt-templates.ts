import type { Occurrence } from "@castellan/graph";
import type { Emission } from "../../knowledge/schema.ts";
import { localSymbol } from "../identity/index.ts";
import type { EmissionContext } from "./emit.ts";
import type { Named } from "./identify.ts";
import { occurrenceAt } from "./places.ts";
import { isPromptName } from "./prompts.ts";
import { selectAll } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Below this a text is a name or a stub, not a prompt. */
const MIN_LENGTH = 60;
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/**
 * `ChatPromptTemplate.fromTemplate(QA_TEMPLATE)`: the prompt is the constant that holds its text. A text in a variable of
 * any name (`template`) is known by the name of the template that is made of it.
 */
export function templateText(
  context: EmissionContext,
  sighting: Sighting,
  emission: Emission,
): { readonly named: Named; readonly place: Occurrence } | undefined {
  if (emission.kind !== "prompt" || emission.set?.["template"] !== true) return undefined;
  if (sighting.assignedTo !== undefined && CONSTANT.test(sighting.assignedTo)) return undefined;
  const texts = selectAll(context.evaluator, sighting, ["template", "#0"]).flatMap(({ expression, frame }) =>
    expression.kind === "name" || expression.kind === "member" ? context.evaluator.evaluate(expression, frame) : [],
  );
  const [text] = texts;
  if (texts.length !== 1 || text?.kind !== "constant" || typeof text.value !== "string" || text.value.length < MIN_LENGTH) return undefined;
  const name = text.symbol?.slice(text.symbol.lastIndexOf(".") + 1);
  if (text.symbol === undefined || name === undefined || !(CONSTANT.test(name) || isPromptName(name))) return undefined;
  const target = context.project.targets[text.unit.file.target];
  if (target === undefined) return undefined;
  return {
    named: { name, identity: localSymbol(target, text.unit.file, text.symbol), attributes: {} },
    place: occurrenceAt(text.unit, text.span, text.symbol),
  };
}
