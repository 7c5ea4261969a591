import { looksLikeFasttext, looksLikeWord2vec, readFasttext, readWord2vec } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { readStructure } from "../structure.ts";

/** Models of fastText. */
export const fasttext: Interpreter = {
  id: "fasttext",
  accepts: ({ head }) => looksLikeFasttext(head),
  inspect: (subject, visit) => {
    visit.format("fasttext");
    const facts = readStructure(subject, visit, () => readFasttext(subject.source));
    if (facts === undefined) return;
    visit.claim(0, facts.end, "model");
    visit.spend("operations", facts.words);
    for (const { offset, message } of facts.problems) visit.finding({ rule: "malformed", offset, message: `${message}.` });
    visit.fact("dimension", facts.dimension);
    visit.fact("words", facts.words);
    visit.fact("labels", facts.labels);
  },
};

/** Vectors of words in word2vec's form, binary or text. */
export const word2vec: Interpreter = {
  id: "word2vec",
  accepts: ({ source }) => looksLikeWord2vec(source),
  inspect: (subject, visit) => {
    visit.format("word2vec");
    const facts = readStructure(subject, visit, () => readWord2vec(subject.source));
    if (facts === undefined) return;
    visit.claim(0, facts.end, "vectors");
    visit.spend("operations", facts.words);
    for (const { offset, message } of facts.problems) visit.finding({ rule: "malformed", offset, message: `${message}.` });
    visit.fact("dimension", facts.dimension);
    visit.fact("words", facts.words);
  },
};
