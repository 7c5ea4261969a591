import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "notebook-server-open";
const EMPTY_TOKEN = /(?:--(?:NotebookApp|ServerApp|IdentityProvider|LabApp)\.(?:token|password)(?:=|\s+))(?:''|""|(?=\s|$|"|\]))/;

interface Command {
  readonly file: ProjectFile;
  readonly line: number;
  readonly text: string;
}

function commandsOf(file: ProjectFile): readonly Command[] {
  const { dockerfile, commands } = file.facts;
  return [
    ...(dockerfile?.instructions ?? [])
      .filter(({ keyword }) => ["CMD", "ENTRYPOINT", "RUN"].includes(keyword))
      .map(({ raw, value, line }) => ({ file, line, text: `${raw} ${value}`.replace(/",\s*"/g, " ") })),
    ...(commands?.commands ?? []).map(({ words, line }) => ({ file, line, text: `${words.join(" ")} ` })),
  ];
}

/** Jupyter with an empty token. */
export const notebookServerOpen: Rule = {
  card: {
    id: ID,
    title: "A notebook server asks for no token",
    appliesTo: ["compute", "container-image", "file"],
    why: "A notebook server runs what it is sent: without a token whoever reaches the port has a shell.",
    fix: "Leave the token on, or put the server behind a login (JupyterHub); bind it to 127.0.0.1.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SERV-02"],
    bad: [
      {
        title: "an empty token",
        files: { Dockerfile: 'FROM python:3.12\nCMD ["jupyter", "lab", "--ip=0.0.0.0", "--ServerApp.token="]\n' },
      },
    ],
    good: [{ title: "the default token", files: { Dockerfile: 'FROM python:3.12\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n' } }],
  },
  because: { exposure: "the network of the machine that runs it", exploitability: "one request", data: "code execution" },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.flatMap(commandsOf).filter(({ text }) => /\bjupyter\b/.test(text)),
      ({ file, line, text }) => {
        if (!EMPTY_TOKEN.test(text)) return "passed";
        const local = !/--ip[= ](?:0\.0\.0\.0|\*|')/.test(text);
        return fromFile(
          ID,
          file,
          { line },
          {
            message: `${plain(file.path, 60)} starts Jupyter without a token.`,
            headline: "Whoever reaches the notebook server has a shell on it",
            excerpt: "jupyter token",
            ...(local ? { adjust: [{ factor: "exposure", value: 1, reason: "listens on this machine unless told otherwise" }] } : {}),
          },
        );
      },
    ),
};
