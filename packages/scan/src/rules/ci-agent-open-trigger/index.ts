import { at, text } from "@castellan/formats";
import { factors } from "../card.ts";
import { asksWho, flat, OUTSIDE_TRIGGERS, workflow, workflowsOf } from "../ci/workflows.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ci-agent-open-trigger";
/** Coding agents that run in workflows. Those that check the writer by themselves are marked. */
const AGENTS: readonly { readonly action: RegExp; readonly checks: boolean }[] = [
  { action: /^anthropics\/claude-code(?:-base)?-action@/, checks: true },
  { action: /^google-github-actions\/run-gemini-cli@|^google-gemini\/gemini-cli-action@/, checks: false },
  { action: /^openai\/codex-action@/, checks: true },
  { action: /^(?:sst\/opencode\/github|opencode-ai\/\S+)@/, checks: false },
];
const STEP = (extra: string): string =>
  `    permissions:\n      contents: write\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}\n${extra}`;

/** A coding agent in a workflow that strangers can start. */
export const ciAgentOpenTrigger: Rule = {
  card: {
    id: ID,
    title: "Strangers can start a coding agent in a workflow",
    appliesTo: ["ci-job", "agent"],
    why: "The text of an issue or comment becomes the agent's instruction, and the agent has the job's token and secrets.",
    fix: "Let the job ask for the writer's association (OWNER, MEMBER, COLLABORATOR) first, and give the agent a read-only token.",
    base: factors(3, 2, 3, 2),
    controls: ["ADS-AGNT-01", "ADS-SUPP-05"],
    bad: [{ title: "everybody is allowed", files: workflow("issue_comment:", STEP('          allowed_non_write_users: "*"\n')) }],
    good: [{ title: "the action checks the writer", files: workflow("issue_comment:", STEP("")) }],
  },
  because: {
    exposure: "anybody who may write an issue or a comment",
    exploitability: "known technique, needs tries",
    data: "the job's token and secrets",
    blast: "the repository and what it deploys",
  },
  check: (inventory) =>
    judgeEach(
      workflowsOf(inventory)
        .filter(({ triggers }) => triggers.some((trigger) => OUTSIDE_TRIGGERS.has(trigger)))
        .flatMap((each) =>
          each.jobs.flatMap((job) =>
            job.steps.flatMap((step) => {
              const agent = AGENTS.find(({ action }) => step.uses !== undefined && action.test(step.uses));
              return agent === undefined ? [] : [{ ...each, job, step, agent }];
            }),
          ),
        ),
      ({ file, job, step, agent }) => {
        const opened =
          text(at(step.node, "with", "allowed_non_write_users")) !== undefined || text(at(step.node, "with", "allow-users")) === "*";
        if ((agent.checks && !opened) || asksWho(job, step) || /author_association/.test(flat(job.node))) return "passed";
        return fromFile(
          ID,
          file,
          { line: step.line, resource: `jobs.${job.name}.steps.${step.index}` },
          {
            message: `${plain(step.uses ?? "A coding agent", 60)} is started by whoever writes an issue or a comment.`,
            headline: "A comment of a stranger steers a coding agent that has the repository's token",
            excerpt: job.name,
            actionKey: `ci ${file.target}:${file.path}`,
          },
        );
      },
    ),
};
