import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";

const ID = "vllm-insecure-serialization";
const ON = /^(?:1|true)$/i;

/** vLLM whose processes send each other pickled objects. */
export const vllmInsecureSerialization: Rule = {
  card: {
    id: ID,
    title: "vLLM unpickles what its peers send",
    appliesTo: ["resource", "endpoint"],
    why: "Messages between the processes and nodes of vLLM are neither encrypted nor authenticated: who reaches their ports sends an object that runs code.",
    fix: "Leave VLLM_ALLOW_INSECURE_SERIALIZATION off, and put the nodes into a network of their own.",
    base: factors(1, 3, 3, 2),
    controls: ["ADS-SERV-05", "ADS-SERV-03"],
    references: ["https://docs.vllm.ai/en/latest/usage/security.html"],
    bad: [
      {
        title: "switched on",
        files: {
          "compose.yaml":
            "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    network_mode: host\n    environment:\n      VLLM_ALLOW_INSECURE_SERIALIZATION: '1'\n",
        },
      },
    ],
    good: [
      {
        title: "as it comes",
        files: { "compose.yaml": "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    network_mode: host\n" },
      },
      {
        title: "off",
        files: {
          "compose.yaml":
            "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    environment:\n      VLLM_ALLOW_INSECURE_SERIALIZATION: '0'\n",
        },
      },
    ],
  },
  because: { exposure: "who shares the network of its nodes", exploitability: "one message", data: "code execution in the model server" },
  check: (inventory) =>
    judgeEach(
      serversOf(inventory).filter(
        ({ product, environment }) => product?.product === "vllm" || environment.has("VLLM_ALLOW_INSECURE_SERIALIZATION"),
      ),
      (server) => {
        if (!ON.test(server.environment.get("VLLM_ALLOW_INSECURE_SERIALIZATION") ?? "")) return "passed";
        const name = plain(server.resource ?? server.file.path, 50);
        return fromServer(ID, inventory, server, {
          message: `${name} unpickles messages of its peers (VLLM_ALLOW_INSECURE_SERIALIZATION).`,
          headline: `Who reaches the inner ports of ${name} runs code in it`,
          excerpt: `${server.resource ?? ""} VLLM_ALLOW_INSECURE_SERIALIZATION`,
          // Published ports are those of the API; the inner ones follow only where the network is the host's.
          ...(/network of/.test(server.reach.by) ? { adjust: [exposureBy(server.reach)] } : {}),
        });
      },
    ),
};
