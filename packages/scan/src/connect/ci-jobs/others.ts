import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import { folderOf, resolvePath } from "../../discover/file-place.ts";
import { isCredentialName } from "../../discover/secrets/credential-names.ts";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { type CiJob, identitiesOfCommands, type JobCommand, type JobIdentity, scriptUnder, secretsIn, textsIn } from "./job.ts";

const VARIABLE = /\$\{?([A-Za-z_]\w*)\}?|\$\(([A-Za-z_][\w.]*)\)/g;

/** Variables with the name of a credential that nothing in the file sets: the server keeps them. */
function keptSecrets(commands: readonly { readonly text: string; readonly line: number }[], document: ConfigNode): readonly JobIdentity[] {
  const set = new Set(entries(entry(document, "variables")?.value).map(({ key }) => key));
  return secretsIn(commands, VARIABLE).filter(({ name }) => isCredentialName(name) && !set.has(name));
}

/** Keys of the top level of .gitlab-ci.yml that are no jobs. @see https://docs.gitlab.com/ci/yaml/ */
const GITLAB_KEYS = /^(?:default|include|stages|variables|workflow|image|services|cache|before_script|after_script|spec|pages:deploy)$/;

/** `.gitlab-ci.yml`, also below a folder and under names that it is included by. */
const GITLAB_FILE = /(?:^|\/)(?:[\w-]*\.)?gitlab-ci(?:[._-][\w.-]+)?\.ya?ml$|(?:^|\/)\.gitlab\/(?:[\w.-]+\/)*[^/]+\.ya?ml$/;

export function gitlabJobs(file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  if (document === undefined || !GITLAB_FILE.test(file.path)) return [];
  const folder = file.path
    .replace(/(?:^|\/)\.gitlab\/.*$/, "/")
    .replace(/[^/]*$/, "")
    .replace(/\/$/, "");
  return entries(document).flatMap(({ key, line, value }): readonly CiJob[] => {
    if (value.kind !== "map" || GITLAB_KEYS.test(key)) return [];
    const around = [value, ...extended(document, value)];
    const commands = ["before_script", "script", "after_script"].flatMap((name) => {
      const holder = around.find((node) => entry(node, name) !== undefined);
      return holder === undefined ? [] : scriptUnder(holder, name, folder);
    });
    if (commands.length === 0 || key.startsWith(".")) return [];
    const tokens = around.flatMap((node) => entries(entry(node, "secrets")?.value).map(({ key: name, line: at }) => ({ name, line: at })));
    return [
      {
        file,
        name: key,
        address: key,
        line,
        endLine: value.endLine,
        attributes: { workflow: file.path },
        commands,
        secrets: [
          ...tokens,
          ...keptSecrets([...commands, ...around.flatMap((node) => textsIn(entry(node, "variables")?.value))], document),
        ],
        identities: identitiesOfCommands(commands),
      },
    ];
  });
}

/** Jobs that a job extends, the nearest first; a later one of a list wins. */
function extended(document: ConfigNode, job: ConfigNode, depth = 0): readonly ConfigNode[] {
  const written = entry(job, "extends")?.value;
  const names = written === undefined ? [] : [text(written) ?? "", ...items(written).map((item) => text(item) ?? "")].reverse();
  return names.flatMap((name) => {
    const found = entry(document, name)?.value;
    return found === undefined || depth > 5 ? [] : [found, ...extended(document, found, depth + 1)];
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

/** Stages of a Jenkinsfile; one without stages is one job. */
export function jenkinsJobs(file: ProjectFile): readonly CiJob[] {
  const { commands, rules = [], credentials } = file.facts.commands ?? {};
  if (commands === undefined || credentials === undefined) return [];
  const last = Math.max(1, ...commands.map(({ endLine }) => endLine));
  const name = file.path.split("/").at(-1) ?? "";
  const stages = rules.length === 0 ? [{ names: [name], line: 1 }] : rules;
  const folder = folderOf(file.path);
  return stages.map(({ names: [stage = name], line }, index): CiJob => {
    const end = stages[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const within = (at: number): boolean => at >= line && at < end;
    const own = commands.filter((command) => within(command.line));
    const texts = own.map(({ words, line: at }) => ({ text: words.map(quoted).join(" "), line: at, folder }));
    return {
      file,
      name: stage,
      address: rules.length === 0 ? "pipeline" : `stages.${stage}`,
      line,
      endLine: Math.min(end - 1, last),
      attributes: { workflow: file.path },
      commands: inFolders(texts, own),
      // Those of the head of the file are every stage's.
      secrets: credentials.filter((credential) => within(credential.line) || credential.line < (stages[0]?.line ?? 1)),
      identities: identitiesOfCommands(texts),
    };
  });
}

/** `dir("ml") { … }` stands in the commands as `cd`: each command is a text of its own, in the folder that it comes to. */
function inFolders(texts: readonly JobCommand[], own: readonly { readonly words: readonly string[] }[]): readonly JobCommand[] {
  let folder = texts[0]?.folder ?? "";
  return texts.map((command, index) => {
    const [head, into = ""] = own[index]?.words ?? [];
    if (head === "cd") folder = resolvePath(folder, into) ?? folder;
    return { ...command, folder: head === "cd" ? command.folder : folder };
  });
}

function quoted(word: string): string {
  return /^[\w./:=@%+,{}$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A step of Cloud Build runs in an image; the service's own builders stand in its own registries. */
function isCloudBuilder(step: ConfigNode): boolean {
  return /^(?:gcr\.io\/(?:cloud-builders|google\.com\/cloudsdktool|kaniko-project)|[\w-]+-docker\.pkg\.dev\/google\.com\/)/.test(
    text(entry(step, "name")?.value) ?? "",
  );
}

/** The folder of a step; one that the project does not have is where a step before cloned the project itself. */
function checkedOut(project: Project, target: number, written: string): string {
  const folder = resolvePath("", written) ?? "";
  return folder === "" || project.files.some((file) => file.target === target && file.path.startsWith(`${folder}/`)) ? folder : "";
}

/** Steps of Google Cloud Build: one job. @see https://cloud.google.com/build/docs/build-config-file-schema */
export function cloudBuildJobs(project: Project, file: ProjectFile): readonly CiJob[] {
  const document = file.facts.config?.documents[0];
  const steps = items(entry(document, "steps")?.value);
  if (document === undefined || !/\.ya?ml$/.test(file.path) || steps.length === 0) return [];
  if (!/cloudbuild/i.test(file.path) && !steps.some(isCloudBuilder)) return [];
  const commands = steps.flatMap((step): readonly JobCommand[] => {
    const folder = checkedOut(project, file.target, text(entry(step, "dir")?.value) ?? "");
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
