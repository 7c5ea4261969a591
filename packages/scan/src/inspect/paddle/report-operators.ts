import type { Visit } from "../interpreter.ts";
import { EXECUTING_NAME } from "../tensorflow/capabilities.ts";

/** Tells what operators a program has, and those that PaddlePaddle does not know: each with the offset of its first use. */
export function reportOperators(counts: ReadonlyMap<string, number>, custom: ReadonlyMap<string, number>, visit: Visit): void {
  const [first] = custom;
  if (first !== undefined)
    visit.finding({
      rule: "paddle-custom-operator",
      offset: first[1],
      message: `PaddlePaddle has no operator ${[...custom.keys()]
        .slice(0, 8)
        .map((name) => JSON.stringify(name.slice(0, 80)))
        .join(", ")}.`,
      ...([...custom.keys()].some((name) => EXECUTING_NAME.test(name)) ? { verdict: "malicious" as const } : {}),
    });
  visit.fact(
    "operators",
    [...counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, 20)
      .map(([name]) => name),
  );
}
