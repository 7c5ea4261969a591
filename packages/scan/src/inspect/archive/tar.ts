import { isTar, readTar, type TarAnomalyKind, type TarMember } from "@castellan/formats";
import type { Interpreter, Visit } from "../interpreter.ts";
import { inspectTorchTarMember, isTorchTar } from "../torch/torch-tar.ts";
import { layoutsOf } from "./layouts.ts";
import { pathFault, reportLink, reportName, shown } from "./member-path.ts";

const RULES: Readonly<Record<TarAnomalyKind, string>> = {
  "bad-header": "archive-damaged",
  "after-end": "archive-hidden-member",
  "unexpected-length": "archive-views-differ",
  "negative-length": "archive-endless",
  "length-mismatch": "archive-views-differ",
  truncated: "archive-damaged",
  "no-end": "archive-damaged",
  "bad-extension": "archive-damaged",
  "multi-volume": "archive-damaged",
  limit: "archive-damaged",
};

/** Set user id, set group id. */
const SET_ID = 0o6000;

/** What leaves a part unread. */
const INCOMPLETE: ReadonlySet<TarAnomalyKind> = new Set(["truncated", "bad-extension", "multi-volume", "limit"]);

/** Tar archives; what PyTorch wrote before 2018, NeMo and others put into them is inspected member by member. */
export const tar: Interpreter = {
  id: "tar",
  accepts: ({ head }) => isTar(head),
  inspect: async ({ source }, visit) => {
    const archive = readTar(source);
    const torch = archive !== undefined && isTorchTar(archive.members);
    if (torch) visit.format("pytorch-tar");
    for (const layout of layoutsOf(archive?.members.map(({ name }) => name) ?? [])) visit.format(layout);
    visit.format("tar");
    if (archive === undefined) return;
    for (const { kind, offset, message, member } of archive.anomalies) {
      const named = member === undefined ? message : `${shown(member)}: ${message}`;
      visit.finding({ rule: RULES[kind], message: named, offset });
      if (INCOMPLETE.has(kind)) visit.incomplete(named, offset);
    }
    for (const { start, end, what } of archive.ranges) visit.claim(start, end, what);
    const seen = new Set<string>();
    for (const member of archive.members) {
      visit.spend("operations", 1);
      inspectNames(member, seen, visit);
      if (!torch || !(await inspectTorchTarMember(member, visit))) await inspectContent(member, visit);
    }
  },
};

function inspectNames(member: TarMember, seen: Set<string>, visit: Visit): void {
  for (const name of [member.name, ...member.otherNames]) reportName(visit, name, member.start);
  if (member.kind === "symlink") reportLink(visit, member.name, member.linkTarget, member.start);
  // A hard link names its target from the top of the archive.
  else if (member.kind === "hardlink") reportLink(visit, "", member.linkTarget, member.start);
  else if (member.kind === "device")
    visit.finding({ rule: "archive-device", message: `The member ${shown(member.name)} is a device.`, offset: member.start });
  else if (member.kind === "fifo")
    visit.finding({ rule: "archive-special-file", message: `The member ${shown(member.name)} is a pipe.`, offset: member.start });
  if (member.kind === "file" && (member.mode & SET_ID) !== 0)
    visit.finding({
      rule: "archive-special-file",
      message: `The member ${shown(member.name)} would run with the rights of its owner.`,
      offset: member.start,
    });
  if (member.kind !== "directory" && member.kind !== "other") {
    const name = member.name.replace(/^(?:\.\/)+/, "");
    if (seen.has(name) && pathFault(name) === undefined)
      visit.finding({ rule: "archive-duplicate-name", message: `The archive has several members ${shown(name)}.`, offset: member.start });
    seen.add(name);
  }
}

async function inspectContent(member: TarMember, visit: Visit): Promise<void> {
  const { content, stored } = member;
  // Holes are output that no input stands for.
  if (stored !== undefined) visit.spend("decompressed", content.size);
  if (content.size > 0) await visit.child(member.name, content);
  if (stored !== undefined && stored.size > 0) await visit.child(`${member.name} (as stored)`, stored);
}
