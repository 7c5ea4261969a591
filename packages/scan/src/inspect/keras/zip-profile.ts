import type { ZipProfile } from "../archive/zip-profile.ts";
import { decodeJsonBytes } from "./json-bytes.ts";
import { at, isObject, parsePythonJson } from "./python-json.ts";

const MAX_METADATA = 1024 * 1024;

/** `.keras`: a configuration, metadata, and weights. Every copy of every member is inspected by itself. */
export const kerasArchive: ZipProfile = {
  id: "keras",
  accepts: ({ archive }) => {
    const names = new Set(archive.members.flatMap((member) => member.names));
    return (
      names.has("config.json") && (names.has("metadata.json") || [...names].some((name) => /^model\.weights\.(?:h5|npz|json)$/.test(name)))
    );
  },
  inspect: (zip, visit) => {
    visit.format("keras");
    const member = zip.member("metadata.json");
    if (member === undefined) return undefined;
    const { source } = zip.open(member);
    const metadata = source.size > MAX_METADATA ? undefined : parsePythonJson(decodeJsonBytes(source.read(0, source.size)));
    if (!isObject(metadata)) return undefined;
    for (const [key, fact] of [
      ["keras_version", "kerasVersion"],
      ["date_saved", "dateSaved"],
    ] as const) {
      const value = at(metadata, key);
      if (typeof value === "string") visit.fact(fact, value.slice(0, 100));
    }
    return undefined;
  },
};
