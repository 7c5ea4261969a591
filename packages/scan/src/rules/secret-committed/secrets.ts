import { compareText, type Evidence } from "@castellan/graph";
import { secretRules } from "@castellan/text";
import { nameOf } from "../../discover/file-place.ts";
import type { ProjectFile, SensitiveMatch } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";

/** One secret, or the parts of one pair (key id and key), with all places where it stands. */
export interface Secret {
  readonly title: string;
  readonly vendor?: string;
  /** The vendor's own form, or a value under a name that says what it is. */
  readonly live: boolean;
  readonly cloud: boolean;
  readonly revoke: string;
  readonly file: ProjectFile;
  readonly match: SensitiveMatch;
  readonly evidence: readonly Evidence[];
  readonly output: boolean;
  readonly key: string;
}

const RULES = new Map(secretRules.map((rule) => [rule.id, rule]));
/** A key id and its key stand so near. */
const PAIR_LINES = 4;

interface Seen {
  readonly file: ProjectFile;
  readonly match: SensitiveMatch;
}

/** Secrets of the project: the same value in many places is one; a key id and its key are one. */
export function secretsOf(inventory: Inventory, wanted: (file: ProjectFile, match: SensitiveMatch) => boolean): readonly Secret[] {
  const seen = inventory.project.files.flatMap((file) =>
    file.facts.sensitive.filter((match) => match.kind === "secret" && wanted(file, match)).map((match): Seen => ({ file, match })),
  );
  const groups = new Map<string, Seen[]>();
  for (const item of paired(seen)) {
    const { file, match } = item[0] ?? fail();
    const hash = item.map((part) => part.match.hash).find((value) => value !== undefined);
    const key = hash ?? `${file.target}:${file.path}:${match.cell ?? 0}:${match.line}:${match.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), ...item]);
  }
  return [...groups]
    .map(([key, parts]) => toSecret(key, parts))
    .sort((a, b) => a.file.target - b.file.target || compareText(a.file.path, b.file.path) || a.match.line - b.match.line);
}

/** Parts of one credential: same vendor, same file and cell, a few lines apart, different kinds. */
function paired(seen: readonly Seen[]): readonly (readonly Seen[])[] {
  const groups: Seen[][] = [];
  for (const item of seen) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const near =
      before !== undefined &&
      before.file === item.file &&
      before.match.cell === item.match.cell &&
      before.match.output === item.match.output &&
      item.match.vendor !== undefined &&
      before.match.vendor === item.match.vendor &&
      before.match.rule !== item.match.rule &&
      item.match.line - before.match.line <= PAIR_LINES;
    if (near && last !== undefined) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

function toSecret(key: string, parts: readonly Seen[]): Secret {
  // Production before tests; then in order.
  const [head = fail()] = [...parts].sort((a, b) => Number(a.file.scope !== "production") - Number(b.file.scope !== "production"));
  const rule = RULES.get(head.match.rule);
  return {
    title: head.match.title,
    ...(head.match.vendor === undefined ? {} : { vendor: head.match.vendor }),
    file: head.file,
    match: head.match,
    key,
    live: parts.some(({ match }) => isLive(match)),
    cloud: rule?.opens === "cloud",
    revoke: (rule?.revoke ?? "Revoke it where it was issued").replace(/\.\s*$/, ""),
    output: head.match.output === true,
    evidence: parts.map(({ file, match }) => ({
      target: file.target,
      file: file.path,
      line: match.line,
      ...(match.cell === undefined ? {} : { cell: match.cell }),
      technique: "bytes",
      confidence: match.confidence,
      excerpt: match.masked,
    })),
  };
}

/** The form of a vendor's credential; not a password that somebody chose, not something that only may be one. */
export function isLive(match: SensitiveMatch): boolean {
  return match.vendor !== undefined && match.confidence !== "possible" && !match.rule.startsWith("generic-");
}

function fail(): never {
  throw new RangeError("a group without parts");
}

/** Files in which a secret is expected to be an example, or which never leave this machine. */
export function isCommitted(file: ProjectFile): boolean {
  const name = nameOf(file.path);
  // `template.yaml` is what SAM and CloudFormation deploy, no sample of it.
  if (/^template\.(?:ya?ml|json)$/i.test(name)) return file.lifecycle === "committed";
  return file.lifecycle === "committed" && !/(?:^|[./_-])(?:examples?|samples?|template|tmpl|dist)(?:$|[._-])/i.test(name);
}
