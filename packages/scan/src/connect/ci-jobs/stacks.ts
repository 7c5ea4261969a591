import type { Asset } from "@castellan/graph";
import { folderOf } from "../../discover/file-place.ts";
import type { Project } from "../../project/facts.ts";
import { scriptFile } from "../../project/script-command.ts";
import type { Merged } from "../connector.ts";
import type { Reached } from "./commands.ts";
import type { CiJob } from "./job.ts";

const SERVED: readonly (readonly Asset["kind"][])[] = [["endpoint"], ["deployed-model", "agent", "knowledge-base"], ["endpoint-config"]];
/** Calls of boto3 that make a stack of a template. */
const DEPLOYS = /"(?:create_stack|update_stack|create_change_set)"/;
const TEMPLATE = /"value":"([^"\\\s]+\.(?:ya?ml|json|template))"/g;
const ROLE = /\barn:aws[\w-]*:iam::(?:\d+|\$\{\{[^}]*\}\}|\$\{?\w+\}?):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)/;

/** What a job puts into service by a stack: endpoints of the template, by a command or by a script that makes the stack. */
export function deployedBy(project: Project, job: CiJob, reached: Reached, merged: Merged): ReadonlyMap<Asset, number> {
  const templates = new Map(reached.templates);
  for (const [path, line] of reached.files) {
    const body = project.file(job.file.target, path)?.facts.source?.body;
    const written = body === undefined ? "" : JSON.stringify(body);
    if (!DEPLOYS.test(written)) continue;
    for (const [, name = ""] of written.matchAll(TEMPLATE)) {
      const template = scriptFile(project, job.file.target, folderOf(path), name);
      if (template !== undefined && !templates.has(template)) templates.set(template, line);
    }
  }
  const deployed = new Map<Asset, number>();
  for (const [template, line] of templates) {
    const declared = merged.assets.filter(
      ({ occurrences: [first] }) => first?.file === template && (first.target ?? 0) === job.file.target,
    );
    // The endpoint stands for the configuration and the model behind it.
    const kinds = SERVED.find((wanted) => declared.some(({ kind }) => wanted.includes(kind))) ?? [];
    for (const asset of declared) if (kinds.includes(asset.kind)) deployed.set(asset, line);
  }
  return deployed;
}

/** The role that a job hands to what it runs: `--role-arn arn:aws:iam::…:role/Name`, `ROLE_ARN=…`. */
export function roleOfRuns(job: CiJob): { readonly name: string; readonly arn: string; readonly line: number } | undefined {
  for (const { text, line } of job.commands) {
    for (const [index, row] of text.split("\n").entries()) {
      const found = /assume-role|role-to-assume/.test(row) || !/role\S*[= ]/i.test(row) ? null : ROLE.exec(row);
      if (found !== null) return { name: found[1] ?? "", arn: found[0], line: line + index };
    }
  }
  return undefined;
}

const GAP = /\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+/g;
const MIN_LITERAL = 8;

/** Declared buckets that a job hands over by their name, whatever stands in its gaps: `ARTIFACT_BUCKET=project-$ID-$REGION`. */
export function bucketsOf(job: CiJob, merged: Merged): ReadonlyMap<Asset, number> {
  const shape = (name: string): string => name.replace(GAP, "*");
  const shapes = merged.assets.flatMap((asset): readonly (readonly [Asset, string])[] => {
    const { kind, name, attributes, occurrences } = asset;
    if (kind !== "storage" || (occurrences[0]?.target ?? 0) !== job.file.target) return [];
    const written = shape(typeof attributes["namePattern"] === "string" ? attributes["namePattern"] : name);
    return written.replace(/\*/g, "").length < MIN_LITERAL ? [] : [[asset, written]];
  });
  const found = new Map<Asset, number>();
  for (const { text, line } of shapes.length === 0 ? [] : job.commands) {
    for (const [index, row] of text.split("\n").entries()) {
      const given = /\w*bucket\w*["']?[= ]+["']?(?:s3:\/\/)?((?:\$\{\{[^}]*\}\}|[^\s"'/])+)/i.exec(row)?.[1];
      const same = given === undefined ? [] : shapes.filter(([, written]) => written === shape(given));
      if (same.length === 1) for (const [bucket] of same) found.set(bucket, line + index);
    }
  }
  return found;
}
