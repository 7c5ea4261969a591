import { expect, test } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { runPickles } from "./run-pickles.ts";
import type { PickleAnomaly, PickleEffect } from "./value.ts";

function run(text: string) {
  const effects: PickleEffect[] = [];
  const anomalies: PickleAnomaly[] = [];
  const streams = runPickles(bytesSource(Buffer.from(text, "latin1")), 0, {
    effect: (effect) => effects.push(effect),
    anomaly: (anomaly) => anomalies.push(anomaly),
  });
  return { streams, effects, anomalies };
}

test("an import and a call are told when they happen", () => {
  const { streams, effects, anomalies } = run("\x80\x02cos\nsystem\n(S'ls'\ntR0N.");
  expect(anomalies).toEqual([]);
  expect(effects.map((effect) => effect.kind)).toEqual(["import", "call"]);
  expect(streams).toMatchObject([{ start: 0, end: 25, ended: "stop", protocol: 2, result: { kind: "none" } }]);
});
