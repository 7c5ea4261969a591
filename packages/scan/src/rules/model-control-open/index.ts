import { entries, text } from "@castellan/formats";
import { compareVersions, versionIn } from "../../../knowledge/versions/version.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { type Server, tagOf } from "../servers/server.ts";

const ID = "model-control-open";
const EVERYWHERE = /^https?:\/\/(?:0\.0\.0\.0|\[::\]|\*)?:/;
/** TorchServe asks for a token unless told otherwise since this version. @see https://github.com/pytorch/serve/blob/master/docs/token_authorization_api.md */
const TORCHSERVE_ASKS = "0.11.1";

/** Patterns that every address of a scheme fits: `.*`, `https?://.*`, `http(s)?://.*`, `(http|https)://.+`, which the comma and the bar take apart. */
const ANY_URL = /^\^?(?:\.[*+]|\(?https?\??\)?:\/\/(?:\.[*+]|\*)|http\(s\)\??:\/\/(?:\.[*+]|\*))\$?$/;

/** How a server lets callers load models, where it does. */
function controlOf({ product, words, environment, image, reach }: Server): string | undefined {
  const command = words.join(" ");
  if (product?.product === "triton" && /--model-control-mode[= ](?:explicit|poll)\b/.test(command)) {
    if (/--(?:http-restricted-api|grpc-restricted-protocol)\b/.test(command)) return undefined;
    return /--model-control-mode[= ]explicit/.test(command) ? "loads models on request (--model-control-mode=explicit)" : undefined;
  }
  if (/pytorch\/torchserve(?:-kfs)?(?::|@|$)/.test(image) || /(?:^|[\s/])torchserve\b/.test(command)) {
    const version = versionIn(tagOf(image));
    const old = version !== undefined && compareVersions(version, TORCHSERVE_ASKS) < 0;
    const off = /--disable-token-auth\b/.test(command) || /^true$/i.test(environment.get("TS_DISABLE_TOKEN_AUTHORIZATION") ?? "");
    const address = environment.get("TS_MANAGEMENT_ADDRESS");
    const published = /(?:^|\D)8081(?:\D|$)/.test(reach.by) || (address !== undefined && EVERYWHERE.test(address));
    return published && (old || off) ? "loads models from any address on request (management API, port 8081)" : undefined;
  }
  if (product?.product === "vllm") {
    if (/^(?:1|true)$/i.test(environment.get("VLLM_SERVER_DEV_MODE") ?? ""))
      return "has the interface for developers on (VLLM_SERVER_DEV_MODE)";
    if (
      /^(?:1|true)$/i.test(environment.get("VLLM_ALLOW_RUNTIME_LORA_UPDATING") ?? "") &&
      !/--api-key\b/.test(command) &&
      !environment.has("VLLM_API_KEY")
    )
      return "loads adapters on request (VLLM_ALLOW_RUNTIME_LORA_UPDATING)";
  }
  return undefined;
}

/** config.properties of TorchServe. @see https://pytorch.org/serve/configuration.html */
function managementIn(file: ProjectFile): readonly { readonly file: ProjectFile; readonly line: number; readonly open: boolean }[] {
  if (!/(?:^|\/)config(?:[\w.-]*)?\.properties$/.test(file.path)) return [];
  const [document] = file.facts.config?.documents ?? [];
  const settings = entries(document);
  const address = settings.find(({ key }) => key === "management_address");
  if (address === undefined) return [];
  const told = (key: string): string => text(settings.find((each) => each.key === key)?.value) ?? "";
  const limited =
    told("allowed_urls") !== "" &&
    !told("allowed_urls")
      .split(/[,|]/)
      .some((pattern) => ANY_URL.test(pattern.trim()));
  const asks = told("disable_token_authorization") === "false";
  return [{ file, line: address.line, open: EVERYWHERE.test(text(address.value) ?? "") && !limited && !asks }];
}

/** Model servers whose callers decide what they load. */
export const modelControlOpen: Rule = {
  card: {
    id: ID,
    title: "Whoever reaches a model server decides which models it loads",
    appliesTo: ["resource", "endpoint", "file"],
    why: "Loading a model runs code (Python backends, handlers, pickles): the interface that loads them is a shell for its callers (ShellTorch, 2023).",
    fix: "Bind the management interface to 127.0.0.1, ask for a token there, and let models come from one repository that callers cannot write.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SERV-03", "ADS-MODL-06"],
    references: ["https://nvd.nist.gov/vuln/detail/CVE-2023-43654"],
    bad: [
      {
        title: "TorchServe",
        files: { "config.properties": "inference_address=http://0.0.0.0:8080\nmanagement_address=http://0.0.0.0:8081\n" },
      },
      {
        title: "Triton",
        files: {
          "compose.yaml":
            "services:\n  triton:\n    image: nvcr.io/nvidia/tritonserver:25.08-py3\n    command: tritonserver --model-repository=/models --model-control-mode=explicit\n    ports: ['8000:8000']\n    volumes: ['./models:/models']\n",
        },
      },
    ],
    good: [
      {
        title: "this machine only",
        files: { "config.properties": "inference_address=http://0.0.0.0:8080\nmanagement_address=http://127.0.0.1:8081\n" },
      },
      {
        title: "Triton loads once",
        files: {
          "compose.yaml":
            "services:\n  triton:\n    image: nvcr.io/nvidia/tritonserver:25.08-py3\n    command: tritonserver --model-repository=/models\n    ports: ['8000:8000']\n",
        },
      },
    ],
  },
  because: {
    exposure: "the network of the machine that runs it",
    exploitability: "one request",
    data: "code execution in the model server",
  },
  check: (inventory) => {
    const started = judgeEach(serversOf(inventory), (server) => {
      const control = controlOf(server);
      if (control === undefined)
        return server.product?.product === "triton" || /torchserve/.test(server.image) ? "passed" : "not-applicable";
      if (server.reach.level < 2 || server.form === "dockerfile") return "passed";
      if (server.reach.guarded === true) return "unknown";
      const name = plain(server.resource ?? server.file.path, 50);
      return fromServer(ID, inventory, server, {
        message: `${name} ${control} and stands on ${plain(server.reach.by, 60)}.`,
        headline: `Whoever reaches ${name} decides which models, and which code, it runs`,
        excerpt: `${server.resource ?? ""} ${control}`,
        adjust: [
          exposureBy(server.reach),
          ...(server.product?.product === "triton" || server.product?.product === "vllm"
            ? [{ factor: "exploitability" as const, value: 2 as const, reason: "needs a model that it can reach" }]
            : []),
        ],
      });
    });
    const written = judgeEach(inventory.project.files.flatMap(managementIn), ({ file, line, open }) =>
      open
        ? fromFile(
            ID,
            file,
            { line, resource: "management_address" },
            {
              message: `${plain(file.path, 60)} puts TorchServe's management interface on every address.`,
              headline: "Whoever reaches TorchServe decides which models, and which code, it runs",
              excerpt: "management_address",
              confidence: "certain",
              adjust: [{ factor: "exploitability", value: 2, reason: "newer versions ask for a token" }],
            },
          )
        : "passed",
    );
    return {
      findings: [...started.findings, ...written.findings],
      applicable: started.applicable + written.applicable,
      passed: started.passed + written.passed,
      unknown: started.unknown,
    };
  },
};
