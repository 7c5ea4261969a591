import type { Visit } from "../interpreter.ts";
import { isOutside } from "../tensorflow/constant-paths.ts";
import { PADDLE_CAPABILITIES, type PaddleCapability } from "./capabilities.ts";

const RULES: Readonly<Record<PaddleCapability, string>> = {
  python: "paddle-python-operator",
  "file-read": "paddle-file-operator",
  "file-write": "paddle-file-operator",
  network: "paddle-network-operator",
  native: "paddle-native-operator",
};

/** The finding for an operator that does more than compute; none for others. */
export function judgeOperator(operator: string, texts: readonly string[], offset: number, visit: Visit): void {
  const capability = PADDLE_CAPABILITIES.get(operator);
  if (capability === undefined) return;
  const outside = texts.find(isOutside);
  visit.finding({
    rule: RULES[capability],
    offset,
    message: `The program uses ${operator}${outside === undefined ? "" : ` with ${JSON.stringify(outside.slice(0, 120))}`}.`,
    call: { callable: operator, arguments: texts.slice(0, 4).map((text) => JSON.stringify(text.slice(0, 120))) },
    loader: "paddle.inference, paddle.static.load_inference_model",
    // Programs of training load and save their own parameters.
    ...(capability === "file-read" && outside === undefined ? { verdict: "suspicious" as const } : {}),
  });
}
