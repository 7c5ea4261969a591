import { AssetGraph } from "@castellan/graph";
import { expect, it } from "vitest";
import { projectOf } from "../../discover/testing/project-of.ts";
import { registeredModels } from "./index.ts";

const model = (graph: AssetGraph, target: number, technology = "mlflow"): string =>
  graph.add({
    kind: "model",
    name: "detector",
    identity: { key: `registry:${target}:${technology}:detector` },
    scope: "production",
    lifecycle: "declared",
    attributes: { registered: true, technology },
    occurrences: [{ target, file: "a.py", line: 1, technique: "syntax", confidence: "certain" }],
  });

function joinedModels(makers: readonly number[], others: readonly (readonly [number, string])[]): number {
  const graph = new AssetGraph();
  const run = graph.add({
    kind: "training-run",
    name: "train",
    identity: { key: "run" },
    scope: "production",
    lifecycle: "declared",
    attributes: {},
    occurrences: [],
  });
  for (const target of makers) graph.relate(run, "produces", model(graph, target), "resolved", []);
  for (const [target, technology] of others) model(graph, target, technology);
  const project = projectOf({});
  registeredModels.connect(
    { ...project, targets: [0, 1, 2].map((index) => ({ index, name: `${index}`, key: `${index}` })) },
    graph.all(),
    graph,
  );
  return graph.all().assets.filter(({ kind }) => kind === "model").length;
}

it.each([
  [
    "one repository registers and the others load",
    [0],
    [
      [1, "mlflow"],
      [2, "mlflow"],
    ],
    1,
  ],
  ["another registry has a model of that name", [0], [[1, "azure-ml"]], 2],
  ["two repositories register the name", [0, 1], [[2, "mlflow"]], 3],
  [
    "nobody registers it",
    [],
    [
      [0, "mlflow"],
      [1, "mlflow"],
    ],
    2,
  ],
] as const)("%s: %j, %j", (_, makers, others, count) => expect(joinedModels(makers, others)).toBe(count));
