import { looksLikeTorch7, readTorch7 } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { judgeTexts, readStructure } from "../structure.ts";

/** Packages of Torch7 whose classes hold tensors and settings. */
const OWN = /^(?:torch|nn|cunn|cudnn|cutorch|nngraph|graph|optim|rnn|inn|stn|tnt|image)\.[A-Za-z]\w*$/;

/** Objects of Torch7: `.t7`, `.net`. */
export const torch7: Interpreter = {
  id: "torch7",
  accepts: ({ head }) => looksLikeTorch7(head),
  inspect: (subject, visit) => {
    visit.format("torch7");
    const facts = readStructure(subject, visit, () => readTorch7(subject.source));
    if (facts === undefined) return;
    visit.claim(0, facts.end, "objects");
    for (const { offset, bytes, names } of facts.functions)
      visit.finding({
        rule: "torch7-function",
        offset,
        ...(names.length > 0 ? { verdict: "malicious" as const } : {}),
        message: `A function of ${bytes} bytes of Lua bytecode${names.length > 0 ? `, which names ${names.join(", ")}` : ""}.`,
        loader: "torch.load",
      });
    for (const name of facts.classes)
      if (!OWN.test(name)) visit.finding({ rule: "torch7-class", message: `An object of the class ${JSON.stringify(name.slice(0, 80))}.` });
    judgeTexts(facts.texts, visit);
    visit.fact("parameters", facts.parameters);
    if (facts.classes.length > 0) visit.fact("classes", facts.classes.slice(0, 50));
  },
};
