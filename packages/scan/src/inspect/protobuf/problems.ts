import type { ProtobufProblem } from "@castellan/formats";
import type { InspectionFinding } from "../interpreter.ts";

const WORDS: Readonly<Record<Exclude<ProtobufProblem["kind"], "unknown-field" | "repeated">, string>> = {
  "field-zero": "a field with the number 0",
  group: "a group, which the format does not use",
  "wire-type": "a field of a wire type that does not exist",
  varint: "a number of more than ten bytes",
  truncated: "a field longer than what is around it",
  overlong: "a number written with more bytes than it needs",
  depth: "messages nested deeper than parsers read",
};

/** The finding for what a walk of protobuf met. */
export function protobufFinding({ kind, message, number, offset, length }: ProtobufProblem): InspectionFinding {
  if (kind === "unknown-field")
    return {
      rule: "protobuf-unknown-field",
      offset,
      message: `${message} has a field ${number} of ${length} bytes that the published schema does not know.`,
    };
  if (kind === "repeated")
    return {
      rule: "protobuf-repeated-field",
      offset,
      message: `${message} has the field ${number} more than once: some parsers merge them, some take the last.`,
    };
  return { rule: "malformed", offset, message: `${message} holds ${WORDS[kind]}.` };
}
