import type { ModelFileRule } from "../rule.ts";

export const CAFFE_RULES: readonly ModelFileRule[] = [
  {
    id: "caffe-python-layer",
    title: "A layer runs a Python class",
    verdict: "suspicious",
    severity: "high",
    why: "Caffe imports the module that the layer names and calls its class; the module is not part of the model.",
    fix: "Find the module and judge it, or ask for a network without Python layers.",
  },
  {
    id: "caffe-file-layer",
    title: "A layer reads or writes files of the machine",
    verdict: "suspicious",
    severity: "medium",
    why: "Data layers belong to training; they open the path that the network names.",
    fix: "Use the network for deployment, which has input layers only.",
  },
];
