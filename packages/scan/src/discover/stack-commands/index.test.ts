import { expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { stackCommands } from "./index.ts";

it("sees trackers and registries that scripts register, with their secrets", () => {
  const found = discovered(
    projectOf({
      "stacks/up.sh":
        'zenml experiment-tracker register t --flavor=mlflow --tracking_username="{{tracking.user}}" \\\n  --tracking_password="{{tracking.password}}"\nzenml model-registry register r -f wandb\nzenml orchestrator register o --flavor=vertex\nzenml experiment-tracker list\n',
      Makefile: "serve:\n\tmlflow server --host 0.0.0.0\nview:\n\tmlflow ui\n",
    }),
    stackCommands,
  );
  expect(found.names()).toEqual(["experiment-tracker mlflow", "model-registry wandb", "secret-ref tracking"]);
  expect(found.edges()).toEqual(["experiment-tracker mlflow -authenticated_by-> secret-ref tracking"]);
  expect(found.assets.filter(({ kind }) => kind === "experiment-tracker")).toHaveLength(2);
});
