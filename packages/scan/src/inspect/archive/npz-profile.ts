import type { ZipProfile } from "./zip-profile.ts";

/** `numpy.load`: the members are arrays, each inspected by itself. */
export const npz: ZipProfile = {
  id: "npz",
  accepts: ({ archive }) => archive.members.length > 0 && archive.members.every(({ name }) => name.endsWith(".npy")),
  inspect: ({ archive }, visit) => {
    visit.format("npz");
    visit.fact("arrays", archive.members.length);
    return undefined;
  },
};
