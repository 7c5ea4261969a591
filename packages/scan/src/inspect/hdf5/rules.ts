import type { ModelFileRule } from "../rule.ts";

export const HDF5_RULES: readonly ModelFileRule[] = [
  {
    id: "hdf5-external-file",
    title: "The file takes data from another file of the machine",
    verdict: "malicious",
    severity: "critical",
    why: "The HDF5 library follows external links, external storage and virtual datasets without asking: a model with one reads any file that its process can.",
    fix: "Do not load the file; an honest model holds its own weights.",
    references: ["https://support.hdfgroup.org/documentation/hdf5/latest/_h5_l__u_g.html", "CVE-2026-1669"],
  },
  {
    id: "hdf5-user-link",
    title: "A link of a type that only a program of the publisher can follow",
    verdict: "suspicious",
    severity: "medium",
    why: "The library calls registered code for links of user-defined types.",
    fix: "Write the file anew without such links.",
  },
  {
    id: "hdf5-plugin-filter",
    title: "The data needs a filter that the library loads as a plug-in",
    verdict: "suspicious",
    severity: "medium",
    why: "For a filter that it does not have, HDF5 loads a shared library from its plug-in folder; the data was not examined.",
    fix: "Write the file anew with gzip, or install the filter from a source you trust.",
    references: ["https://support.hdfgroup.org/documentation/hdf5/latest/_h5_pl__u_g.html"],
  },
  {
    id: "hdf5-size",
    title: "A dataset whose shape does not fit its data",
    verdict: "suspicious",
    severity: "medium",
    why: "Shapes that are far larger than the data fill the memory of whoever reads them (CVE-2026-0897).",
    fix: "Download the file again; do not load it as it is.",
    references: ["CVE-2026-0897"],
  },
];
