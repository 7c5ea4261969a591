import type { ProjectFile } from "../../project/facts.ts";

/** A command of the AWS command line that makes or attaches a policy (docs.aws.amazon.com/cli/latest/reference/iam/). */
export interface PolicyCommand {
  readonly verb: string;
  readonly file: ProjectFile;
  readonly line: number;
  readonly endLine: number;
  readonly options: ReadonlyMap<string, string>;
}

const VERBS = new Set([
  "iam attach-group-policy",
  "iam attach-role-policy",
  "iam attach-user-policy",
  "iam create-policy",
  "iam create-role",
  "iam put-group-policy",
  "iam put-role-policy",
  "iam put-user-policy",
  "iam update-assume-role-policy",
  "s3api put-bucket-policy",
]);

/** Such commands of shell scripts, Makefiles and Procfiles, in order. */
export function policyCommandsOf(file: ProjectFile): readonly PolicyCommand[] {
  return (file.facts.commands?.commands ?? []).flatMap(({ words, line, endLine }): readonly PolicyCommand[] => {
    const start = words.findIndex((word) => /(?:^|\/)aws$/.test(word));
    // Options that hold for every service may stand before it: aws --profile x iam …
    const service = start < 0 ? -1 : words.findIndex((word, index) => index > start && /^(?:iam|s3api)$/.test(word));
    if (service < 0) return [];
    const verb = `${words[service] ?? ""} ${words[service + 1] ?? ""}`;
    return VERBS.has(verb) ? [{ verb, file, line, endLine, options: optionsOf(words.slice(service + 2)) }] : [];
  });
}

function optionsOf(words: readonly string[]): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, name, value] = /^--([a-z0-9-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) options.set(name, value ?? words[index + 1] ?? "");
  }
  return options;
}
