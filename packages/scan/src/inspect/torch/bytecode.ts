import { type PickleListener, runPickles } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { operatorReach } from "./operators.ts";

/** `aten::save`, as the list of operators has them. */
const OPERATOR = /^([A-Za-z_]\w{0,100})::([A-Za-z_]\w{0,100})$/;

/** Bytecode of the mobile interpreter: a pickle of plain values in which operators are named. */
export const mobileBytecode: Interpreter = {
  id: "torch-mobile-bytecode",
  accepts: ({ within, name }) => within.includes("torchscript") && /(?:^|\/)bytecode\.pkl$/i.test(name),
  inspect: ({ source }, visit) => {
    const told = new Set<string>();
    let count = 0;
    const listener: PickleListener = {
      effect: () => {},
      anomaly: () => {},
      data: (value) => {
        if (++count % 4096 === 0) visit.spend("operations", 4096);
        if (value.kind !== "text") return;
        const [name, namespace, operator] = OPERATOR.exec(value.value) ?? [];
        if (name === undefined || namespace === undefined || operator === undefined || told.has(name)) return;
        const reach = operatorReach(namespace, operator);
        if (reach === undefined) return;
        told.add(name);
        visit.finding({
          rule: reach.does.includes("extension") ? "torch-custom-operator" : "torchscript-reaching-operator",
          verdict: reach.verdict,
          message: `The bytecode calls ${name}, which ${reach.does}.`,
          offset: value.offset,
          call: { callable: name, arguments: [] },
          loader: "torch.jit.load",
        });
      },
    };
    runPickles(source, 0, listener);
  },
};
