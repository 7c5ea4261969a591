import { type ByteSource, textOf } from "../byte-source.ts";
import type { ModelFileFacts } from "../facts.ts";
import { isRecord } from "../manifest/untyped.ts";
import { numpyHeader } from "./numpy.ts";
import { importedPackages } from "./pickle.ts";
import { walkPickle } from "./pickle-walk.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";
import { type ZipMember, zipMemberHead, zipMembers } from "./zip-directory.ts";

const MEMBER_HEAD = 64 * 1024;

function jsonField(source: ByteSource, member: ZipMember | undefined, key: string): string | undefined {
  if (member === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(textOf(zipMemberHead(source, member, 1024 * 1024)));
    const field = isRecord(value) ? value[key] : undefined;
    return typeof field === "string" ? field : undefined;
  } catch {
    // Not JSON: the field is unknown.
    return undefined;
  }
}

/** torch.save since 1.6 and TorchScript: a folder with data.pkl. */
function torchFacts(source: ByteSource, members: readonly ZipMember[]): ModelFileFacts | undefined {
  const pickle = members.find(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
  if (pickle === undefined) return undefined;
  const script = members.some(({ name }) => /(?:^|\/)(?:constants\.pkl|code\/.*\.py)$/.test(name));
  const imports = importedPackages(walkPickle(zipMemberHead(source, pickle, MEMBER_HEAD)));
  return modelFile([script ? "torchscript" : "pytorch-zip", "zip", "pickle"], true, {
    imports,
    tensors: members.filter(({ name }) => /\/data\/\d+$/.test(name)).length,
  });
}

function npzFacts(source: ByteSource, members: readonly ZipMember[]): ModelFileFacts | undefined {
  if (!members.every(({ name }) => name.endsWith(".npy"))) return undefined;
  const headers = members.slice(0, 200).map((member) => numpyHeader(zipMemberHead(source, member, 4096)));
  const objects = headers.some((header) => header?.object === true);
  return modelFile(["npz", "zip"], objects, { arrays: members.length, objectArrays: objects });
}

/** Zip archives that are models: PyTorch, TorchScript, npz, Keras 3, skops, TorchServe, Stable-Baselines3, MLeap, pt2. */
export const zipModels: ModelFileSniffer = {
  id: "zip",
  sniff: ({ head, source }) => {
    const atStart = startsWith(head, "PK\x03\x04");
    const members = atStart ? zipMembers(source) : undefined;
    if (members === undefined) return undefined;
    const named = (name: string): ZipMember | undefined => members.find((member) => member.name === name);
    const torch = torchFacts(source, members) ?? npzFacts(source, members);
    if (torch !== undefined) return torch;
    if (named("config.json") !== undefined && members.some(({ name }) => name.endsWith(".weights.h5"))) {
      const config = named("config.json");
      const lambda = config !== undefined && textOf(zipMemberHead(source, config, 4 * 1024 * 1024)).includes('"Lambda"');
      return modelFile(["keras", "zip", "hdf5"], lambda, {
        kerasVersion: jsonField(source, named("metadata.json"), "keras_version"),
        lambda,
      });
    }
    if (named("schema.json") !== undefined && jsonField(source, named("schema.json"), "__module__") !== undefined) {
      return modelFile(["skops", "zip"], false, { skopsVersion: jsonField(source, named("schema.json"), "_skops_version") });
    }
    if (named("MAR-INF/MANIFEST.json") !== undefined) return modelFile(["torch-mar", "zip"], true);
    if (named("policy.pth") !== undefined && named("data") !== undefined) return modelFile(["stable-baselines3", "zip", "pickle"], true);
    if (named("bundle.json") !== undefined && members.some(({ name }) => name.startsWith("root/")))
      return modelFile(["mleap", "zip"], false);
    if (members.some(({ name }) => /(?:^|\/)archive_format$/.test(name))) return modelFile(["pytorch-pt2", "zip"], true);
    return undefined;
  },
};
