import { classifyColumn, type DataClass, dataClasses } from "@castellan/text";
import type { CellFinding } from "./scan/facts.ts";

export interface Classified {
  readonly class: DataClass;
  readonly reasons: readonly string[];
}

/** Kinds of personal data that alone, in some cells, do not make a column personal. */
const FAINT = new Set(["URL", "DATE_TIME"]);
const SPECIAL = /HEALTH|MEDICAL|BIOMETRIC|GENETIC|RELIGION|ETHNIC|POLITICAL|UNION|SEXUAL|CRIMINAL/;

export function worse(a: DataClass, b: DataClass): DataClass {
  return dataClasses.indexOf(b) > dataClasses.indexOf(a) ? b : a;
}

/** The class of a column: what its name and first values mean, and what was found in all of its cells. */
export function classOfColumn(name: string, sample: readonly string[], values: number, findings: readonly CellFinding[]): Classified {
  const named = classifyColumn(name, sample.slice(0, 500));
  let found: DataClass = named.class;
  const reasons = [...named.reasons];
  for (const finding of findings) {
    const live = finding.cells - finding.examples;
    if (live <= 0) continue;
    const of = `${finding.type.toLowerCase().replaceAll("_", " ")} in ${live === values ? "every value" : `${live} of ${values} values`}`;
    if (finding.kind === "secret") {
      found = worse(found, "confidential");
      reasons.push(`a secret, ${of}`);
    } else if (finding.kind === "personal" && !FAINT.has(finding.type)) {
      found = worse(found, SPECIAL.test(finding.type) ? "special-category" : "personal");
      reasons.push(of);
    }
  }
  return { class: found, reasons };
}

const OPEN_LICENCE = /^(?:cc0|cc-by|odbl|odc-by|pddl|mit|apache|bsd|unlicense|cdla|public domain|openrail|afl|isc|gpl)/i;

/** The class of the whole: that of its worst column; public only where an open licence says that it was published. */
export function classOfData(
  columns: readonly { readonly name: string; readonly class: DataClass }[],
  licence: string | undefined,
): Classified {
  let worst: DataClass = "internal";
  for (const column of columns) worst = worse(worst, column.class);
  if (worst !== "internal") {
    const names = columns.filter((column) => column.class === worst).map(({ name }) => name);
    return {
      class: worst,
      reasons: [
        `${names.length} ${names.length === 1 ? "column is" : "columns are"} ${worst}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}`,
      ],
    };
  }
  if (licence !== undefined && OPEN_LICENCE.test(licence))
    return { class: "public", reasons: [`no personal or secret values were found, and the licence is ${licence}`] };
  return { class: "internal", reasons: ["no personal or secret values were found, and nothing says that it was published"] };
}
