import { type ConfigNode, entries, entry, items, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";

/** Shell text of a job, and the folder that it starts in. */
export interface JobCommand {
  readonly text: string;
  readonly line: number;
  readonly folder: string;
}

/** A word that may name a file, from the root of the checkout. */
export interface HandedFile {
  readonly path: string;
  readonly line: number;
}

/** A name that a job runs as: a role, a service account, a service connection. */
export interface JobIdentity {
  readonly name: string;
  readonly line: number;
}

/** A job of any continuous integration, in one form. */
export interface CiJob {
  readonly file: ProjectFile;
  readonly name: string;
  /** Below the file; part of the identity. */
  readonly address: string;
  readonly line: number;
  readonly endLine: number;
  readonly attributes: { readonly [key: string]: Json };
  readonly commands: readonly JobCommand[];
  /** Files of the project that are handed to an action or a workflow of somebody else. */
  readonly handed?: readonly HandedFile[];
  readonly secrets: readonly JobIdentity[];
  readonly identities: readonly JobIdentity[];
}

/** Every text below a node, with its line. */
export function textsIn(node: ConfigNode | undefined, depth = 0): readonly { readonly text: string; readonly line: number }[] {
  if (node === undefined || depth > 8) return [];
  if (node.kind === "map") return entries(node).flatMap(({ value }) => textsIn(value, depth + 1));
  if (node.kind === "list") return items(node).flatMap((item) => textsIn(item, depth + 1));
  const written = text(node);
  return written === undefined ? [] : [{ text: written, line: node.line }];
}

/** A script under a key: one text, or a list of them. A block scalar starts on the line after its key. */
export function scriptUnder(node: ConfigNode | undefined, key: string, folder: string): readonly JobCommand[] {
  const found = entry(node, key);
  if (found === undefined) return [];
  if (found.value.kind === "list") return items(found.value).flatMap((item) => textsIn(item).map((each) => ({ ...each, folder })));
  const written = text(found.value);
  const line = found.value.endLine > found.line ? found.line + 1 : found.line;
  return written === undefined ? [] : [{ text: written, line, folder }];
}

/** Settings that are handed over like secrets and are none. */
const PLAIN =
  /(?:^|_)(?:HOST|HOSTNAME|URL|URI|REGION|ENDPOINT|PROJECT|PROJECT_ID|BUCKET|USERNAME|USER|TENANT_ID|SUBSCRIPTION_ID|CLIENT_ID|ACCOUNT_ID|EMAIL)$|^GITHUB_TOKEN$/i;

/** Names that a pattern with one group finds in texts: each once, without what is only a setting. */
export function secretsIn(texts: readonly { readonly text: string; readonly line: number }[], pattern: RegExp): readonly JobIdentity[] {
  const found = new Map<string, JobIdentity>();
  for (const { text: written, line } of texts) {
    for (const match of written.matchAll(pattern)) {
      const name = match[1] ?? match[2] ?? "";
      if (name !== "" && !PLAIN.test(name) && !found.has(name)) found.set(name, { name, line });
    }
  }
  return [...found.values()];
}

const ROLE_ARN = /\barn:aws[\w-]*:iam::\d+:role\/[\w+=,.@/-]+/;
const SERVICE_ACCOUNT = /\b[a-z][\w-]*@[\w-]+\.iam\.gserviceaccount\.com\b/;

/** Roles and service accounts that commands switch to. */
export function identitiesOfCommands(commands: readonly JobCommand[]): readonly JobIdentity[] {
  return commands.flatMap(({ text: script, line }) =>
    script.split("\n").flatMap((row, index): readonly JobIdentity[] => {
      const name = /\bassume-role\b/.test(row)
        ? ROLE_ARN.exec(row)?.[0]
        : /\b(?:gcloud\s+auth|impersonate-service-account|--service-account)\b/.test(row)
          ? SERVICE_ACCOUNT.exec(row)?.[0]
          : undefined;
      return name === undefined ? [] : [{ name, line: line + index }];
    }),
  );
}
