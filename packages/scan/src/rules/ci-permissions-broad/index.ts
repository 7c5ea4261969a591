import { at, text } from "@castellan/formats";
import { factors } from "../card.ts";
import { workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-permissions-broad";
const STEPS = "    steps:\n      - run: make train\n";

/** `permissions: write-all`. */
export const ciPermissionsBroad: Rule = {
  card: {
    id: ID,
    title: "A workflow's token may do everything",
    appliesTo: ["ci-job", "file"],
    why: "Whatever enters the job, an action or a package, can push code, change releases and read other jobs.",
    fix: "State the permissions that the job needs, contents: read first.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-SECR-05", "ADS-SUPP-04"],
    bad: [{ title: "write-all", files: workflow("push:", STEPS, "permissions: write-all\n") }],
    good: [{ title: "read", files: workflow("push:", STEPS, "permissions:\n  contents: read\n") }],
  },
  because: {
    exposure: "whoever gets into a step of the job",
    exploitability: "needs a way into a step first",
    data: "the repository's token",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(workflowsOf(inventory), ({ file, permissions, jobs }) => {
      const job = jobs.find(({ node }) => text(at(node, "permissions")) === "write-all");
      const line =
        permissions !== undefined && text(permissions.node) === "write-all" ? permissions.line : at(job?.node, "permissions")?.line;
      if (line === undefined) return "passed";
      return fromFile(
        ID,
        file,
        { line, resource: job === undefined ? "permissions" : `jobs.${job.name}` },
        {
          message: `The token of ${plain(file.path, 60)} may do everything (write-all).`,
          headline: "Whatever gets into a step of the workflow can change the repository",
          excerpt: "permissions",
          confidence: "certain",
          actionKey: `ci ${file.target}:${file.path}`,
          edits: [{ kind: "text", file: file.path, line, endLine: line, from: "write-all", to: "read-all" }],
        },
      );
    }),
};
