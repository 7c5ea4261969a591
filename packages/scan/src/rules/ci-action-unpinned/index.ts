import { factors } from "../card.ts";
import { workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-action-unpinned";
/** GitHub's own: whoever changes those has the runner anyway. */
const OWN = /^(?:actions|github)\//;
const STEP = (uses: string): string => `    steps:\n      - uses: ${uses}\n        env:\n          KEY: \${{ secrets.CLOUD_KEY }}\n`;

/** Third-party actions by a tag that can be moved, in jobs with secrets. */
export const ciActionUnpinned: Rule = {
  card: {
    id: ID,
    title: "A job with secrets runs third-party actions by a movable tag",
    appliesTo: ["ci-job", "file"],
    why: "Whoever moves the tag takes the secrets of the training or the deployment (tj-actions, 2025).",
    fix: "Name the commit behind the @, with the version as a comment.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-SUPP-04"],
    references: ["https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions"],
    bad: [{ title: "a tag", files: workflow("push:", STEP("acme/setup-training@v1")) }],
    good: [
      { title: "a commit", files: workflow("push:", STEP("acme/setup-training@5c38ec7c405ec4b44b94cc5a9bb96e735b38267a")) },
      { title: "no secrets", files: workflow("push:", "    steps:\n      - uses: acme/lint@v1\n") },
    ],
  },
  because: {
    exposure: "whoever can push to the action's repository",
    exploitability: "the tag has to move and the job to run",
    data: "the job's secrets",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory).flatMap((each) => each.jobs.filter(({ secrets }) => secrets).map((job) => ({ ...each, job }))),
      ({ file, job }) => {
        const loose = job.steps.filter(
          ({ uses }) => uses !== undefined && /^[\w.-]+\/[\w./-]+@/.test(uses) && !OWN.test(uses) && !/@[0-9a-f]{40}$/.test(uses),
        );
        const [first] = loose;
        if (first === undefined) return "passed";
        const names = [...new Set(loose.map(({ uses }) => plain(uses ?? "", 60)))];
        return fromFile(
          ID,
          file,
          { line: first.line, resource: `jobs.${job.name}` },
          {
            message: `The job ${plain(job.name, 40)} has secrets and runs ${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""} by a tag that can be moved.`,
            headline: `A moved tag of ${names[0] ?? "an action"} takes the secrets of ${plain(job.name, 40)}`,
            excerpt: job.name,
            confidence: "certain",
            evidence: loose.slice(0, 8).map(({ line }) => ({
              target: file.target,
              file: file.path,
              line,
              resource: `jobs.${job.name}`,
              technique: "configuration",
              confidence: "certain",
            })),
            actionKey: `ci ${file.target}:${file.path}`,
          },
        );
      },
    ),
};
