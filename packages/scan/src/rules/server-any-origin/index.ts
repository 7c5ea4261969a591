import { at, type ConfigNode, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { pythonSettings } from "../servers/python-settings.ts";
import type { Server } from "../servers/server.ts";

const ID = "server-any-origin";
const ANY = /^\[?\s*["']?\*["']?\s*\]?$/;

/** Variables and options with which a server answers pages of every site. */
const VARIABLES =
  /^(?:OLLAMA_ORIGINS|CHROMA_SERVER_CORS_ALLOW_ORIGINS|CORS_ALLOW_ORIGINS?|LANGFLOW_CORS_ORIGINS|http\.cors\.allow-origin)$/;
/** Those that no other program reads: a file of variables does not say whom it is for. */
const OWN_VARIABLES = /^(?:OLLAMA_ORIGINS|CHROMA_SERVER_CORS_ALLOW_ORIGINS|LANGFLOW_CORS_ORIGINS)$/;
const OPTIONS =
  /--(?:ServerApp\.|NotebookApp\.|LabApp\.)?(?:allow[_-]origins?|allowed[_-]origins|cors-allow-origins?|http-cors-allow-origin)[= ]["']?\[?["']?\*|--(?:ServerApp|NotebookApp)\.(?:disable_check_xsrf|allow_origin_pat)[= ]["']?(?:True|\.\*)|--server\.enableXsrfProtection[= ]["']?false/i;

function opened({ environment, words }: Server): string | undefined {
  const variable = [...environment].find(([name, value]) => VARIABLES.test(name) && ANY.test(value ?? ""));
  if (variable !== undefined) return `${variable[0]}=*`;
  return OPTIONS.exec(words.join(" "))?.[0];
}

interface Written {
  readonly file: ProjectFile;
  readonly line: number;
  readonly what: string;
}

/** The same in files: Jupyter's, Streamlit's, Elasticsearch's, files of variables. */
function openedIn(file: ProjectFile): readonly Written[] {
  const { source, config } = file.facts;
  const found: Written[] = [];
  if (source !== undefined && /(?:^|\/)jupyter_\w+_config\.py$/.test(file.path))
    for (const { name, value, line } of pythonSettings(source))
      if ((/\.allow_origin$/.test(name) && value === "*") || (/\.disable_check_xsrf$/.test(name) && value === true))
        found.push({ file, line, what: name });
  for (const { name, value, line, sample } of file.facts.environment ?? [])
    if (!sample && OWN_VARIABLES.test(name) && ANY.test(value ?? "")) found.push({ file, line, what: `${name}=*` });
  const [document] = config?.documents ?? [];
  if (/(?:^|\/)\.streamlit\/config\.toml$/.test(file.path))
    found.push(...when(file, at(document, "server", "enableXsrfProtection"), /^false$/i, "server.enableXsrfProtection = false"));
  if (/(?:^|\/)elasticsearch\.ya?ml$/.test(file.path) && text(at(document, "http.cors.enabled")) === "true")
    found.push(...when(file, at(document, "http.cors.allow-origin"), /^(?:\*|\/\.\*\/)$/, "http.cors.allow-origin"));
  return found;
}

function when(file: ProjectFile, node: ConfigNode | undefined, value: RegExp, what: string): readonly Written[] {
  return node !== undefined && value.test(text(node) ?? "") ? [{ file, line: node.line, what }] : [];
}

/** Servers on a workstation that pages of any site may call. */
export const serverAnyOrigin: Rule = {
  card: {
    id: ID,
    title: "A server answers web pages of any origin",
    appliesTo: ["resource", "file", "endpoint"],
    why: "A page that somebody visits talks to the server on their machine or network: it uses models, reads documents or runs code without passing a firewall.",
    fix: "Name the origins that may call.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SERV-07"],
    references: ["https://github.com/ollama/ollama/blob/main/docs/faq.md"],
    bad: [
      {
        title: "Ollama",
        files: { "compose.yaml": "services:\n  llm:\n    image: ollama/ollama:0.12.0\n    environment:\n      OLLAMA_ORIGINS: '*'\n" },
      },
      { title: "a file of variables", files: { "ollama.env": "OLLAMA_HOST=0.0.0.0\nOLLAMA_ORIGINS=*\n" } },
      { title: "Jupyter", files: { "jupyter_server_config.py": 'c.ServerApp.allow_origin = "*"\n' } },
      {
        title: "Streamlit",
        files: { ".streamlit/config.toml": "[server]\nenableXsrfProtection = false\n", "app.py": "import streamlit\n" },
      },
    ],
    good: [
      { title: "variables that name an origin", files: { ".env": "OLLAMA_ORIGINS=https://chat.northquay.example\n" } },
      {
        title: "a named origin",
        files: {
          "compose.yaml":
            "services:\n  llm:\n    image: ollama/ollama:0.12.0\n    environment:\n      OLLAMA_ORIGINS: https://chat.northquay.example\n",
        },
      },
      { title: "Jupyter's own", files: { "jupyter_server_config.py": 'c.ServerApp.allow_origin = "https://lab.northquay.example"\n' } },
    ],
  },
  because: {
    exposure: "any web site that a user visits",
    exploitability: "needs a user to visit a page",
    data: "what the server answers and does",
  },
  check: (inventory) => {
    const started = judgeEach(
      serversOf(inventory).filter(
        ({ product, environment }) => product !== undefined || [...environment.keys()].some((name) => VARIABLES.test(name)),
      ),
      (server) => {
        const what = opened(server);
        return what === undefined
          ? "passed"
          : fromServer(ID, inventory, server, {
              message: `${plain(server.resource ?? server.file.path, 50)} answers pages of every origin (${plain(what, 60)}).`,
              headline: "Any web site that a user visits can use the server",
              excerpt: `${server.resource ?? ""} ${what}`,
            });
      },
    );
    const written = judgeEach(inventory.project.files.flatMap(openedIn), ({ file, line, what }) =>
      fromFile(
        ID,
        file,
        { line },
        {
          message: `${plain(file.path, 60)} lets pages of every origin call (${what}).`,
          headline: "Any web site that a user visits can use the server",
          excerpt: what,
          confidence: "certain",
        },
      ),
    );
    return {
      findings: [...started.findings, ...written.findings],
      applicable: started.applicable + written.applicable,
      passed: started.passed,
      unknown: 0,
    };
  },
};
