import type { Interpreter } from "../interpreter.ts";
import { hashOf } from "./manifest.ts";

/** Names that are the digest of the content: blobs of registries, of Ollama, of the cache of Hugging Face. */
const ADDRESSED = /^(?:sha256[-:])?([0-9a-f]{64})$/;

/** A file that is named by its digest has that content. */
export const addressedBlob: Interpreter = {
  id: "addressed-blob",
  accepts: ({ name, within, source }) => within.length === 0 && source.size > 0 && ADDRESSED.test(name),
  inspect: ({ name, source }, visit) => {
    const hex = ADDRESSED.exec(name)?.[1];
    if (hex !== undefined && hashOf(source, "sha256") !== hex)
      visit.finding({ rule: "digest-mismatch", message: "The name of the file is a digest, and its content has another one." });
  },
};
