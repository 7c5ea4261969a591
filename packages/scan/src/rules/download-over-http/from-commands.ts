import { at, entries, items, shellCommands, text } from "@castellan/formats";
import { unwrapped } from "../../discover/infrastructure/serving.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { ARTEFACT } from "../download-without-hash/index.ts";

/** A model or data file that a command fetches. */
export interface CommandDownload {
  readonly file: ProjectFile;
  readonly line: number;
  readonly url: string;
  readonly resource?: string;
}

type Commands = readonly { readonly words: readonly string[]; readonly line: number; readonly resource?: string }[];

/** curl, wget and aria2c of scripts, Makefiles, images, steps of workflows and stages of DVC; ADD of images. */
export function commandDownloads(file: ProjectFile): readonly CommandDownload[] {
  if (file.scope !== "production") return [];
  const { commands, dockerfile } = file.facts;
  const instructions = dockerfile?.instructions ?? [];
  const added = instructions
    .filter(({ keyword }) => keyword === "ADD")
    .flatMap(({ value, line }) => value.split(/\s+/).flatMap((word) => fetched(file, word, line, "ADD")));
  const built: Commands = instructions
    .filter(({ keyword }) => keyword === "RUN")
    .flatMap(({ value, line }) => shellCommands(value).map(({ words }) => ({ words, line, resource: "RUN" })));
  return [
    ...added,
    ...[...(commands?.commands ?? []), ...built, ...configured(file)].flatMap(({ words, line, resource }: Commands[number]) =>
      unwrapped(words, (inner) => shellCommands(inner).map((command) => command.words))
        .filter((each) => each.some((word) => /(?:^|\/)(?:curl|wget|aria2c)$/.test(word)))
        .flatMap((each) => each.flatMap((word) => fetched(file, word, line, resource))),
    ),
  ];
}

function fetched(file: ProjectFile, word: string, line: number, resource: string | undefined): readonly CommandDownload[] {
  return /^https?:\/\//.test(word) && ARTEFACT.test(word)
    ? [{ file, line, url: word, ...(resource === undefined ? {} : { resource }) }]
    : [];
}

/** Commands that stand in YAML: `stages.x.cmd` of dvc.yaml, `run` of a workflow's steps. */
function configured({ path, facts }: ProjectFile): Commands {
  const [document] = facts.config?.documents ?? [];
  const split = (written: string | undefined, line: number, resource: string): Commands =>
    shellCommands(written ?? "", line).map(({ words }) => ({ words, line, resource }));
  if (/(?:^|\/)dvc\.yaml$/.test(path))
    return entries(at(document, "stages")).flatMap(({ key, value }) => {
      const command = at(value, "cmd") ?? at(value, "do", "cmd");
      return [command, ...items(command)].flatMap((node) => (node === undefined ? [] : split(text(node), node.line, `stages.${key}`)));
    });
  if (!/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return [];
  return entries(at(document, "jobs")).flatMap(({ key, value }) =>
    items(at(value, "steps")).flatMap((step, index) => {
      const run = at(step, "run");
      return run === undefined ? [] : split(text(run), run.line, `jobs.${key}.steps.${index}`);
    }),
  );
}
