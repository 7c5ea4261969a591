import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly line: number;
  readonly index: number;
  readonly node: ConfigNode;
}

export interface Job {
  readonly name: string;
  readonly line: number;
  readonly node: ConfigNode;
  readonly steps: readonly Step[];
  /** Secrets of the repository come into it, the job's own token left aside. */
  readonly secrets: boolean;
  /** Its token may write, as far as it is stated. */
  readonly writes: boolean;
  /** The rights of its token are stated, at the job or for the workflow. */
  readonly stated: boolean;
}

/** A workflow of GitHub Actions, read for what rules ask. */
export interface Workflow {
  readonly file: ProjectFile;
  readonly triggers: readonly string[];
  readonly permissions?: { readonly node: ConfigNode; readonly line: number };
  readonly jobs: readonly Job[];
}

const SECRET = /\$\{\{[^}]*secrets\.(?!GITHUB_TOKEN\b)\w+/;

/** Workflows of projects that have AI. */
export function workflowsOf(inventory: Inventory): readonly Workflow[] {
  const targets = new Set(
    inventory.assets
      .filter(({ kind }) => kind !== "library" && kind !== "ci-job" && kind !== "licence")
      .flatMap(({ occurrences }) => occurrences.map(({ target }) => target ?? 0)),
  );
  return inventory.project.files
    .filter((file) => targets.has(file.target) && /^(?:.*\/)?\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path))
    .flatMap((file): readonly Workflow[] => {
      const document = file.facts.config?.documents[0];
      return document === undefined ? [] : [toWorkflow(file, document)];
    });
}

function toWorkflow(file: ProjectFile, document: ConfigNode): Workflow {
  const on = at(document, "on") ?? at(document, "true");
  const triggers =
    on === undefined
      ? []
      : on.kind === "map"
        ? on.entries.map(({ key }) => key)
        : on.kind === "list"
          ? on.items.flatMap((item) => text(item) ?? [])
          : [text(on) ?? ""];
  const permissions = entries(document).find(({ key }) => key === "permissions");
  const environment = SECRET.test(flat(at(document, "env")));
  const jobs = entries(at(document, "jobs")).map(
    ({ key, line, value }): Job => ({
      name: key,
      line,
      node: value,
      steps: items(at(value, "steps")).map((node, index) => toStep(node, index)),
      secrets: environment || SECRET.test(flat(value)) || text(at(value, "secrets")) === "inherit",
      writes: writes(at(value, "permissions") ?? permissions?.value),
      stated: at(value, "permissions") !== undefined || permissions !== undefined,
    }),
  );
  return {
    file,
    triggers,
    jobs,
    ...(permissions === undefined ? {} : { permissions: { node: permissions.value, line: permissions.line } }),
  };
}

function toStep(node: ConfigNode, index: number): Step {
  const uses = entries(node).find(({ key }) => key === "uses");
  const run = entries(node).find(({ key }) => key === "run");
  const [used, ran] = [text(uses?.value), text(run?.value)];
  return {
    line: uses?.line ?? run?.line ?? node.line,
    index,
    node,
    ...(used === undefined ? {} : { uses: used }),
    ...(ran === undefined ? {} : { run: ran }),
  };
}

export function writes(node: ConfigNode | undefined): boolean {
  if (node === undefined) return false;
  return node.kind === "scalar" ? text(node) === "write-all" : entries(node).some(({ value }) => text(value) === "write");
}

/** All texts below a node. */
export function flat(node: ConfigNode | undefined): string {
  if (node === undefined) return "";
  if (node.kind === "scalar") return text(node) ?? "";
  return node.kind === "list" ? node.items.map(flat).join("\n") : node.entries.map(({ key, value }) => `${key}: ${flat(value)}`).join("\n");
}

/** Somebody without any right in the repository can start it with the repository's own rights. */
export const OUTSIDE_TRIGGERS: ReadonlySet<string> = new Set([
  "pull_request_target",
  "issues",
  "issue_comment",
  "discussion",
  "discussion_comment",
  "workflow_run",
  "pull_request_review",
  "pull_request_review_comment",
]);

/** Whether a job asks first who started it. */
export function asksWho(job: Job, step?: Step): boolean {
  return /author_association|github\.actor|github\.triggering_actor|sender\.login|head\.repo\.(?:full_name|fork)|environment:/.test(
    `${flat(at(job.node, "if"))} ${flat(at(step?.node, "if"))} ${at(job.node, "environment") === undefined ? "" : "environment:"}`,
  );
}

/** A small workflow for examples. */
export function workflow(on: string, body: string, head = ""): { readonly [path: string]: string } {
  return {
    ".github/workflows/train.yml": `name: train\non:\n  ${on}\n${head}jobs:\n  train:\n    runs-on: ubuntu-24.04\n${body}`,
    "train.py": "from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create(model='gpt-4o-mini', messages=[])\n",
  };
}
