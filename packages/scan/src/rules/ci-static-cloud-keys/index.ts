import { factors } from "../card.ts";
import { flat, workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-static-cloud-keys";
const KEYS =
  /\b(?:AWS_SECRET_ACCESS_KEY|aws-secret-access-key|GOOGLE_CREDENTIALS|credentials_json|GCP_SA_KEY|AZURE_CLIENT_SECRET|AZURE_CREDENTIALS)\b\s*:\s*\$\{\{\s*secrets\./;

/** Long-lived cloud keys where a short-lived token would do. */
export const ciStaticCloudKeys: Rule = {
  card: {
    id: ID,
    title: "A workflow uses long-lived cloud keys",
    appliesTo: ["ci-job", "file"],
    why: "A key that leaks from one run works until somebody revokes it, from anywhere.",
    fix: "Let the job ask for a short-lived token (id-token: write and the cloud's login action).",
    base: factors(1, 1, 2, 1),
    controls: ["ADS-SECR-05"],
    bad: [
      {
        title: "an AWS key",
        files: workflow(
          "push:",
          "    env:\n      AWS_SECRET_ACCESS_KEY: ${{ secrets.TRAINING_KEY }}\n    steps:\n      - run: make train\n",
        ),
      },
    ],
    good: [
      {
        title: "a role",
        files: workflow(
          "push:",
          "    permissions:\n      id-token: write\n    steps:\n      - uses: aws-actions/configure-aws-credentials@5c38ec7c405ec4b44b94cc5a9bb96e735b38267a\n        with:\n          role-to-assume: arn:aws:iam::111122223333:role/train\n",
        ),
      },
    ],
  },
  because: {
    exposure: "roles that may change the workflow, and what gets into a step",
    exploitability: "needs a way into a step first",
    data: "the cloud account",
  },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory).flatMap((each) => each.jobs.filter(({ secrets }) => secrets).map((job) => ({ ...each, job }))),
      ({ file, job }) => {
        if (!KEYS.test(flat(job.node))) return "passed";
        return fromFile(
          ID,
          file,
          { line: job.line, resource: `jobs.${job.name}` },
          {
            message: `The job ${plain(job.name, 40)} uses long-lived keys of a cloud account.`,
            headline: `A key that leaks from ${plain(job.name, 40)} works until somebody revokes it`,
            excerpt: job.name,
            actionKey: `ci ${file.target}:${file.path}`,
          },
        );
      },
    ),
};
