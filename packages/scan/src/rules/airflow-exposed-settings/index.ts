import { at, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";

const ID = "airflow-exposed-settings";
const CODE = { "dags/train.py": "from airflow import DAG\nimport torch\n" };

/** Section, key, the value that opens it, and what it does. @see https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html */
const SETTINGS: readonly (readonly [section: string, key: string, value: RegExp, what: string])[] = [
  ["webserver", "expose_config", /^true$/i, "shows its configuration, with the passwords in it, to every user"],
  ["api", "expose_config", /^true$/i, "shows its configuration, with the passwords in it, to every user"],
  ["webserver", "rbac", /^false$/i, "asks nobody who signs in"],
  ["api", "auth_backends", /(?:^|,\s*)airflow\.api\.auth\.backend\.default(?:,|$)/, "takes requests of its API from everybody"],
  ["api", "auth_backend", /airflow\.api\.auth\.backend\.default$/, "takes requests of its API from everybody"],
  ["core", "fernet_key", /^$/, "keeps passwords of its connections in plain text (no Fernet key)"],
  ["core", "simple_auth_manager_all_admins", /^true$/i, "makes everybody an administrator"],
];

function inVariables(environment: ReadonlyMap<string, string | undefined>): readonly string[] {
  return SETTINGS.flatMap(([section, key, value, what]) => {
    const set = environment.get(`AIRFLOW__${section.toUpperCase()}__${key.toUpperCase()}`);
    return set !== undefined && value.test(set) ? [what] : [];
  });
}

function inFile(
  file: ProjectFile,
): readonly { readonly file: ProjectFile; readonly line: number; readonly what?: string; readonly name: string }[] {
  if (!/(?:^|\/)airflow\.cfg$/.test(file.path)) return [];
  const [document] = file.facts.config?.documents ?? [];
  const found = SETTINGS.flatMap(([section, key, value, what]) => {
    const node = at(document, section, key);
    return node !== undefined && value.test(text(node) ?? "") ? [{ file, line: node.line, what, name: `${section}.${key}` }] : [];
  });
  return found.length > 0 ? found : [{ file, line: 1, name: "airflow.cfg" }];
}

/** Airflow that shows its configuration, or lets everybody act. */
export const airflowExposedSettings: Rule = {
  card: {
    id: ID,
    title: "Airflow shows its secrets or lets everybody act",
    appliesTo: ["resource", "file", "pipeline"],
    why: "Connections of the scheduler reach every data set and registry that pipelines use; who starts a pipeline runs code.",
    fix: "Set expose_config to non-sensitive-only or False, and an authentication backend that asks.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-SERV-02", "ADS-SECR-05"],
    bad: [
      { title: "in its configuration", files: { ...CODE, "airflow.cfg": "[webserver]\nexpose_config = True\n" } },
      {
        title: "by a variable",
        files: {
          ...CODE,
          "compose.yaml":
            "services:\n  web:\n    image: apache/airflow:2.10.4\n    environment:\n      AIRFLOW__API__AUTH_BACKENDS: airflow.api.auth.backend.default\n",
        },
      },
    ],
    good: [
      { title: "not sensitive", files: { ...CODE, "airflow.cfg": "[webserver]\nexpose_config = non-sensitive-only\n" } },
      {
        title: "asks",
        files: {
          ...CODE,
          "compose.yaml":
            "services:\n  web:\n    image: apache/airflow:2.10.4\n    environment:\n      AIRFLOW__API__AUTH_BACKENDS: airflow.api.auth.backend.basic_auth,airflow.api.auth.backend.session\n",
        },
      },
    ],
  },
  because: { exposure: "its users; with an open API whoever reaches it", data: "credentials of the pipelines" },
  check: (inventory) => {
    const started = judgeEach(
      serversOf(inventory).filter(({ environment }) => [...environment.keys()].some((name) => name.startsWith("AIRFLOW__"))),
      (server) => {
        return inVariables(server.environment).map((what) =>
          fromServer(ID, inventory, server, {
            message: `${plain(server.resource ?? server.file.path, 50)} ${what}.`,
            headline: `Airflow ${what}`,
            excerpt: `${server.resource ?? ""} ${what}`,
          }),
        );
      },
    );
    const written = judgeEach(inventory.project.files.flatMap(inFile), ({ file, line, what, name }) =>
      what === undefined
        ? "passed"
        : fromFile(
            ID,
            file,
            { line, resource: name },
            { message: `${plain(file.path, 50)} ${what}.`, headline: `Airflow ${what}`, excerpt: name, confidence: "certain" },
          ),
    );
    return {
      findings: [...started.findings, ...written.findings],
      applicable: started.applicable + written.applicable,
      passed: started.passed + written.passed,
      unknown: 0,
    };
  },
};
