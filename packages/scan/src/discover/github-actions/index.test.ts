import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { githubActionsDiscoverer } from "./index.ts";

const run = (text: string) => discovered(projectOf({ ".github/workflows/w.yml": text }), githubActionsDiscoverer);

describe("githubActionsDiscoverer", () => {
  it("makes ci-jobs of jobs that use AI, and resources of all", () => {
    const result = run(
      "name: W\non: [push]\npermissions: read-all\njobs:\n  review:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: anthropics/claude-code-action@v1\n        with:\n          anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}\n          claude_args: --model claude-sonnet-4-5 --x\n  train:\n    steps:\n      - run: |\n          pip install dvc\n          dvc repro\n  lint:\n    steps:\n      - run: npm test\n",
    );
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "ci-job review -invokes_agent-> agent anthropics/claude-code-action",
        "ci-job review -authenticated_by-> secret-ref ANTHROPIC_API_KEY",
        "agent anthropics/claude-code-action -uses_model-> model claude-sonnet-4-5",
      ]),
    );
    expect(result.names()).toContain("ci-job train");
    expect(result.names()).not.toContain("ci-job lint");
    expect(result.resources.map(({ address }) => address)).toEqual([
      "permissions",
      "jobs.review",
      "jobs.review.steps.0",
      "jobs.review.steps.1",
      "jobs.train",
      "jobs.train.steps.0",
      "jobs.lint",
      "jobs.lint.steps.0",
    ]);
  });

  it("reads only workflows and stands odd forms", () => {
    expect(discovered(projectOf({ "x.yml": "jobs: {a: {steps: [{run: dvc repro}]}}" }), githubActionsDiscoverer).resources).toEqual([]);
    expect(() => run("jobs:\n  a:\n  b: [1]\n  c: {steps: {x: 1}}\n  d: {steps: [null, 5, {run: [a]}, {uses: {}}]}\n")).not.toThrow();
  });
});
