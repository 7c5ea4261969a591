import { AssetGraph, type AssetKind, type Attributes } from "@castellan/graph";
import { expect, it } from "vitest";
import { projectOf } from "../../discover/testing/project-of.ts";
import { columnRoles } from "./index.ts";

function graphOf(): { graph: AssetGraph; add: (kind: AssetKind, name: string, attributes?: Attributes) => string } {
  const graph = new AssetGraph();
  const add = (kind: AssetKind, name: string, attributes: Attributes = {}): string =>
    graph.add({
      kind,
      name,
      identity: { key: name },
      scope: "production",
      attributes,
      occurrences: [{ target: 0, file: "a.py", line: 1, technique: "syntax", confidence: "likely" }],
    });
  return { graph, add };
}

const uses = [
  { role: "label", column: "churn", file: "train.py", line: 4 },
  { role: "label", column: "other", file: "train.py", line: 9 },
  { role: "id", column: "customer", file: "train.py", line: 2 },
];

it("gives roles to the columns of the data that a run trains on, and of what it was made from", () => {
  const { graph, add } = graphOf();
  const run = add("training-run", "train", { columnRoles: uses });
  const features = add("dataset", "features.csv");
  const raw = add("dataset", "raw.csv", { columns: [{ name: "customer" }, { name: "churn" }, { name: "age" }] });
  const elsewhere = add("dataset", "elsewhere.csv", { columns: [{ name: "churn" }] });
  const step = add("pipeline-step", "featurize");
  graph.relate(run, "trains_on", features, "resolved", []);
  graph.relate(step, "produces", features, "stated", []);
  graph.relate(step, "reads", raw, "stated", []);
  columnRoles.connect(projectOf({}), graph.all(), graph);
  const attributes = new Map(graph.all().assets.map((asset) => [asset.id, asset.attributes]));
  expect(attributes.get(raw)?.["columnRoles"]).toEqual({
    id: { column: "customer", file: "train.py", line: 2 },
    label: { column: "churn", file: "train.py", line: 4 },
  });
  expect(attributes.get(features)?.["columnRoles"]).toBeUndefined();
  expect(attributes.get(elsewhere)?.["columnRoles"]).toBeUndefined();
});

it("gives none where the columns are not there, and survives cycles and odd attributes", () => {
  const { graph, add } = graphOf();
  const run = add("training-run", "train", { columnRoles: "label" });
  const other = add("training-run", "other", { columnRoles: uses });
  const data = add("dataset", "a.csv", { columns: [{ name: "age" }] });
  graph.relate(run, "trains_on", data, "resolved", []);
  graph.relate(other, "trains_on", data, "resolved", []);
  graph.relate(data, "derived_from", data, "resolved", []);
  const before = JSON.stringify(graph.all());
  columnRoles.connect(projectOf({}), graph.all(), graph);
  expect(JSON.stringify(graph.all())).toBe(before);
});
