import { ascii } from "@castellan/formats";
import type { ZipProfile } from "../archive/zip-profile.ts";

/** Models that H2O exports for its Java runtime: settings as text, trees in a form of their own. */
export const mojoProfile: ZipProfile = {
  id: "h2o-mojo",
  accepts: (zip) => {
    const member = zip.member("model.ini");
    return member !== undefined && /^\[info\]/.test(ascii(zip.open(member).source.read(0, 64)));
  },
  inspect: (zip, visit) => {
    visit.format("h2o-mojo");
    const member = zip.member("model.ini");
    const text = member === undefined ? "" : ascii(zip.open(member).source.read(0, 4096));
    for (const [fact, key] of [
      ["architecture", "algorithm"],
      ["version", "h2o_version"],
    ] as const) {
      const value = new RegExp(`^${key} = (.{1,100})$`, "m").exec(text)?.[1];
      if (value !== undefined) visit.fact(fact, value);
    }
    visit.incomplete("Of an H2O model the settings are read, its trees are not.");
    return undefined;
  },
};

/** Bundles of MLeap: a tree of JSON or protocol buffers. */
export const mleapProfile: ZipProfile = {
  id: "mleap",
  accepts: (zip) => {
    const member = zip.member("bundle.json");
    return member !== undefined && ascii(zip.open(member).source.read(0, 4096)).includes("ml.combust.");
  },
  inspect: (zip, visit) => {
    visit.format("mleap");
    const unread = zip.archive.members.find(({ name }) => /\.(?:pb|pbf|proto)$/i.test(name));
    if (unread !== undefined) visit.incomplete(`The member ${JSON.stringify(unread.name.slice(0, 80))} of an MLeap bundle is not read.`);
    return undefined;
  },
};
