import { at, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule, RuleOutcome } from "../rule.ts";
import { askingOf } from "../servers/asks.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { pythonSettings } from "../servers/python-settings.ts";

const ID = "notebook-server-open";
const EVERYWHERE = /--ip[= ](?:0\.0\.0\.0|\*|'|"|::)/;
const TOKEN = /^(?:NotebookApp|ServerApp|IdentityProvider|PasswordIdentityProvider|LabApp)\.(?:token|password|hashed_password)$/;
const CONFIG_FILE = /(?:^|\/)jupyter_(?:server|notebook|lab)_config\.(?:py|json)$/;

interface Configured {
  readonly file: ProjectFile;
  readonly token?: { readonly line: number; readonly empty: boolean };
  readonly everywhere: boolean;
}

/** What a configuration file of Jupyter says of tokens and addresses. */
function configured(file: ProjectFile): readonly Configured[] {
  const { source, config } = file.facts;
  if (!CONFIG_FILE.test(file.path)) return [];
  if (source !== undefined) {
    const settings = pythonSettings(source);
    const token = settings.findLast(({ name }) => name.endsWith(".token") && TOKEN.test(name));
    const password = settings.find(({ name, value }) => TOKEN.test(name) && name.endsWith("password") && value !== "");
    const everywhere = settings.some(({ name, value }) => name.endsWith(".ip") && /^(?:0\.0\.0\.0|\*|::|)$/.test(String(value ?? "x")));
    return [
      {
        file,
        everywhere,
        ...(token === undefined ? {} : { token: { line: token.line, empty: token.value === "" && password === undefined } }),
      },
    ];
  }
  const [document] = config?.documents ?? [];
  return ["ServerApp", "NotebookApp", "IdentityProvider"].flatMap((section): readonly Configured[] => {
    const node = at(document, section, "token");
    if (node === undefined) return [];
    const empty = text(node) === "" && !text(at(document, section, "password"));
    return [{ file, token: { line: node.line, empty }, everywhere: /^(?:0\.0\.0\.0|\*)$/.test(text(at(document, section, "ip")) ?? "") }];
  });
}

/** Jupyter with an empty token. */
export const notebookServerOpen: Rule = {
  card: {
    id: ID,
    title: "A notebook server asks for no token",
    appliesTo: ["compute", "container-image", "file", "resource"],
    why: "A notebook server runs what it is sent: without a token whoever reaches the port has a shell.",
    fix: "Leave the token on, or put the server behind a login (JupyterHub); bind it to 127.0.0.1.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SERV-02"],
    bad: [
      {
        title: "an empty token",
        files: { Dockerfile: 'FROM python:3.12\nCMD ["jupyter", "lab", "--ip=0.0.0.0", "--ServerApp.token="]\n' },
      },
      {
        title: "an empty variable",
        files: {
          "compose.yaml":
            "services:\n  lab:\n    image: quay.io/jupyter/scipy-notebook:2025-04-14\n    command: start-notebook.py --IdentityProvider.token=''\n    ports: [\"8888:8888\"]\n",
        },
      },
      { title: "a configuration", files: { "jupyter_server_config.py": 'c.ServerApp.ip = "0.0.0.0"\nc.ServerApp.token = ""\n' } },
    ],
    good: [
      { title: "the default token", files: { Dockerfile: 'FROM python:3.12\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n' } },
      {
        title: "this machine only",
        files: {
          "compose.yaml":
            "services:\n  lab:\n    image: quay.io/jupyter/scipy-notebook:2025-04-14\n    command: start-notebook.py --IdentityProvider.token=''\n    ports: [\"127.0.0.1:8888:8888\"]\n",
        },
      },
      { title: "a configuration", files: { "jupyter_server_config.py": 'import os\nc.ServerApp.token = os.environ["TOKEN"]\n' } },
    ],
  },
  because: { exposure: "the network of the machine that runs it", exploitability: "one request", data: "code execution" },
  check: (inventory): RuleOutcome => {
    const started = judgeEach(
      serversOf(inventory).filter(({ product }) => product?.product === "jupyter"),
      (server) => {
        if (askingOf(server) !== "off") return "passed";
        const { reach, form, words, file } = server;
        if (reach.level === 0 && form !== "command") return "passed";
        if (reach.guarded === true) return "unknown";
        const everywhere = EVERYWHERE.test(words.join(" "));
        return fromServer(ID, inventory, server, {
          message: `${plain(file.path, 60)} starts Jupyter without a token.`,
          headline: "Whoever reaches the notebook server has a shell on it",
          excerpt: "jupyter token",
          adjust:
            form === "command" && reach.level === 0
              ? [{ factor: "exposure", value: 1, reason: "listens on this machine unless told otherwise" }]
              : form === "dockerfile"
                ? everywhere
                  ? []
                  : [{ factor: "exposure", value: 1, reason: "listens on this machine unless told otherwise" }]
                : [exposureBy(reach)],
        });
      },
    );
    const written = judgeEach(inventory.project.files.flatMap(configured), ({ file, token, everywhere }) =>
      token?.empty === true
        ? fromFile(
            ID,
            file,
            { line: token.line },
            {
              message: `${plain(file.path, 60)} sets an empty token and no password.`,
              headline: "Whoever reaches the notebook server has a shell on it",
              excerpt: "jupyter token",
              confidence: "certain",
              ...(everywhere
                ? {}
                : {
                    adjust: [{ factor: "exposure" as const, value: 1 as const, reason: "listens on this machine unless told otherwise" }],
                  }),
            },
          )
        : "passed",
    );
    return {
      findings: [...started.findings, ...written.findings],
      applicable: started.applicable + written.applicable,
      passed: started.passed + written.passed,
      unknown: started.unknown,
      ...(started.reason === undefined ? {} : { reason: started.reason }),
    };
  },
};
