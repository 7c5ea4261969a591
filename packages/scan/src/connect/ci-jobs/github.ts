import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import {
  type CiJob,
  type HandedFile,
  identitiesOfCommands,
  type JobCommand,
  type JobIdentity,
  scriptUnder,
  secretsIn,
  textsIn,
} from "./job.ts";

const SECRET = /\$\{\{[^}]*?\bsecrets\.(\w+)/g;
const MAX_CALLS = 5;

/** Jobs of a workflow of GitHub Actions; local actions and reusable workflows are read into the job that uses them. */
export function githubJobs(project: Project, file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  if (document === undefined || !/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path)) return [];
  const root = file.path.replace(/(?:^|\/)\.github\/.*$/, "");
  return entries(entry(document, "jobs")?.value).map(({ key, line, value }): CiJob => {
    const steps = stepsOf(project, file, root, value, 0);
    const base = workingDirectory(entry(value, "defaults")?.value) ?? workingDirectory(entry(document, "defaults")?.value) ?? root;
    const commands = steps.flatMap((step) => commandsOf(step, root, base));
    const handed = [
      ...textsIn(entry(document, "env")?.value),
      ...textsIn(entry(value, "env")?.value),
      ...textsIn(entry(value, "secrets")?.value),
      ...steps.flatMap((step) => [...textsIn(entry(step, "env")?.value), ...textsIn(entry(step, "with")?.value)]),
      ...commands,
    ];
    return {
      file,
      name: key,
      address: `jobs.${key}`,
      line,
      endLine: value.endLine,
      attributes: { workflow: text(entry(document, "name")?.value) ?? file.path },
      commands,
      handed: [value, ...steps].flatMap((holder) => handedFiles(holder, root)),
      secrets: secretsIn(handed, SECRET),
      identities: [...steps.flatMap(identityOf), ...identitiesOfCommands(commands)],
    };
  });
}

/** `with: { parameters-file: jobs/train.yml }` of a workflow or an action that stands in another repository. */
function handedFiles(holder: ConfigNode, root: string): readonly HandedFile[] {
  const uses = text(entry(holder, "uses")?.value) ?? "";
  // GitHub's own actions fetch, cache and keep files; they run none of them.
  if (uses === "" || /^(?:\.\/|actions\/)/.test(uses)) return [];
  return textsIn(entry(holder, "with")?.value).flatMap(({ text: written, line }) =>
    written
      .split(/\s+/)
      .filter((word) => /^[\w./-]+\.(?:ya?ml|json|py|ipynb)$/i.test(word))
      .flatMap((word) => {
        const path = resolvePath(root, word);
        return path === undefined || path === "" ? [] : [{ path, line }];
      }),
  );
}

function workingDirectory(defaults: ConfigNode | undefined): string | undefined {
  const written = text(entry(entry(defaults, "run")?.value, "working-directory")?.value);
  return written === undefined ? undefined : resolvePath("", written);
}

function commandsOf(step: ConfigNode, root: string, base: string): readonly JobCommand[] {
  const own = text(entry(step, "working-directory")?.value);
  const folder = own === undefined ? base : (resolvePath(root, own) ?? base);
  return [...scriptUnder(step, "run", folder), ...scriptUnder(entry(step, "with")?.value, "inlineScript", folder)];
}

function stepsOf(project: Project, file: ProjectFile, root: string, job: ConfigNode, depth: number): readonly ConfigNode[] {
  const called = localFile(project, file, root, text(entry(job, "uses")?.value));
  const inside =
    called === undefined || depth > MAX_CALLS
      ? []
      : entries(entry(called, "jobs")?.value).flatMap(({ value }) => stepsOf(project, file, root, value, depth + 1));
  return [...items(entry(job, "steps")?.value).flatMap((step) => withAction(project, file, root, step, depth)), ...inside];
}

function withAction(project: Project, file: ProjectFile, root: string, step: ConfigNode, depth: number): readonly ConfigNode[] {
  const action = localFile(project, file, root, text(entry(step, "uses")?.value));
  if (action === undefined || depth > MAX_CALLS) return [step];
  return [
    step,
    ...items(entry(entry(action, "runs")?.value, "steps")?.value).flatMap((inner) => withAction(project, file, root, inner, depth + 1)),
  ];
}

/** `./.github/actions/train`, `./.github/workflows/train.yml`. */
function localFile(project: Project, { target }: ProjectFile, root: string, uses: string | undefined): ConfigNode | undefined {
  if (uses?.startsWith("./") !== true) return undefined;
  const path = resolvePath(root, uses) ?? "";
  return [path, `${path}/action.yml`, `${path}/action.yaml`]
    .filter((candidate) => candidate !== "" && folderOf(candidate) !== candidate)
    .map((candidate) => project.file(target, candidate)?.facts.config?.documents[0])
    .find((document) => document !== undefined);
}

/** Inputs of the clouds' own login actions that say who the job is. From their documentation. */
const LOGINS: readonly (readonly [action: RegExp, inputs: readonly string[]])[] = [
  [/^aws-actions\/configure-aws-credentials\b/, ["role-to-assume"]],
  [/^google-github-actions\/(?:auth|setup-gcloud)\b/, ["service_account", "workload_identity_provider"]],
  [/^azure\/login\b/i, ["client-id"]],
  [/^databricks\/setup-cli\b|^hashicorp\/vault-action\b/, ["role"]],
];

function identityOf(step: ConfigNode): readonly JobIdentity[] {
  const uses = text(entry(step, "uses")?.value) ?? "";
  const inputs = LOGINS.find(([action]) => action.test(uses))?.[1] ?? [];
  for (const input of inputs) {
    const found = entry(entry(step, "with")?.value, input);
    const written = text(found?.value);
    if (found === undefined || written === undefined || written === "") continue;
    // `${{ vars.DEPLOY_ROLE }}` is known by the name of the setting.
    return [{ name: /\$\{\{\s*[\w.]*?(\w+)\s*\}\}/.exec(written)?.[1] ?? written, line: found.line }];
  }
  return [];
}
