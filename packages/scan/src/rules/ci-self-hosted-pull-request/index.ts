import { at, items, text } from "@castellan/formats";
import { factors } from "../card.ts";
import { asksWho, flat, type Job, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-self-hosted-pull-request";
const STRANGERS = new Set(["pull_request", "pull_request_target", "issue_comment", "discussion_comment", "issues"]);
const WORKFLOW = (trigger: string, condition = ""): { readonly [path: string]: string } => ({
  "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n',
  ".github/workflows/gpu.yml": `on: [${trigger}]\njobs:\n  gpu:\n${condition}    runs-on: [self-hosted, gpu]\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - run: pytest\n`,
});
/** Conditions that leave out pull requests of forks. */
const OWN_ONLY =
  /head\.repo\.(?:full_name|fork|owner)|github\.event_name\s*[!=]=\s*'(?:push|pull_request)'|author_association|github\.repository_owner\s*==/;

/** Labels of machines of one's own: `self-hosted`, alone, in a list or in a group. */
function selfHosted({ node }: Job): boolean {
  const runsOn = at(node, "runs-on");
  const labels = [
    text(runsOn),
    ...items(runsOn).map((item) => text(item)),
    text(at(runsOn, "labels")),
    ...items(at(runsOn, "labels")).map((item) => text(item)),
  ];
  return labels.some((label) => label === "self-hosted" || /^self-hosted[-_,\s]/.test(label ?? ""));
}

/** Code of strangers on machines that stay. */
export const ciSelfHostedPullRequest: Rule = {
  card: {
    id: ID,
    title: "Code of any pull request runs on a machine of one's own",
    appliesTo: ["ci-job", "file"],
    why: "A self-hosted runner keeps what a job leaves behind: a stranger's code reaches the next jobs, the accelerators and the inner network.",
    fix: "Run pull requests on hosted or one-time runners; let a maintainer release what needs the accelerator, or leave out forks.",
    base: factors(3, 2, 3, 2),
    controls: ["ADS-SUPP-05", "ADS-SERV-08"],
    references: ["https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions"],
    bad: [{ title: "tests with an accelerator", files: WORKFLOW("pull_request") }],
    good: [
      { title: "pushes only", files: WORKFLOW("push") },
      {
        title: "own branches only",
        files: WORKFLOW("pull_request", "    if: github.event.pull_request.head.repo.full_name == github.repository\n"),
      },
    ],
  },
  because: {
    exposure: "anybody who opens a pull request",
    exploitability: "first contributions wait for approval unless told otherwise",
    data: "code execution on a machine that stays",
    blast: "later jobs and the network of the runner",
  },
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory).flatMap((each) => each.jobs.map((job) => ({ ...each, job }))),
      ({ file, triggers, job }) => {
        if (!selfHosted(job)) return "not-applicable";
        if (!triggers.some((trigger) => STRANGERS.has(trigger))) return "passed";
        if (OWN_ONLY.test(flat(at(job.node, "if"))) || asksWho(job)) return "passed";
        return fromFile(
          ID,
          file,
          { line: job.line, resource: `jobs.${job.name}` },
          {
            message: `The job ${plain(job.name, 40)} runs on a self-hosted runner for ${plain(triggers.filter((trigger) => STRANGERS.has(trigger)).join(", "), 60)}.`,
            headline: "Anybody who opens a pull request runs code on a machine of the company",
            excerpt: job.name,
            actionKey: `ci ${file.target}:${file.path}`,
            confidence: "likely",
          },
        );
      },
    ),
};
