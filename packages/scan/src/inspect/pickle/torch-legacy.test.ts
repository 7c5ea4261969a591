import { expect, test } from "vitest";
import { call, integer, judgeText, list, little, name, text, tuple } from "./testing/judge-text.ts";

const PROTO = "\x80\x02";
const MAGIC = `${PROTO}\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.`;
const storage = (elements: number): string =>
  `${tuple(text("storage"), name("torch", "FloatStorage"), text("0"), text("cpu"), integer(elements), "N")}Q`;
const tensor = (elements: number): string =>
  call(
    name("torch._utils", "_rebuild_tensor_v2"),
    storage(elements),
    integer(0),
    tuple(integer(elements)),
    tuple(integer(1)),
    "I00\n",
    call(name("collections", "OrderedDict")),
  );
const file = (object: string, storages: string): string =>
  `${MAGIC}${PROTO}M\xe9\x03.${PROTO}}.${PROTO}${object}.${PROTO}${list(text("0"))}.${storages}`;

test("five streams and their storages", async () => {
  const { verdict, formats, facts, findings } = await judgeText(file(tensor(2), `${little(2, 8)}${"\0".repeat(8)}`));
  expect([verdict, formats, findings]).toEqual(["benign", ["pytorch-legacy", "pickle"], []]);
  expect(facts).toMatchObject({ parameters: 2, tensors: 1, dtypes: ["float"] });
});

test("a call in the object", async () => {
  const { verdict, findings } = await judgeText(file(call(name("os", "system"), text("id")), `${little(0, 8)}`));
  expect(verdict).toBe("malicious");
  expect(findings.find(({ rule }) => rule === "pickle-code-execution")?.call?.callable).toBe("os.system");
});

test.each([
  ["fewer elements than declared", little(1, 8) + "\0".repeat(4), "suspicious"],
  ["elements without number", little(2 ** 60, 8) + "\0".repeat(4), "malicious"],
  ["bytes that are missing", little(2, 8), "suspicious"],
  ["no storages at all", "", "suspicious"],
  ["something behind them", `${little(2, 8)}${"\0".repeat(8)}trailing`, "suspicious"],
])("%s", async (_, storages, expected) => {
  expect((await judgeText(file(tensor(2), storages))).verdict).toBe(expected);
});

test("a stream behind the storages is judged", async () => {
  const behind = `${little(2, 8)}${"\0".repeat(8)}\x80\x04${call(name("os", "system"), text("id"))}.`;
  expect((await judgeText(file(tensor(2), behind))).verdict).toBe("malicious");
});

test("a magic number and nothing else", async () => {
  expect((await judgeText(MAGIC)).verdict).toBe("benign");
  expect((await judgeText(`${MAGIC}${PROTO}M\xe9`)).verdict).toBe("suspicious");
});
