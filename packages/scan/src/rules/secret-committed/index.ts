import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach } from "../draft.ts";
import { holderOf } from "../holder.ts";
import type { Inventory, Rule } from "../rule.ts";
import { isCommitted, isLive, secretsOf } from "./secrets.ts";

const ID = "secret-committed";
const SAMPLE = ["xoxb", "314159265358", "271828182845", "Qm7xRz2LkT9wVb4NcH6yJd8P"].join("-");

/** A credential in a vendor's own form, in a committed file. Never lowered: it may be in use already. */
export const secretCommitted: Rule = {
  card: {
    id: ID,
    title: "A live-format credential is committed",
    appliesTo: ["file"],
    why: "Everybody with a copy of the repository can use it, and it stays in the history after the line is gone.",
    fix: "Revoke the credential first, then read it from the environment or a secret store; deleting the line is not enough.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SECR-01"],
    references: ["https://cwe.mitre.org/data/definitions/798.html"],
    bad: [
      { title: "a token in a module", files: { "notify.py": `from slack_sdk import WebClient\nclient = WebClient(token="${SAMPLE}")\n` } },
      {
        title: "the same token twice is one finding",
        files: { "notify.py": `TOKEN = "${SAMPLE}"\n`, "other.py": `TOKEN = "${SAMPLE}"\n` },
      },
    ],
    good: [
      {
        title: "from the environment",
        files: { "notify.py": "import os\nfrom slack_sdk import WebClient\nclient = WebClient(token=os.environ['SLACK_TOKEN'])\n" },
      },
      { title: "a placeholder", files: { ".env.example": "SLACK_TOKEN=xoxb-your-token-here\n" } },
    ],
  },
  because: {
    exposure: "not known if this repository is public, taken as company-wide",
    exploitability: "whoever reads it can use it",
    data: "credentials",
    blast: "not known what it opens, taken as one service",
  },
  check(inventory) {
    const files = inventory.project.files.filter(isCommitted);
    const found = secretsOf(inventory, (file, match) => isCommitted(file) && isLive(match) && match.output !== true);
    const outcome = judgeEach(found, (secret) => {
      const { file, match, title } = secret;
      const place = file.facts.notebook === undefined ? "" : " in a notebook";
      const holder = match.cell === undefined ? holderOf(inventory, file, match.line) : undefined;
      const feeds = secret.cloud ? feedsTraining(inventory, file.target) : undefined;
      return fromFile(
        ID,
        file,
        {
          line: match.line,
          ...(match.cell === undefined ? {} : { cell: match.cell }),
          ...(holder === undefined ? {} : { resource: holder }),
        },
        {
          message: `${title} stands${place} in the repository${secret.evidence.length > 1 ? `, in ${secret.evidence.length} places` : ""}.`,
          headline: `${title}${place}${match.masked === "…" ? "" : ` (${match.masked})`}`,
          evidence: secret.evidence,
          excerpt: secret.key,
          confidence: match.confidence,
          pinned: file.scope === "production",
          technique: "bytes",
          remediation: `${secret.revoke}; then read it from the environment or a secret store. Deleting the line is not enough, it stays in the history.`,
          actionKey: `${ID} ${secret.key}`,
          ...(feeds === undefined
            ? {}
            : { adjust: [{ factor: "blast", value: 3, reason: `opens the cloud account that ${feeds} is read from` }] }),
        },
      );
    });
    const clean = files.length - new Set(outcome.findings.flatMap(({ evidence }) => evidence.map(({ file }) => file))).size;
    return { ...outcome, applicable: files.length, passed: Math.max(0, clean) };
  },
};

/** Cloud storage that the live model's data or files come from; a cloud key may open it. */
function feedsTraining(inventory: Inventory, target: number): string | undefined {
  const [live] = surroundingsOf(inventory).liveModels;
  if (live === undefined) return undefined;
  const storage =
    inventory.resources.some(
      (resource) =>
        (resource.target ?? 0) === target && /^(?:aws_s3_bucket|google_storage_bucket|azurerm_storage_account)$/.test(resource.type),
    ) || inventory.assets.some(({ kind, name }) => (kind === "storage" || kind === "dataset") && /^(?:s3|gs|az|abfss?):/.test(name));
  return storage ? `the data of ${live}` : undefined;
}
