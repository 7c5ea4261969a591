import { expect, test } from "vitest";
import { githubActionsDiscoverer } from "../github-actions/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";
import { trackerVariables } from "./index.ts";

const names = (text: string): readonly string[] => discovered(projectOf({ ".env.example": text }), trackerVariables).names();

test("a variable that turns tracing on or names a project of it", () => {
  expect(names("LANGSMITH_PROJECT=memory-graph\nLANGCHAIN_TRACING_V2=true\n")).toEqual(["experiment-tracker langsmith"]);
  expect(names("LANGFUSE_HOST=https://cloud.langfuse.com\nWANDB_PROJECT=demo\nPHOENIX_COLLECTOR_ENDPOINT=http://localhost:6006\n")).toEqual(
    ["experiment-tracker langfuse", "experiment-tracker phoenix", "experiment-tracker wandb"],
  );
});

test("nothing where it is switched off, empty, behind a comment mark, or only a key", () => {
  expect(names("LANGSMITH_TRACING=false\nWANDB_PROJECT=\n# LANGCHAIN_TRACING_V2=true\nLANGSMITH_API_KEY=\nLANGSMITH_ENDPOINT=x\n")).toEqual(
    [],
  );
});

test("a job that traces what it runs, with the key of the tracker", () => {
  const job = (env: string): string =>
    `name: W\non: [push]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n        env:\n${env}`;
  const run = (env: string) => discovered(projectOf({ ".github/workflows/w.yml": job(env) }), githubActionsDiscoverer);
  const traced = run("          LANGSMITH_API_KEY: ${{ secrets.LANGSMITH_API_KEY }}\n          LANGSMITH_TRACING: true\n");
  expect(traced.names()).toEqual(["ci-job tests", "experiment-tracker langsmith", "secret-ref LANGSMITH_API_KEY"]);
  expect(traced.edges()).toEqual([
    "ci-job tests -authenticated_by-> secret-ref LANGSMITH_API_KEY",
    "experiment-tracker langsmith -authenticated_by-> secret-ref LANGSMITH_API_KEY",
  ]);
  expect(run("          LANGSMITH_TRACING: false\n").names()).toEqual([]);
});
