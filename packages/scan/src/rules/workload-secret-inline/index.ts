import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "workload-secret-inline";
const NAME =
  /^(?:HF_TOKEN|HUGGING_?FACE_?(?:HUB_?)?(?:API_?)?TOKEN|(?:[A-Z0-9]+_)*API_?KEY|WANDB_API_KEY|AWS_SECRET_ACCESS_KEY|AZURE_\w*KEY|NGC_API_KEY|(?:[A-Z0-9]+_)+(?:TOKEN|SECRET|SECRET_KEY|ACCESS_KEY))$/;
/** Blanks to fill in, references, words that are no keys. */
const BLANK =
  /^$|^\$|\{\{|<|>|^(?:x+|\*+|none|null|empty|todo|dummy|fake|test|changeme|replace\w*|not[-_]?needed|no[-_]?key|sk-?x+|your\b.*|my\b.*|.*(?:placeholder|example|your[-_]|[-_]here|replace[-_]me|changeme|dummy|not-used|unused|xxxx).*)$/i;

function looksReal(value: string): boolean {
  // Readers mask what they take for a live token.
  if (/^[^\s•]{0,8}•{12,}/.test(value)) return true;
  return value.length >= 16 && !BLANK.test(value) && !/\s|^https?:|^\//.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

const pod = (value: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: inference\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.11.0\n          env:\n            - name: HF_TOKEN\n${value}`;

/** Tokens as plain values of variables in workloads. */
export const workloadSecretInline: Rule = {
  card: {
    id: ID,
    title: "A workload holds a token in its definition",
    appliesTo: ["resource"],
    why: "Who may read the repository or the object in the cluster, a viewer too, acts with the token at the model hub or provider.",
    fix: "Revoke it, and take it from a secret (secretKeyRef, secrets of Compose, an external secret store).",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SECR-01", "ADS-SECR-02"],
    bad: [{ title: "a token of the hub", files: { "deploy.yaml": pod("              value: tok9f2Kq81LmZx47RtVw03Bn\n") } }],
    good: [
      {
        title: "from a secret",
        files: {
          "deploy.yaml": pod(
            "              valueFrom:\n                secretKeyRef:\n                  name: hub\n                  key: token\n",
          ),
        },
      },
      { title: "a blank", files: { "deploy.yaml": pod("              value: <your-hugging-face-token>\n") } },
    ],
  },
  because: { exposure: "whoever reads the repository or the object", data: "credentials" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    return judgeEach(
      serversOf(inventory).filter(
        ({ form, file, environment }) =>
          (form === "kubernetes" || form === "compose") &&
          withAi.has(file.target) &&
          [...environment.keys()].some((name) => NAME.test(name)),
      ),
      (server) => {
        const names = [...server.environment]
          .filter(([name, value]) => NAME.test(name) && value !== undefined && looksReal(value))
          .map(([name]) => name);
        return names.length === 0
          ? "passed"
          : fromServer(ID, inventory, server, {
              message: `${plain(server.resource ?? "", 50)} holds ${plain(names.join(", "), 80)} as a plain value.`,
              headline: `Whoever reads ${plain(server.resource ?? "", 40)} has its token`,
              excerpt: `${server.resource ?? ""} ${names.join(" ")}`,
              confidence: "likely",
            });
      },
    );
  },
};
