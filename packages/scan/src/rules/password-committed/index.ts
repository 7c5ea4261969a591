import { factors } from "../card.ts";
import { fromFile, judgeEach } from "../draft.ts";
import { holderOf } from "../holder.ts";
import type { Rule } from "../rule.ts";
import { isCommitted, isLive, secretsOf } from "../secret-committed/secrets.ts";

const ID = "password-committed";

/** Passwords and tokens without a vendor's form: it cannot be seen whether they are in use. */
export const passwordCommitted: Rule = {
  card: {
    id: ID,
    title: "A password or token is committed",
    appliesTo: ["file"],
    why: "A password in code is known to everybody with a copy, and it is seldom changed.",
    fix: "Change the password, then read it from the environment or a secret store.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SECR-01"],
    bad: [{ title: "a data base password", files: { "settings.py": 'DATABASE_PASSWORD = "vR7!kq2Lw9zTx4Pm"\n' } }],
    good: [
      { title: "from the environment", files: { "settings.py": "import os\nDATABASE_PASSWORD = os.environ['DATABASE_PASSWORD']\n" } },
      { title: "a placeholder", files: { "settings.py": 'DATABASE_PASSWORD = "change-me"\n' } },
    ],
  },
  because: {
    exposure: "not known if this repository is public, taken as company-wide",
    exploitability: "works where the service can be reached",
    data: "not known what it opens, taken as internal data",
  },
  check(inventory) {
    const files = inventory.project.files.filter(isCommitted);
    const found = secretsOf(inventory, (file, match) => isCommitted(file) && !isLive(match));
    const outcome = judgeEach(found, (secret) => {
      const { line, cell } = secret.match;
      const holder = cell === undefined ? holderOf(inventory, secret.file, line) : undefined;
      return fromFile(
        ID,
        secret.file,
        { line, ...(cell === undefined ? {} : { cell }), ...(holder === undefined ? {} : { resource: holder }) },
        {
          message: `${secret.title} stands in the repository${secret.evidence.length > 1 ? `, in ${secret.evidence.length} places` : ""}.`,
          headline: `${secret.title} in ${secret.file.path}`,
          evidence: secret.evidence,
          excerpt: secret.key,
          confidence: secret.match.confidence === "certain" ? "likely" : secret.match.confidence,
          technique: "bytes",
          actionKey: `${ID} ${secret.file.target}:${secret.file.path}`,
        },
      );
    });
    return {
      ...outcome,
      applicable: files.length,
      passed: Math.max(0, files.length - new Set(outcome.findings.map(({ location }) => location.file)).size),
    };
  },
};
