import type { DocumentValue } from "@castellan/formats";
import { isTar, listOf, objectOf, readJsonDocument, readTar, type TarMember, textValue, valueAt } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { hashOf } from "./manifest.ts";

const ADDRESSED = /^(?:\.\/)?blobs\/(sha256|sha512)\/([0-9a-f]{64}|[0-9a-f]{128})$/;
/** Manifests are small; what is larger is content. */
const MANIFEST = 4 * 1024 * 1024;

/** An image layout as one archive: blobs lie under their digests, and every digest that is named has a blob. */
export const layoutArchive: Interpreter = {
  id: "layout-archive",
  accepts: ({ head }: Subject) => isTar(head),
  inspect: ({ source }, visit) => {
    const members = (readTar(source)?.members ?? []).filter(({ kind }) => kind === "file");
    if (!members.some(({ name }) => /^(?:\.\/)?(?:oci-layout|index\.json)$/.test(name))) return;
    const blobs = new Map<string, TarMember>();
    for (const member of members) {
      const match = ADDRESSED.exec(member.name);
      if (match === null) continue;
      const [, algorithm = "", hex = ""] = match;
      blobs.set(`${algorithm}:${hex}`, member);
      if (hashOf(member.content, algorithm) !== hex)
        visit.finding({
          rule: "digest-mismatch",
          offset: member.start,
          message: `${JSON.stringify(member.name)} has another content than its digest.`,
        });
    }
    for (const member of members) {
      if (/(?:^|\/)index\.json$/.test(member.name) || (ADDRESSED.test(member.name) && member.content.size <= MANIFEST))
        judgeReferences(member, blobs, visit);
    }
  },
};

function judgeReferences(member: TarMember, blobs: ReadonlyMap<string, TarMember>, visit: Visit): void {
  if (member.content.read(0, 1)[0] !== 0x7b) return;
  let root: DocumentValue;
  try {
    ({ root } = readJsonDocument(member.content));
  } catch {
    // The member is inspected by itself, where a broken document is told.
    return;
  }
  if (valueAt(root, "schemaVersion") !== 2) return;
  const descriptors = [valueAt(root, "config"), ...(listOf(valueAt(root, "layers")) ?? []), ...(listOf(valueAt(root, "manifests")) ?? [])];
  for (const descriptor of descriptors) {
    const digest = textValue(objectOf(descriptor)?.get("digest"));
    const urls = listOf(valueAt(descriptor, "urls")) ?? [];
    if (digest !== undefined && urls.length === 0 && !blobs.has(digest))
      visit.finding({
        rule: "digest-mismatch",
        offset: member.start,
        message: `No blob has the digest ${JSON.stringify(digest.slice(0, 100))} that ${JSON.stringify(member.name.slice(0, 100))} names.`,
      });
  }
}

/** A mark that a file of a lower layer is deleted holds nothing. */
export const whiteout: Interpreter = {
  id: "whiteout",
  accepts: ({ name, source, within }) => within.includes("tar") && source.size > 0 && /(?:^|\/)\.wh\.[^/]+$/.test(name),
  inspect: ({ source }, visit) =>
    visit.finding({ rule: "whiteout-content", message: `A mark of a deleted file holds ${source.size} bytes.` }),
};
