import { at, text } from "@castellan/formats";
import { factors } from "../card.ts";
import { asksWho, flat, workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-pull-request-target";
const HEAD =
  /github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref|refs\/pull\/|github\.event\.workflow_run\.head_(?:sha|branch)/;
const STEPS = (ref: string): string => `    steps:\n      - uses: actions/checkout@v4\n${ref}      - run: pip install -e . && pytest\n`;

/** Code of a stranger's pull request runs with the repository's rights. */
export const ciPullRequestTarget: Rule = {
  card: {
    id: ID,
    title: "Code of any pull request runs with the repository's secrets",
    appliesTo: ["ci-job", "file"],
    why: "pull_request_target runs with write rights and secrets; checking out the pull request's code and running it hands both to whoever opens one.",
    fix: "Use pull_request, or split the job: build without rights, then act on the result with them.",
    base: factors(3, 3, 3, 2),
    controls: ["ADS-SUPP-05"],
    references: ["https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/"],
    bad: [
      {
        title: "checks out the head",
        files: workflow("pull_request_target:", STEPS("        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n")),
      },
    ],
    good: [
      { title: "the base branch", files: workflow("pull_request_target:", STEPS("")) },
      {
        title: "without rights",
        files: workflow("pull_request:", STEPS("        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n")),
      },
    ],
  },
  because: {
    exposure: "anybody who opens a pull request",
    exploitability: "one pull request",
    data: "the repository's token and secrets",
    blast: "the repository and what it deploys",
  },
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory)
        .filter(({ triggers }) => triggers.includes("pull_request_target") || triggers.includes("workflow_run"))
        .flatMap((each) => each.jobs.map((job) => ({ ...each, job }))),
      ({ file, job }) => {
        const checkout = job.steps.find(
          ({ uses, node }) => uses?.startsWith("actions/checkout@") === true && HEAD.test(flat(at(node, "with"))),
        );
        if (checkout === undefined) return "passed";
        const runs = job.steps.some(
          ({ index, run, uses }) =>
            index > checkout.index &&
            (run !== undefined
              ? /\b(?:pip|npm|pnpm|yarn|make|pytest|python|node|bash|sh|docker build|uv|poetry|cargo|go)\b/.test(run)
              : uses?.startsWith("./") === true),
        );
        if (!runs) return "passed";
        return fromFile(
          ID,
          file,
          { line: checkout.line, resource: `jobs.${job.name}.steps.${checkout.index}` },
          {
            message: `The job ${plain(job.name, 40)} checks out the pull request's code and runs it with the repository's rights.`,
            headline: "Anybody who opens a pull request runs code with the repository's secrets",
            excerpt: job.name,
            actionKey: `ci ${file.target}:${file.path}`,
            ...(asksWho(job) ? { mitigations: ["the job asks who started it"] } : {}),
            ...(text(at(job.node, "permissions")) === "read-all" ? { mitigations: ["a read-only token"] } : {}),
          },
        );
      },
    ),
};
