import { looksLikeToken } from "../../discover/infrastructure/masked.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { lineOf } from "../settings/condition.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";
import { variablesIn } from "./variables.ts";

const ID = "workload-secret-inline";
const NAME =
  /^(?:HF_TOKEN|HUGGING_?FACE_?(?:HUB_?)?(?:API_?)?TOKEN|(?:[A-Z0-9]+_)*API_?KEY|WANDB_API_KEY|AWS_SECRET_ACCESS_KEY|AZURE_\w*KEY|NGC_API_KEY|(?:[A-Z0-9]+_)+(?:TOKEN|SECRET|SECRET_KEY|ACCESS_KEY))$/;
/** Read by servers and by rules of their own. */
const ELSEWHERE = /^(?:compose|github|mcp)\b/;

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
    bad: [
      { title: "a token of the hub", files: { "deploy.yaml": pod("              value: tok9f2Kq81LmZx47RtVw03Bn\n") } },
      {
        title: "a function that calls a model",
        files: {
          "main.py": 'import openai\n\nopenai.OpenAI().chat.completions.create(model="gpt-4.1", messages=[])\n',
          "main.tf":
            'resource "aws_lambda_function" "answer" {\n  function_name = "answer"\n  environment {\n    variables = {\n      VECTOR_API_KEY = "vk9f2Kq81LmZx47RtVw03Bn"\n    }\n  }\n}\n',
        },
      },
    ],
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
    const servers = serversOf(inventory).filter(
      ({ form, file, environment }) =>
        (form === "kubernetes" || form === "compose") && withAi.has(file.target) && [...environment.keys()].some((name) => NAME.test(name)),
    );
    const started = judgeEach(servers, (server) => {
      const names = [...server.environment].flatMap(([name, value]) => (value !== undefined && isToken(name, value) ? [name] : []));
      return names.length === 0
        ? "passed"
        : fromServer(ID, inventory, server, {
            message: `${plain(server.resource ?? "", 50)} holds ${plain(names.join(", "), 80)} as a plain value.`,
            headline: `Whoever reads ${plain(server.resource ?? "", 40)} has its token`,
            excerpt: `${server.resource ?? ""} ${names.join(" ")}`,
            confidence: "likely",
          });
    });
    const judged = new Set(servers.map(({ file, resource }) => `${file.target}|${file.path}|${resource ?? ""}`));
    const declared = judgeEach(
      inventory.resources.filter(
        ({ target = 0, file, address, type, external }) =>
          withAi.has(target) && external !== true && !ELSEWHERE.test(type) && !judged.has(`${target}|${file}|${address}`),
      ),
      (resource) => {
        const named = variablesIn(resource).filter(({ name }) => NAME.test(name));
        if (named.length === 0) return "not-applicable";
        const tokens = named.filter(({ name, value }) => isToken(name, value));
        if (tokens.length === 0) return "passed";
        const names = [...new Set(tokens.map(({ name }) => name))].join(", ");
        return fromFile(
          ID,
          { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
          {
            line:
              lineOf(
                resource.lines,
                tokens.map(({ path }) => path),
              ) ?? resource.line,
            resource: resource.address,
          },
          {
            message: `${plain(resource.address, 60)} holds ${plain(names, 80)} as a plain value.`,
            headline: `Whoever reads ${plain(resource.address, 40)} has its token`,
            excerpt: `${resource.address} ${names}`,
          },
        );
      },
    );
    return {
      findings: [...started.findings, ...declared.findings],
      applicable: started.applicable + declared.applicable,
      passed: started.passed + declared.passed,
      unknown: 0,
    };
  },
};

function isToken(name: string, value: string): boolean {
  return NAME.test(name) && looksLikeToken(value);
}
