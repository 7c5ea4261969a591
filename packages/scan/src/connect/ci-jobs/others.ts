import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import { isCredentialName } from "../../discover/secrets/credential-names.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { type CiJob, identitiesOfCommands, type JobCommand, type JobIdentity, scriptUnder, secretsIn, textsIn } from "./job.ts";

const VARIABLE = /\$\{?([A-Za-z_]\w*)\}?|\$\(([A-Za-z_][\w.]*)\)/g;

/** Variables with the name of a credential that nothing in the file sets: the server keeps them. */
function keptSecrets(commands: readonly { readonly text: string; readonly line: number }[], document: ConfigNode): readonly JobIdentity[] {
  const set = new Set(entries(entry(document, "variables")?.value).map(({ key }) => key));
  return secretsIn(commands, VARIABLE).filter(({ name }) => isCredentialName(name) && !set.has(name));
}

/** Keys of the top level of .gitlab-ci.yml that are no jobs. @see https://docs.gitlab.com/ci/yaml/ */
const GITLAB_KEYS = /^(?:default|include|stages|variables|workflow|image|services|cache|before_script|after_script|spec|pages:deploy)$/;

export function gitlabJobs(file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  if (document === undefined || !/(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/[^/]+\.ya?ml$/.test(file.path)) return [];
  const folder = folderOf(file.path);
  return entries(document).flatMap(({ key, line, value }): readonly CiJob[] => {
    if (value.kind !== "map" || GITLAB_KEYS.test(key)) return [];
    const commands = ["before_script", "script", "after_script"].flatMap((name) => scriptUnder(value, name, folder));
    if (commands.length === 0 || key.startsWith(".")) return [];
    const tokens = entries(entry(value, "secrets")?.value).map(({ key: name, line: at }) => ({ name, line: at }));
    return [
      {
        file,
        name: key,
        address: key,
        line,
        endLine: value.endLine,
        attributes: { workflow: file.path },
        commands,
        secrets: [...tokens, ...keptSecrets([...commands, ...textsIn(entry(value, "variables")?.value)], document)],
        identities: identitiesOfCommands(commands),
      },
    ];
  });
}

/** Jobs of Azure Pipelines: stages, jobs or steps alone. @see https://learn.microsoft.com/azure/devops/pipelines/yaml-schema */
export function azureJobs(file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  if (
    document === undefined ||
    !/azure[-_]?pipelines?|(?:^|\/)\.(?:azdo|azuredevops|pipelines)\//i.test(file.path) ||
    !/\.ya?ml$/.test(file.path)
  )
    return [];
  const jobs = [document, ...items(entry(document, "stages")?.value)].flatMap((holder) => items(entry(holder, "jobs")?.value));
  const alone = entry(document, "steps") === undefined ? [] : [document];
  return [...jobs, ...alone].flatMap((job): readonly CiJob[] => {
    const name = text(entry(job, "job")?.value) ?? text(entry(job, "deployment")?.value) ?? (job === document ? "job" : undefined);
    if (name === undefined || name === "") return [];
    const steps = [job, ...deploymentSteps(job)].flatMap((holder) => items(entry(holder, "steps")?.value));
    const commands = steps.flatMap((step) => azureCommands(step));
    const connections = steps.flatMap((step) =>
      ["azureSubscription", "connectedServiceNameARM", "awsCredentials"].flatMap((key) => {
        const found = entry(entry(step, "inputs")?.value, key);
        const written = text(found?.value);
        return found === undefined || written === undefined ? [] : [{ name: written.replace(/^\$\((.*)\)$/, "$1"), line: found.line }];
      }),
    );
    return [
      {
        file,
        name,
        address: `jobs.${name}`,
        line: job.line,
        endLine: job.endLine,
        attributes: { workflow: text(entry(document, "name")?.value) ?? file.path },
        commands,
        secrets: keptSecrets([...commands, ...steps.flatMap((step) => textsIn(entry(step, "env")?.value))], document),
        identities: [...connections, ...identitiesOfCommands(commands)],
      },
    ];
  });
}

function deploymentSteps(job: ConfigNode): readonly ConfigNode[] {
  return entries(entry(job, "strategy")?.value).flatMap(({ value }) => entries(value).map((hook) => hook.value));
}

function azureCommands(step: ConfigNode): readonly JobCommand[] {
  const inputs = entry(step, "inputs")?.value;
  const folder = resolvePath("", (text(entry(step, "workingDirectory")?.value) ?? "").replace(/^\$\([^)]*\)\/?/, "")) ?? "";
  const file = ["scriptPath", "filePath"]
    .flatMap((key) => scriptUnder(inputs, key, folder))
    .map((command) => ({ ...command, text: command.text.replace(/^\$\([^)]*\)\//, "") }));
  return [
    ...["script", "bash", "pwsh", "powershell"].flatMap((key) => scriptUnder(step, key, folder)),
    ...["script", "inlineScript", "Inline"].flatMap((key) => scriptUnder(inputs, key, folder)),
    ...file.map((command) => ({ ...command, text: /\.py$/.test(command.text) ? `python ${command.text}` : command.text })),
  ];
}

/** Jobs of CircleCI. @see https://circleci.com/docs/configuration-reference/ */
export function circleJobs(file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  if (document === undefined || !/(?:^|\/)\.circleci\/[^/]+\.ya?ml$/.test(file.path)) return [];
  const commandsOf = (steps: ConfigNode | undefined): readonly JobCommand[] =>
    items(steps).flatMap((step) => {
      const run = entry(step, "run")?.value;
      const folder = resolvePath("", text(entry(run, "working_directory")?.value) ?? "") ?? "";
      return run?.kind === "map" ? scriptUnder(run, "command", folder) : scriptUnder(step, "run", "");
    });
  return entries(entry(document, "jobs")?.value).map(({ key, line, value }): CiJob => {
    const commands = commandsOf(entry(value, "steps")?.value);
    return {
      file,
      name: key,
      address: `jobs.${key}`,
      line,
      endLine: value.endLine,
      attributes: { workflow: file.path },
      commands,
      secrets: keptSecrets([...commands, ...textsIn(entry(value, "environment")?.value)], document),
      identities: identitiesOfCommands(commands),
    };
  });
}

/** Steps of Google Cloud Build: one job. @see https://cloud.google.com/build/docs/build-config-file-schema */
export function cloudBuildJobs(file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  const steps = items(entry(document, "steps")?.value);
  if (document === undefined || !/cloudbuild/i.test(file.path) || !/\.ya?ml$/.test(file.path) || steps.length === 0) return [];
  const commands = steps.flatMap((step): readonly JobCommand[] => {
    const folder = resolvePath("", text(entry(step, "dir")?.value) ?? "") ?? "";
    const words = [entry(step, "entrypoint")?.value, ...items(entry(step, "args")?.value)].flatMap((node) => text(node) ?? []);
    const inline = words.indexOf("-c");
    const args = entry(step, "args");
    return [
      ...scriptUnder(step, "script", folder),
      ...(words.length === 0
        ? []
        : [{ text: inline === -1 ? words.join(" ") : (words[inline + 1] ?? ""), line: args?.line ?? step.line, folder }]),
    ];
  });
  const account = entry(document, "serviceAccount");
  const name = /([^/]+)$/.exec(text(account?.value) ?? "")?.[1];
  const secrets = textsIn(entry(document, "availableSecrets")?.value).flatMap(({ text: written, line }) => {
    const secret = /\/secrets\/([\w-]+)/.exec(written)?.[1];
    return secret === undefined ? [] : [{ name: secret, line }];
  });
  return [
    {
      file,
      name: (file.path.split("/").at(-1) ?? "").replace(/\.ya?ml$/, ""),
      address: "build",
      line: steps[0]?.line ?? 1,
      endLine: document.endLine,
      attributes: { workflow: file.path },
      commands,
      secrets,
      identities: [
        ...(name === undefined || account === undefined ? [] : [{ name, line: account.line }]),
        ...identitiesOfCommands(commands),
      ],
    },
  ];
}
