import { textOf } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";

const MOST = 256 * 1024;
const FIELD =
  /\{\{-?\s{0,20}(?:if|range|with|else if)?\s{0,20}(?:and|or|not|eq|len)?\s{0,20}\(?\s{0,20}\.(?:System|Prompt|Messages|Response|Content|Role|Tools|Suffix|First)\b/;

/** Prompt templates of Ollama: Go's text/template, which calls nothing but its own functions. @see https://pkg.go.dev/text/template */
export const ollamaTemplate: Interpreter = {
  id: "ollama-template",
  accepts: ({ head, source }) => {
    if (source.size > MOST || head.subarray(0, 4096).includes(0)) return false;
    const text = textOf(head);
    // A Modelfile holds such a template too, and is something else.
    return FIELD.test(text) && !/^FROM\s/m.test(text);
  },
  inspect: ({ source }, visit) => {
    visit.format("ollama-template");
    judgeTexts([{ where: "the template", text: textOf(source.read(0, source.size)) }], visit);
    visit.claim(0, source.size, "template");
  },
};
