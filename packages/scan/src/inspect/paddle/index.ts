import { ByteWindow, isPaddleProgram, rangeText } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { inspectMessage } from "../protobuf/inspect-message.ts";
import { PADDLE_CAPABILITIES } from "./capabilities.ts";
import { judgeOperator } from "./judge-operator.ts";
import { PADDLE_OPERATORS } from "./operators.ts";
import { reportOperators } from "./report-operators.ts";

const MAX_KEPT = 10_000;
const WANTED: ReadonlySet<string> = new Set([
  "OpDesc.type",
  "OpDesc.Attr.s",
  "OpDesc.Attr.strings",
  "VarType.TensorDesc.dims",
  "Version.version",
]);
function inspect({ source }: Subject, visit: Visit): void {
  visit.format("paddle");
  const window = new ByteWindow(source);
  const operators = new Map<string, number>();
  const custom = new Map<string, number>();
  let operator = "";
  let texts: string[] = [];
  inspectMessage(source, "paddle", "ProgramDesc", visit, {
    wanted: WANTED,
    enter: (message) => {
      if (message.name !== "OpDesc") return;
      operator = "";
      texts = [];
    },
    leave: (message, range) => {
      if (message.name !== "OpDesc") return;
      if (operators.has(operator) || operators.size < MAX_KEPT) operators.set(operator, (operators.get(operator) ?? 0) + 1);
      judgeOperator(operator, texts, range.start, visit);
      // Gradients of custom operators follow them; names end in _grad.
      if (!PADDLE_OPERATORS.has(operator) && !PADDLE_CAPABILITIES.has(operator) && custom.size < MAX_KEPT)
        custom.set(operator, range.start);
    },
    value: (field, value, offset) => {
      if (field.name === "version") visit.fact("version", value);
      else if (value < -1) visit.finding({ rule: "tensor-overflow", offset, message: `A variable has the dimension ${value}.` });
    },
    bytes: (field, range) => {
      const text = rangeText(window, range, 2048);
      if (field.id === "OpDesc.type") operator = text;
      else if (texts.length < 32) texts.push(text);
    },
  });
  reportOperators(operators, custom, visit);
}

/** Programs of PaddlePaddle (.pdmodel, __model__): every operator of every block. */
export const paddle: Interpreter = { id: "paddle", accepts: ({ source }) => isPaddleProgram(source), inspect };
