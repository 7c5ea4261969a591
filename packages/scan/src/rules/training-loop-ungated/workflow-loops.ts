import { at, shellCommands, text } from "@castellan/formats";
import type { Evidence } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";
import { type Job, type Step, workflowsOf } from "../ci/workflows.ts";
import { plain } from "../draft.ts";
import type { Inventory } from "../rule.ts";

/** A job of GitHub Actions that fetches data from outside, trains on it and puts the result into service. */
export interface WorkflowLoop {
  readonly file: ProjectFile;
  readonly line: number;
  readonly resource: string;
  /** What is fetched, what trains, what releases: in words that fit a sentence. */
  readonly names: readonly [string, string, string];
  readonly evidence: readonly Evidence[];
  /** A check or a person stands in between. */
  readonly gated: boolean;
}

const FETCHES = /(?:^|\/)(?:curl|wget|aria2c)$/;
const DATA =
  /^https?:\/\/.*\.(?:jsonl?|csv|tsv|parquet|txt|ndjson|zip|tar|t?gz)(?:$|[?#])|^https?:\/\/.*(?:feedback|repl(?:y|ies)|comment|message|review|conversation|tweet|post)s?\b/i;
/** Published models and data sets do not change with what callers write. */
const PUBLISHED =
  /^https?:\/\/(?:[\w-]+\.)*(?:huggingface\.co|github\.com|githubusercontent\.com|zenodo\.org|kaggle\.com|pytorch\.org|openml\.org)\//;
const TRAINS = /(?:^|[/_-])(?:re)?train(?:ing)?(?:[._-]|$)|fine-?_?tun|(?:^|[/_-])fit(?:[._-]|$)/i;
const RELEASES =
  /\bsagemaker\s+(?:update-endpoint|create-endpoint)\b|\bkubectl\s+(?:apply|rollout|set\s+image)\b|\bhelm\s+upgrade\b|\bai\s+endpoints\s+deploy-model\b|\bml\s+online-(?:deployment|endpoint)\s+(?:create|update)\b|\bs3\s+(?:cp|sync|mv)\s+\S+\s+s3:\/\/|\bgsutil\b.*\bgs:\/\/|\b(?:huggingface-cli|hf)\s+upload\b|\bgcloud\s+run\s+deploy\b|(?:^|[/_-])(?:deploy|promote|release|publish)(?:[._-]|$)/i;
const CHECKS =
  /valid|check(?!out)|quality|expect|gate|verif|review\b|approv|audit|drift|anomal|quarantin|inspect|evaluat|\btest|moderat|filter|score/i;

/** Jobs of workflows that close a loop from what others write to a model in service. */
export function workflowLoops(inventory: Inventory): readonly WorkflowLoop[] {
  return workflowsOf(inventory)
    .filter(({ file }) => file.scope === "production")
    .flatMap(({ file, jobs }) => jobs.flatMap((job) => loopOf(file, job) ?? []));
}

function loopOf(file: ProjectFile, job: Job): WorkflowLoop | undefined {
  const steps = job.steps.map((step) => ({ step, commands: shellCommands(step.run ?? "").map(({ words }) => words) }));
  const brings = steps.findIndex(({ commands }) => sourceOf(commands) !== undefined);
  const trains = steps.findIndex(({ commands }, at) => at >= brings && commands.some((words) => words.some((word) => TRAINS.test(word))));
  const releases = steps.findIndex(({ commands }, at) => at >= trains && commands.some((words) => RELEASES.test(words.join(" "))));
  const found = [steps[brings], steps[trains], steps[releases]];
  const [first, second, third] = found;
  if (first === undefined || second === undefined || third === undefined) return undefined;
  const gated =
    at(job.node, "environment") !== undefined ||
    steps
      .slice(brings, releases + 1)
      .some(({ step }) => CHECKS.test(`${step.uses ?? ""} ${text(at(step.node, "name")) ?? ""} ${withoutUrls(step)}`));
  return {
    file,
    line: job.line,
    resource: `jobs.${job.name}`,
    names: [said(sourceOf(first.commands) ?? ""), nameOf(second.step, TRAINS), nameOf(third.step, RELEASES)],
    evidence: [first, second, third].map(({ step }) => ({
      target: file.target,
      file: file.path,
      line: step.line,
      resource: `jobs.${job.name}.steps.${step.index}`,
      technique: "configuration",
      confidence: "certain",
    })),
    gated,
  };
}

function withoutUrls({ run = "" }: Step): string {
  return run.replace(/https?:\/\/\S+/g, "");
}

/** The address of data that one of the commands fetches. */
function sourceOf(commands: readonly (readonly string[])[]): string | undefined {
  return commands
    .filter((words) => words.some((word) => FETCHES.test(word)))
    .flatMap((words) => words.filter((word) => DATA.test(word) && !PUBLISHED.test(word)))[0];
}

/** `public/replies.jsonl`: host, query and brackets left aside. */
function said(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]*\//, "").replace(/[?#].*$/, "");
  return plain(path.split("/").slice(-2).join("/").replace(/[()]/g, ""), 40);
}

/** The name of a step, else the word that tells what it does. */
function nameOf(step: Step, pattern: RegExp): string {
  const name = text(at(step.node, "name"));
  const word = shellCommands(step.run ?? "")
    .flatMap(({ words }) => [...words, words.join(" ")])
    .find((each) => pattern.test(each));
  return plain((name ?? word ?? "a step").replace(/[()]/g, ""), 40);
}
