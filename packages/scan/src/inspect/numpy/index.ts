import { looksLikeNumpy, type NumpyProblem, type NumpyProblemKind, type NumpyReading, readNumpy, sliceSource } from "@castellan/formats";
import type { InspectionFinding, Interpreter, Visit } from "../interpreter.ts";

const LOADER = "numpy.load(allow_pickle=True)";
/** Arrays in one file: `numpy.save` may be called again and again on it. */
const ARRAYS = 10_000;

const RULES: Partial<Record<NumpyProblemKind, string>> = {
  "header-crash": "numpy-header-crash",
  "header-call": "numpy-header",
  "header-syntax": "numpy-header",
  "header-keys": "numpy-header",
  "shape-forged": "impossible-length",
  "type-unknown": "tensor-type-unknown",
  "data-truncated": "tensors-cut",
  "header-truncated": "tensors-cut",
};

/** Arrays of numpy, one or several behind one another; arrays of objects are pickles. */
export const numpy: Interpreter = {
  id: "numpy",
  accepts: ({ head }) => looksLikeNumpy(head),
  inspect: async ({ source }, visit) => {
    visit.format("numpy");
    let start = 0;
    for (let count = 0; count < ARRAYS; count++) {
      visit.spend("operations", 10);
      const reading = readNumpy(source, start);
      for (const problem of reading.problems) visit.finding(findingOf(problem));
      if (count === 0) tellFacts(reading, visit);
      visit.claim(start, reading.dataStart, "header");
      if (reading.object !== false || reading.dataEnd === undefined) {
        // A type that is not understood may hold objects as well.
        visit.claim(reading.dataStart, source.size, "objects");
        return visit.child("(object array)", sliceSource(source, reading.dataStart, source.size), { loader: LOADER });
      }
      visit.claim(reading.dataStart, reading.dataEnd, "array");
      if (reading.dataEnd >= source.size) return;
      start = reading.dataEnd;
      if (looksLikeNumpy(source.read(start, 8))) continue;
      // The next numpy.load of an open file takes what follows, also where it is a pickle.
      return visit.child("(behind the array)", sliceSource(source, start, source.size), { loader: LOADER });
    }
    visit.incomplete(`More than ${ARRAYS} arrays are in this file.`, start);
  },
};

function findingOf({ kind, message, offset }: NumpyProblem): InspectionFinding {
  return { rule: RULES[kind] ?? "malformed", message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`, offset, loader: LOADER };
}

function tellFacts({ descr, shape, object }: NumpyReading, visit: Visit): void {
  if (descr !== "") visit.fact("dtypes", [descr]);
  visit.fact("shape", shape.slice(0, 8).join(" x "));
  if (object === false)
    visit.fact(
      "elements",
      shape.reduce((product, size) => product * size, 1),
    );
}
