import { expect, test } from "vitest";
import { PICKLE_OPCODES } from "../../packages/formats/src/pickle/index.ts";
import { PickleWriter } from "../../packages/formats/src/pickle/testing/generated-pickle.ts";
import { seeded } from "../secrets/sample.ts";
import { compare } from "./compare.ts";
import { askPickletools, type Question, tableOfPickletools } from "./python.ts";

const random = seeded(7);
const questions: readonly Question[] = Array.from({ length: 400 }, () => {
  const { bytes, plain } = PickleWriter.write((n) => Math.floor(random() * n));
  return { data: bytes, start: 0, plain };
});

const answers = await askPickletools(questions);
const withPython = answers === undefined ? test.skip : test;

withPython("generated pickles: the opcodes, stack, memo and values of CPython (skipped without python3)", () => {
  const { differences, accepted, values } = compare(questions, answers ?? [], (id) => `${id}`);
  expect(differences).toEqual([]);
  expect(accepted).toBeGreaterThan(300);
  expect(values).toBeGreaterThan(100);
});

withPython("the table of opcodes is that of pickletools (skipped without python3)", async () => {
  const rows = PICKLE_OPCODES.map(({ code, name, protocol, before, after }) => ({ code, name, protocol, before, after }));
  expect(await tableOfPickletools()).toEqual(rows);
});
