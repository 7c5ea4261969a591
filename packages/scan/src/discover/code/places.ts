import type { Span } from "@castellan/formats";
import type { Evidence, Occurrence } from "@castellan/graph";
import type { Unit } from "../../resolve/unit.ts";

/** Where a span of code stands, as an occurrence. */
export function occurrenceAt(unit: Unit, span: Span, symbol?: string, confidence: Occurrence["confidence"] = "likely"): Occurrence {
  return {
    target: unit.file.target,
    file: unit.file.path,
    line: span.line,
    ...(span.endLine > span.line ? { endLine: span.endLine } : {}),
    ...(span.cell === undefined ? {} : { cell: span.cell }),
    ...(symbol === undefined || symbol === "" ? {} : { symbol }),
    technique: "syntax",
    confidence,
  };
}

export function evidenceAt(unit: Unit, span: Span, symbol?: string, confidence: Evidence["confidence"] = "likely"): Evidence {
  const { endLine: _, ...place } = occurrenceAt(unit, span, symbol, confidence);
  return place;
}
