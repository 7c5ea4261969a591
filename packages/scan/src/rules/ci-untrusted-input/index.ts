import { factors } from "../card.ts";
import { asksWho, OUTSIDE_TRIGGERS, workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-untrusted-input";
const INPUT =
  /\$\{\{\s*github\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit)\.(?:title|body|message|head\.ref|head\.label|head\.repo\.default_branch)|head_ref)\s*\}\}/;

/** Text of a stranger is put into a script. */
export const ciUntrustedInput: Rule = {
  card: {
    id: ID,
    title: "Text of an issue or pull request is put into a script",
    appliesTo: ["ci-job", "file"],
    why: "The expression is replaced before the shell reads it: a title can hold commands.",
    fix: "Hand the text over in an environment variable and quote it.",
    base: factors(3, 3, 2, 1),
    controls: ["ADS-SUPP-05"],
    references: ["https://securitylab.github.com/resources/github-actions-untrusted-input/"],
    bad: [
      {
        title: "an issue's title",
        files: workflow("issues:", '    steps:\n      - run: python train.py "${{ github.event.issue.title }}"\n'),
      },
    ],
    good: [
      {
        title: "in a variable",
        files: workflow(
          "issues:",
          '    steps:\n      - run: python train.py "$TITLE"\n        env:\n          TITLE: ${{ github.event.issue.title }}\n',
        ),
      },
    ],
  },
  because: { exposure: "anybody who may open an issue or a pull request", exploitability: "one title", data: "the job and its token" },
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory).flatMap((each) =>
        each.jobs.flatMap((job) => job.steps.filter(({ run }) => run !== undefined).map((step) => ({ ...each, job, step }))),
      ),
      ({ file, triggers, job, step }) => {
        if (!INPUT.test(step.run ?? "")) return "passed";
        const outside = triggers.some((trigger) => OUTSIDE_TRIGGERS.has(trigger));
        const armed = outside && (job.secrets || job.writes);
        return fromFile(
          ID,
          file,
          { line: step.line, resource: `jobs.${job.name}.steps.${step.index}` },
          {
            message: `The job ${plain(job.name, 40)} puts text of an issue, comment or pull request into a script.`,
            headline: "Anybody who writes an issue or pull request runs commands in the workflow",
            excerpt: job.name,
            actionKey: `ci ${file.target}:${file.path}`,
            ...(armed
              ? { adjust: [{ factor: "data", value: 3, reason: "the job's secrets or its writing token" }] }
              : outside
                ? {}
                : { adjust: [{ factor: "data", value: 1, reason: "a job without the repository's rights" }] }),
            ...(asksWho(job, step) ? { mitigations: ["the job asks who started it"] } : {}),
          },
        );
      },
    ),
};
