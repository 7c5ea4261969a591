import type { FaissFacts } from "@castellan/formats";
import { FormatError, looksLikeFaiss, readFaiss } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";

/** Vector indexes of Faiss. */
export const faiss: Interpreter = {
  id: "faiss-index",
  accepts: ({ head }) => looksLikeFaiss(head),
  inspect: (subject, visit) => {
    visit.format("faiss-index");
    const facts = readKnown(subject, visit);
    if (facts === undefined) return;
    visit.claim(0, facts.end, "index");
    for (const { path, offset } of facts.files)
      visit.finding({
        rule: "faiss-outside-file",
        offset,
        message: `The lists of the index are in the file ${JSON.stringify(path.slice(0, 200))}.`,
        loader: "faiss.read_index",
      });
    for (const { kind, offset, message } of facts.problems)
      visit.finding({ rule: kind === "outside" ? "faiss-index-outside" : "malformed", offset, message: `${message}.` });
    visit.fact("dimension", facts.dimension);
    visit.fact("vectors", facts.vectors);
    visit.fact("architecture", facts.kinds.join(" "));
  },
};

/** Layouts change with the versions of Faiss: a length that does not fit proves no intent. */
function readKnown({ source }: Subject, visit: Visit): FaissFacts | undefined {
  try {
    return readFaiss(source);
  } catch (error) {
    if (!(error instanceof FormatError) || error.code !== "UNSUPPORTED") throw error;
    visit.incomplete(`Not examined: ${error.message}.`);
    return undefined;
  }
}
