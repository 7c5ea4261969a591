import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import type { Server } from "../servers/server.ts";

const ID = "serving-remote-code";
const FLAG = /(?:^|\s)--?(trust[-_]remote[-_]code)(?:[= ](?:true|1))?(?=\s|$)(?! (?:false|0))/i;
const PICKLE = /(?:^|\s)--load-format[= ](?:pt|pickle)(?=\s|$)|weights_only\s*=\s*False/;
const PINNED = /--(?:code-)?revision[= ][0-9a-f]{40}(?=\s|$)/;

/** What a server is told to run that comes with its model. */
function runs({ words, environment }: Server): string | undefined {
  const command = words.join(" ");
  if (FLAG.test(command)) return "runs Python files of the model's repository (--trust-remote-code)";
  const variable = [...environment].find(([name, value]) => /TRUST_REMOTE_CODE$/i.test(name) && /^(?:true|1|yes)$/i.test(value ?? ""));
  if (variable !== undefined) return `runs Python files of the model's repository (${variable[0]})`;
  return PICKLE.test(command) ? "unpickles the weights of its model" : undefined;
}

/** Model servers that run what comes with a model; in Kubernetes `untrusted-model-unsandboxed` says it. */
export const servingRemoteCode: Rule = {
  card: {
    id: ID,
    title: "A model server runs code that comes with the model",
    appliesTo: ["resource", "endpoint", "file"],
    why: "Who may change the model's repository runs code in the server at its next start.",
    fix: "Serve a model that needs no code of its own, or pin the revision of the code (--revision, --code-revision) after reading it.",
    base: factors(2, 2, 3, 1),
    controls: ["ADS-MODL-03", "ADS-MODL-04"],
    bad: [
      {
        title: "Compose",
        files: {
          "compose.yaml":
            'services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: ["--model", "acme/model", "--trust-remote-code"]\n',
        },
      },
      { title: "a script", files: { "serve.sh": "#!/bin/sh\nvllm serve acme/model --trust-remote-code\n" } },
    ],
    good: [
      { title: "no code", files: { "serve.sh": "#!/bin/sh\nvllm serve acme/model\n" } },
      {
        title: "a fixed revision",
        files: { "serve.sh": "#!/bin/sh\nvllm serve acme/model --trust-remote-code --revision 0123456789abcdef0123456789abcdef01234567\n" },
      },
    ],
  },
  because: {
    exposure: "whoever may change the model's repository",
    exploitability: "a change of the repository",
    data: "code execution in the server",
  },
  check: (inventory) =>
    judgeEach(
      serversOf(inventory).filter(({ form, product }) => form !== "kubernetes" && product !== undefined && product.general !== true),
      (server) => {
        const what = runs(server);
        if (what === undefined || PINNED.test(server.words.join(" "))) return "passed";
        const name = plain(server.resource ?? server.file.path, 50);
        const own = server.words.some((word) => /^(?:\.{0,2}\/|~\/)/.test(word));
        return fromServer(ID, inventory, server, {
          message: `${name} ${what}.`,
          headline: `Who may change the model's repository runs code in ${name}`,
          excerpt: `${name} ${what}`,
          ...(own ? { adjust: [{ factor: "exposure" as const, value: 1 as const, reason: "a model of the project's own folder" }] } : {}),
        });
      },
    ),
};
