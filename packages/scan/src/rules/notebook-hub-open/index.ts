import { at, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { pythonSettings } from "../servers/python-settings.ts";

const ID = "notebook-hub-open";
const ANYBODY = /dummy|nullauthenticator|^null$/i;
const CONFIG = (name: string): string =>
  `c = get_config()\nc.JupyterHub.bind_url = "http://:8000"\nc.JupyterHub.authenticator_class = "${name}"\n`;
const VALUES = (name: string): string =>
  `hub:\n  config:\n    JupyterHub:\n      authenticator_class: ${name}\nsingleuser:\n  image:\n    name: quay.io/jupyter/scipy-notebook\n    tag: 2025-04-14\n`;

interface Setting {
  readonly file: ProjectFile;
  readonly line: number;
  readonly value: string;
  readonly resource?: string;
}

/** The authenticator of jupyterhub_config.py, and of values for the chart of Zero to JupyterHub. */
function authenticators(file: ProjectFile): readonly Setting[] {
  const { source, config } = file.facts;
  const written =
    source?.language !== "python" || !/jupyterhub/i.test(file.path)
      ? []
      : pythonSettings(source).flatMap(({ name, value, line }) =>
          name === "JupyterHub.authenticator_class" && typeof value === "string" ? [{ file, line, value }] : [],
        );
  const charted = (config?.documents ?? []).flatMap((document): readonly Setting[] =>
    [[], ["jupyterhub"]].flatMap((prefix): readonly Setting[] => {
      const node = at(document, ...prefix, "hub", "config", "JupyterHub", "authenticator_class");
      const value = text(node);
      return node === undefined || value === undefined
        ? []
        : [{ file, line: node.line, value, resource: [...prefix, "hub.config.JupyterHub.authenticator_class"].join(".") }];
    }),
  );
  return [...written, ...charted];
}

/** JupyterHub whose users are who they say they are. */
export const notebookHubOpen: Rule = {
  card: {
    id: ID,
    title: "A notebook hub lets anybody in under any name",
    appliesTo: ["file", "compute"],
    why: "The dummy authenticator is for tests: whoever reaches the hub gets a shell, under the name of any user, administrators too.",
    fix: "Set an authenticator that asks (OAuth, LDAP, PAM) and say who is allowed.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SERV-02"],
    references: ["https://jupyterhub.readthedocs.io/en/stable/reference/authenticators.html"],
    bad: [
      { title: "the dummy", files: { "jupyterhub_config.py": CONFIG("dummy") } },
      { title: "values of the chart", files: { "values.yaml": VALUES("dummy") } },
    ],
    good: [
      { title: "GitHub", files: { "jupyterhub_config.py": CONFIG("github") } },
      { title: "values of the chart", files: { "values.yaml": VALUES("github") } },
    ],
  },
  because: { exposure: "whoever reaches the hub; not known who that is", exploitability: "one login", data: "code execution" },
  check: (inventory) =>
    judgeEach(inventory.project.files.flatMap(authenticators), ({ file, line, value, resource }) =>
      ANYBODY.test(value)
        ? fromFile(
            ID,
            file,
            { line, ...(resource === undefined ? {} : { resource }) },
            {
              message: `${plain(file.path, 60)} sets the authenticator ${plain(value, 40)}, which lets anybody in.`,
              headline: "Whoever reaches the hub has a shell under any user's name",
              excerpt: `authenticator ${value}`,
              confidence: "certain",
            },
          )
        : "passed",
    ),
};
