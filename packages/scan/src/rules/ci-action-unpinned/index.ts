import { at, text } from "@castellan/formats";
import { factors } from "../card.ts";
import { type Job, workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-action-unpinned";
/** GitHub's own: whoever changes those has the runner anyway. */
const OWN = /^(?:actions|github)\//;
const STEP = (uses: string): string => `    steps:\n      - uses: ${uses}\n        env:\n          KEY: \${{ secrets.CLOUD_KEY }}\n`;

/** Third-party actions by a tag that can be moved, in jobs with secrets or rights. */
export const ciActionUnpinned: Rule = {
  card: {
    id: ID,
    title: "A job with secrets or a token that may write runs third-party actions by a movable tag",
    appliesTo: ["ci-job", "file"],
    why: "Whoever moves the tag takes the secrets of the training or the deployment (tj-actions, 2025).",
    fix: "Name the commit behind the @, with the version as a comment.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-SUPP-04"],
    references: ["https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions"],
    bad: [
      { title: "a tag", files: workflow("push:", STEP("acme/setup-training@v1")) },
      {
        title: "a token that may write",
        files: workflow("pull_request_target:", "    steps:\n      - uses: acme/upload-model@main\n", "permissions: write-all\n"),
      },
      {
        title: "a token for a cloud (OIDC)",
        files: workflow("push:", "    permissions:\n      id-token: write\n    steps:\n      - uses: acme/upload-model@v2\n"),
      },
    ],
    good: [
      { title: "a token that only reads", files: workflow("push:", "    steps:\n      - uses: acme/lint@v1\n", "permissions: read-all\n") },
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
      workflowsOf(inventory).flatMap((each) => each.jobs.map((job) => ({ ...each, job }))),
      ({ file, job, triggers }) => {
        const has = worthOf(job, triggers);
        if (has === undefined) return "not-applicable";
        const called = text(at(job.node, "uses"));
        const places = [
          ...(called !== undefined && isLoose(called) ? [{ uses: called, line: job.line, resource: `jobs.${job.name}` }] : []),
          ...job.steps.flatMap(({ uses, line, index }) =>
            uses !== undefined && isLoose(uses) ? [{ uses, line, resource: `jobs.${job.name}.steps.${index}` }] : [],
          ),
        ];
        return places.map(({ uses, line, resource }) =>
          fromFile(
            ID,
            file,
            { line, resource },
            {
              message: `The job ${plain(job.name, 40)} has ${has} and runs ${plain(uses, 60)} by a tag that can be moved.`,
              headline: `A moved tag of ${plain(uses, 60)} takes ${has} of ${plain(job.name, 40)}`,
              excerpt: `${job.name} ${uses}`,
              confidence: "certain",
              actionKey: `ci ${file.target}:${file.path}`,
            },
          ),
        );
      },
    ),
};

/** What a foreign action would take from a job: secrets, or a token that may write. */
function worthOf(job: Job, triggers: readonly string[]): string | undefined {
  if (job.secrets) return "secrets";
  if (job.writes) return "a token that may write";
  // Started by strangers with the repository's own rights, and nothing says that the token only reads.
  return triggers.includes("pull_request_target") && !job.stated ? "the token of the repository" : undefined;
}

/** Somebody else's action, not by a commit. */
function isLoose(uses: string): boolean {
  return /^[\w.-]+\/[\w./-]+@/.test(uses) && !OWN.test(uses) && !/@[0-9a-f]{40}$/.test(uses);
}
