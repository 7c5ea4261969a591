import { bytesSource, type JsonVisit, type OpenedZip, walkJson } from "@castellan/formats";
import type { ZipProfile } from "../archive/zip-profile.ts";
import type { Visit } from "../interpreter.ts";

/** Kept of one text of the configuration: replay buffers are files of their own. */
const LONGEST = 64 * 1024 * 1024;
const DEPTH = 64;
const MOST = 1000;
const LOADER = "stable_baselines3.common.save_util.load_from_zip_file";

/** Under this key stands a cloudpickle in base64, wherever it stands in the configuration. */
export const SERIALIZED = ":serialized:";

/**
 * Archives of Stable-Baselines3: `data` is JSON, and what JSON cannot hold is a pickle in it, which is loaded with the
 * model; the parameters are files of PyTorch.
 * @see https://stable-baselines3.readthedocs.io/en/master/guide/save_format.html
 */
export const stableBaselinesProfile: ZipProfile = {
  id: "stable-baselines3",
  accepts: (zip) =>
    zip.member("data") !== undefined &&
    ["_stable_baselines3_version", "policy.pth", "pytorch_variables.pth", "parameters.pth"].some((name) => zip.member(name) !== undefined),
  inspect: async (zip, visit) => {
    visit.format("stable-baselines3");
    for (const member of zip.archive.members) if (member.name === "data") await inspectData(zip, member, visit);
    return undefined;
  },
};

async function inspectData(zip: OpenedZip, member: Parameters<OpenedZip["open"]>[0], visit: Visit): Promise<void> {
  for (const reading of member.readings) {
    const { source } = zip.open(member, reading);
    const found: { readonly path: string; readonly text: string }[] = [];
    const { problems } = walkJson(
      source,
      (value: JsonVisit) => {
        if (value.path.at(-1) !== SERIALIZED) return;
        const path = value.path.slice(0, -1).join(".").slice(0, 100);
        if (value.event !== "string" || value.cut || found.length >= MOST)
          visit.incomplete(`The pickle of ${JSON.stringify(path)} in data is not read.`);
        else found.push({ path, text: value.text });
      },
      { depth: DEPTH, keep: LONGEST, pythonNumbers: true },
    );
    for (const { path, text } of found) await inspectPickle(path, text, visit);
    const [problem] = problems.filter(({ kind }) => kind !== "duplicate-key");
    if (problem !== undefined) visit.incomplete(`The configuration of the model is not read to its end: ${problem.message}.`);
  }
}

async function inspectPickle(path: string, text: string, visit: Visit): Promise<void> {
  // Python's decoder passes over what is no letter of base64.
  const bytes = Buffer.from(text.replaceAll(/[^A-Za-z0-9+/=]/g, ""), "base64");
  if (bytes.length === 0) return visit.incomplete(`What is serialised of ${JSON.stringify(path)} is no base64.`);
  visit.spend("decompressed", bytes.length);
  if (bytes[0] !== 0x80)
    visit.finding({
      rule: "malformed",
      message: `What is serialised of ${JSON.stringify(path)} is no pickle as cloudpickle writes it.`,
      loader: LOADER,
    });
  await visit.child(`data:${path}`, bytesSource(bytes), { loader: LOADER });
}
