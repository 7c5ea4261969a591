import { expect, it } from "vitest";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { dedent } from "../../resolve/testing/shown.ts";
import { discovered } from "../testing/project-of.ts";
import { codeDiscoverer } from "./index.ts";
import { codeProject } from "./testing/code-project.ts";

const index = new LibraryIndex(loadKnowledge());

async function rolesIn(source: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const project = await codeProject({ "train.py": dedent(source), ...more });
  const { described } = discovered(project, codeDiscoverer(index));
  return described.flatMap(({ attributes }) =>
    Array.isArray(attributes["columnRoles"])
      ? attributes["columnRoles"].map((use: unknown) =>
          typeof use === "object" && use !== null && "role" in use && "column" in use ? `${use.role} ${use.column}` : "?",
        )
      : [],
  );
}

it.each([
  ["a column handed to fit", `y = df["churn"]\nmodel.fit(df.drop(columns=["churn"]), y)`, ["label churn"]],
  ["a column that a split hands on", `a, b, c, d = train_test_split(df[F], df["churn"].astype(int))\nmodel.fit(a, c)`, ["label churn"]],
  ["an attribute", "model.fit(df[F], df.churn.values)", ["label churn"]],
  ["a column taken out", `y = df.pop("churn")\nmodel.fit(df, y)`, ["label churn"]],
  ["an encoded column", `model.fit(df[F], LabelEncoder().fit_transform(df["churn"]))`, ["label churn"]],
  ["a constant", `TARGET = "churn"\nmodel.fit(df[F], df[TARGET])`, ["label churn"]],
  ["ids and times", `df = df.set_index("customer")\nt = pd.to_datetime(df["since"])\nmodel.fit(df[F], t)`, ["id customer", "time since"]],
  ["a name alone", `setup(data=df, target="churn")\nmodel.fit(df)`, ["label churn"]],
  ["texts", `X = TfidfVectorizer().fit_transform(df["message"])\nmodel.fit(X, df["spam"])`, ["text message", "label spam"]],
])("finds %s", async (_what, body, expected) => {
  const source = `import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder
F = ["a", "b"]
df = pd.read_csv("data.csv", **options)
model = RandomForestClassifier()
${body}
`;
  expect(await rolesIn(source)).toEqual(expected);
});

it("follows parameters and configuration", async () => {
  const source = `import pandas as pd
import yaml
import xgboost as xgb

def fit(rows, params):
    target = rows[params["target"]]
    return xgb.train({}, xgb.DMatrix(rows[["a"]], label=target))

params = yaml.safe_load(open("params.yaml"))
fit(pd.read_csv("data.csv"), params)
`;
  expect(await rolesIn(source, { "params.yaml": "target: is_fraud\n" })).toEqual(["label is_fraud"]);
});

it("says nothing of what is no column", async () => {
  const source = `import pandas as pd
from sklearn.ensemble import RandomForestClassifier
df = pd.read_csv("data.csv")
RandomForestClassifier().fit(df, make_labels(df))
plot(df, label=name_of(df))
`;
  expect(await rolesIn(source)).toEqual([]);
});
