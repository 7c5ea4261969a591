import {
  type ByteSource,
  crcOf,
  openFolder,
  readSevenZip,
  type SevenZipMember,
  sevenZipStart,
  sliceSource,
  textOf,
} from "@castellan/formats";
import type { Interpreter, Visit } from "../interpreter.ts";
import { decodeLimits, reportProblem } from "./decoding.ts";
import { layoutsOf } from "./layouts.ts";
import { reportLink, reportName, shown } from "./member-path.ts";

const LONGEST_TARGET = 4096;
const UNLISTED: SevenZipMember = { name: "(unlisted)", directory: false, symlink: false, size: 0 };

/** 7z archives, which scanners of models overlook and loaders of archives do not. */
export const sevenZip: Interpreter = {
  id: "7z",
  accepts: ({ head }) => sevenZipStart(head) >= 0,
  inspect: async ({ source: file, head }, visit) => {
    const base = sevenZipStart(head);
    const source = sliceSource(file, base, file.size);
    visit.format("7z");
    const limits = decodeLimits(visit);
    const archive = readSevenZip(source, limits);
    if (archive.problem !== undefined)
      reportProblem(visit, { source, consumed: 0, streams: 0, problem: archive.problem }, "The header of the 7z archive", base);
    for (const layout of layoutsOf(archive.members.map(({ name }) => name))) visit.format(layout);
    for (const { start, end, what } of archive.ranges) visit.claim(base + start, base + end, what);
    for (const member of archive.members) {
      visit.spend("operations", 1);
      reportName(visit, member.name, 0);
    }
    const listed = Map.groupBy(archive.members, ({ place }) => place?.folder);
    for (const [index, folder] of archive.folders.entries()) {
      const decoded = openFolder(source, folder, archive.packs, limits);
      const start = base + (archive.packs[folder.firstPack]?.start ?? 0);
      reportProblem(visit, decoded, "A packed stream of the 7z archive", start);
      const members = listed.get(index) ?? [];
      if (members.length < folder.files.length)
        visit.finding({
          rule: "archive-hidden-member",
          message: "The archive holds content that its list of files does not name.",
          offset: start,
        });
      let offset = 0;
      for (const [place, { size }] of folder.files.entries()) {
        await inspectMember(members[place] ?? UNLISTED, sliceSource(decoded.source, offset, offset + size), visit);
        offset += size;
      }
    }
  },
};

async function inspectMember(member: SevenZipMember, content: ByteSource, visit: Visit): Promise<void> {
  if (member.symlink) reportLink(visit, member.name, textOf(content.read(0, LONGEST_TARGET)), 0);
  if (member.crc !== undefined && content.size === member.size && crcOf(content) !== member.crc)
    visit.finding({
      rule: "archive-checksum",
      message: `The member ${shown(member.name)}: its checksum does not match its content.`,
      offset: 0,
    });
  if (content.size > 0) await visit.child(member.name, content);
}
