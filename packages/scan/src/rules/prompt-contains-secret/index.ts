import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { isCommitted, isLive, secretsOf } from "../secret-committed/secrets.ts";

const ID = "prompt-contains-secret";
const SAMPLE = ["xoxb", "314159265358", "271828182845", "Qm7xRz2LkT9wVb4NcH6yJd8P"].join("-");

/** A credential in a prompt or skill file: the model may repeat it. */
export const promptContainsSecret: Rule = {
  card: {
    id: ID,
    title: "A credential stands in a prompt",
    appliesTo: ["prompt", "skill"],
    why: "Whatever stands in the context can be asked for: the model repeats the credential to whoever asks well.",
    fix: "Revoke it; let a tool hold the credential, never the text that the model reads.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SECR-03", "ADS-SECR-01"],
    supersedes: ["secret-committed", "password-committed"],
    bad: [{ title: "a token in a prompt file", files: { "prompts/agent.md": `You post to Slack with the token ${SAMPLE}.\n` } }],
    good: [{ title: "no token", files: { "prompts/agent.md": "You post to Slack with the tool post.\n" } }],
  },
  because: {
    exposure: "users of the model, and everybody with a copy; taken as company-wide",
    exploitability: "ask for it",
    data: "credentials",
  },
  check(inventory) {
    const prompts = inventory.project.files.filter(
      (file) => file.facts.prose !== undefined && file.facts.prose.kind !== "markdown" && isCommitted(file),
    );
    const outcome = judgeEach(
      secretsOf(inventory, (file, match) => prompts.includes(file) && isLive(match)),
      ({ file, match, title, evidence, key, revoke }) =>
        fromFile(
          ID,
          file,
          { line: match.line },
          {
            message: `${title} stands in the prompt ${plain(file.path, 60)}.`,
            headline: "Whoever asks the model well is told a credential",
            evidence,
            excerpt: key,
            technique: "bytes",
            confidence: match.confidence,
            pinned: file.scope === "production",
            remediation: `${revoke}; let a tool hold the credential, never the text that the model reads.`,
          },
        ),
    );
    return { ...outcome, applicable: prompts.length, passed: Math.max(0, prompts.length - outcome.findings.length) };
  },
};
