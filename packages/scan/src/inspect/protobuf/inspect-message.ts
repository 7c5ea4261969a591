import { type ByteSource, type ProtobufEvents, type ProtobufFormat, protobufMessage, walkMessage } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { protobufFinding } from "./problems.ts";

/** Walks a whole file as one message: reports what is wrong with it, accounts for its bytes, and tells the rest. */
export function inspectMessage(
  source: ByteSource,
  format: ProtobufFormat,
  root: string,
  visit: Visit,
  events: Pick<ProtobufEvents, "wanted" | "enter" | "leave" | "value" | "bytes">,
): void {
  let reach = source.size;
  walkMessage(source, protobufMessage(format, root), {
    ...events,
    problem: (problem) => {
      visit.finding(protobufFinding(problem));
      if (problem.message === root && !["unknown-field", "repeated", "overlong"].includes(problem.kind))
        reach = Math.min(reach, problem.offset);
    },
    spend: (fields) => visit.spend("operations", fields),
  });
  visit.claim(0, reach, "fields");
}
