import { factors } from "../card.ts";
import { fromFile, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { isCommitted, isLive, secretsOf } from "../secret-committed/secrets.ts";

const ID = "secret-notebook-output";
const SAMPLE = ["xoxb", "314159265358", "271828182845", "Qm7xRz2LkT9wVb4NcH6yJd8P"].join("-");
const notebook = (source: string, output: string): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
    cells: [
      {
        cell_type: "code",
        metadata: {},
        execution_count: 1,
        source: [source],
        outputs: output === "" ? [] : [{ output_type: "stream", name: "stdout", text: [output] }],
      },
    ],
  });

/** A credential that a cell printed; the code is clean, the saved output is not. */
export const secretNotebookOutput: Rule = {
  card: {
    id: ID,
    title: "A credential stands in the saved output of a notebook",
    appliesTo: ["notebook", "file"],
    why: "Outputs are saved with the notebook: a printed environment or request shows the credential to everybody with a copy.",
    fix: "Revoke the credential, clear the outputs, and clear them before each commit (nbstripout).",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SECR-01"],
    bad: [{ title: "a printed token", files: { "a.ipynb": notebook("print(token)", `token=${SAMPLE}\n`) } }],
    good: [{ title: "cleared outputs", files: { "a.ipynb": notebook("print(token)", "") } }],
  },
  because: {
    exposure: "not known if this repository is public, taken as company-wide",
    exploitability: "whoever reads it can use it",
    data: "credentials",
    blast: "not known what it opens, taken as one service",
  },
  check(inventory) {
    const notebooks = inventory.project.files.filter((file) => file.facts.notebook !== undefined && isCommitted(file));
    const found = secretsOf(inventory, (file, match) => isCommitted(file) && match.output === true && isLive(match));
    const outcome = judgeEach(found, (secret) =>
      fromFile(
        ID,
        secret.file,
        { line: secret.match.line, ...(secret.match.cell === undefined ? {} : { cell: secret.match.cell }) },
        {
          message: `The output of a cell shows a credential: ${secret.title}.`,
          headline: `${secret.title} printed in a notebook's saved output`,
          evidence: secret.evidence,
          excerpt: secret.key,
          confidence: secret.match.confidence,
          pinned: secret.file.scope === "production",
          technique: "bytes",
          remediation: `${secret.revoke}; clear the outputs of the notebook, they stay in the history.`,
        },
      ),
    );
    return { ...outcome, applicable: notebooks.length, passed: Math.max(0, notebooks.length - outcome.findings.length) };
  },
};
