import { describe, expect, it, test } from "vitest";
import { filteredName, ofArtefact, sharedTail, tableName, tablesOf, withoutQuery } from "./runs.ts";

const names = (candidates: readonly { readonly text: string }[]): readonly string[] => candidates.map(({ text }) => text);

describe("tablesOf", () => {
  test.each([
    ["select * from a.b join `p.c.d` on x", ["a.b", "p.c.d"]],
    ["with x as (select 1 from t), y as (select * from x) select * from y", ["t"]],
    ["select extract(year from at) from events -- from comments", ["events"]],
    ["sales.orders", ["sales.orders"]],
    ["select 1", []],
  ] as const)("%s", (text, expected) => expect(names(tablesOf({ text }))).toEqual(expected));
});

test("tableName leaves out what is only known at run time", () => {
  expect(["bq://{project}.sales.orders", "{a}.{b}.orders", "sales.orders"].map(tableName)).toEqual([
    "sales.orders",
    "orders",
    "sales.orders",
  ]);
});

test("filteredName reads the name that a filter asks for", () => {
  expect(names(filteredName({ text: 'display_name="simple" AND x=1' }))).toEqual(["simple"]);
  expect(filteredName({ text: 'display_name="{name}"' })).toEqual([]);
});

test("withoutQuery keeps the source", () => {
  expect(names(withoutQuery({ text: "https://a.example/v1?key={key}", partial: true }))).toEqual(["https://a.example/v1"]);
  expect(withoutQuery({ text: "https://{host}/v1" })).toEqual([]);
});

describe("sharedTail", () => {
  it("is what paths below unknown folders end with", () => {
    expect(
      names(
        sharedTail([
          { text: "{d}/train/index.csv", partial: true },
          { text: "{d}/test/index.csv", partial: true },
        ]),
      ),
    ).toEqual(["index.csv"]);
  });
  it("leaves known paths apart", () => {
    expect(names(sharedTail([{ text: "a/x.csv" }, { text: "b/x.csv" }]))).toEqual(["a/x.csv", "b/x.csv"]);
  });
});

test("ofArtefact takes data by its name", () => {
  const emission = { kind: "model-file", artefact: true, use: "loads" } as const;
  expect(
    ["X_train.pkl", "features/test.pkl", "model.pkl", "train_model.joblib", "vectorizer.pkl"].map(
      (name) => ofArtefact(emission, name).kind,
    ),
  ).toEqual(["dataset", "dataset", "model-file", "model-file", "model-file"]);
});
