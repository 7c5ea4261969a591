import type { Interpreter } from "../interpreter.ts";
import { judgePickle } from "./judge.ts";
import { beginsStream, looksLikePickle } from "./recognise.ts";

export { type JudgedPickles, judgePickle, type PickleContext } from "./judge.ts";
export { PICKLE_RULES } from "./rules.ts";

/** Pickle streams of every protocol, those of joblib, dill and cloudpickle, and files of PyTorch before 1.6. */
export const pickle: Interpreter = {
  id: "pickle",
  accepts: ({ source, head }) => looksLikePickle(source, head),
  inspect: async ({ source, head, context }, visit) => {
    await judgePickle(source, 0, visit, { ...context, unreachable: !beginsStream(source, head) });
  },
};
