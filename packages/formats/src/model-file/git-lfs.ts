import { textOf } from "../byte-source.ts";
import { type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

/** The stand-in that Git LFS commits for a large file. @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export const gitLfs: ModelFileSniffer = {
  id: "git-lfs",
  sniff: ({ head, source }) => {
    if (source.size > 1024 || !startsWith(head, "version https://git-lfs.github.com/spec/v1\n")) return undefined;
    const text = textOf(head);
    const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
    const size = /^size (\d{1,18})$/m.exec(text)?.[1];
    return oid === undefined
      ? undefined
      : modelFile(["git-lfs-pointer"], false, { oid, size: size === undefined ? undefined : Number(size) });
  },
};
