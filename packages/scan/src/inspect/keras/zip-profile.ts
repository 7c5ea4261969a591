import type { ZipProfile } from "../archive/zip-profile.ts";
import { decodeJsonBytes } from "./json-bytes.ts";
import { at, isObject, parsePythonJson } from "./python-json.ts";

const WEIGHTS = /^model\.weights\.(h5|npz|json)$/;
const MAX_METADATA = 1024 * 1024;

/** `.keras`: a configuration, metadata, and weights. Every copy of every member is inspected by itself. */
export const kerasArchive: ZipProfile = {
  id: "keras",
  accepts: ({ archive }) => {
    const names = new Set(archive.members.flatMap((member) => member.names));
    const weights = [...names].some((name) => WEIGHTS.test(name));
    return names.has("config.json") ? names.has("metadata.json") || weights : weights && names.has("metadata.json");
  },
  inspect: (zip, visit) => {
    visit.format("keras");
    if (zip.member("config.json") === undefined)
      visit.finding({
        rule: "keras-unreadable-configuration",
        message: "The archive has no config.json: what the layers are is not told.",
      });
    for (const member of zip.archive.members) {
      const kind = WEIGHTS.exec(member.name)?.[1];
      if (kind === undefined || kind === "json" || member.readings[0]?.encrypted === true) continue;
      const head = zip.open(member).source.read(0, 8);
      const signature = String.fromCharCode(...head.subarray(0, 4));
      if (signature !== (kind === "h5" ? "\x89HDF" : "PK\x03\x04"))
        visit.finding({
          rule: "malformed",
          message: `The weights ${JSON.stringify(member.name)} are no ${kind === "h5" ? "HDF5" : "npz"} file.`,
          offset: member.local?.start ?? 0,
        });
    }
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
