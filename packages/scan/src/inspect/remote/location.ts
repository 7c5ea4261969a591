import { ScanError } from "../../engine/errors.ts";

/** What a remote target names. */
export type RemoteLocation =
  | { readonly kind: "huggingface"; readonly repository: string; readonly revision: string; readonly text: string }
  | { readonly kind: "s3"; readonly bucket: string; readonly key: string; readonly text: string }
  | { readonly kind: "https"; readonly url: string; readonly text: string };

const HUGGING_FACE = /^hf:(?:\/\/)?([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w./-]{1,200}))?$/;
const S3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?(.*)$/s;
const HTTP = /^https?:\/\//i;
const REMOTE = /^(?:hf|s3|https?):/i;

export function isRemote(target: string): boolean {
  return REMOTE.test(target);
}

/** @throws ScanError BAD_TARGET where the text is no such location. */
export function parseLocation(text: string): RemoteLocation {
  const hub = HUGGING_FACE.exec(text);
  if (hub?.[1] !== undefined) return { kind: "huggingface", repository: hub[1], revision: hub[2] ?? "main", text };
  const bucket = S3.exec(text);
  if (bucket?.[1] !== undefined) return { kind: "s3", bucket: bucket[1], key: bucket[2] ?? "", text };
  if (HTTP.test(text) && URL.canParse(text)) return { kind: "https", url: new URL(text).href, text };
  throw new ScanError("REMOTE_TARGET", `${text} is no remote model: hf:ORG/NAME[@REVISION], s3://BUCKET/KEY or https://… are.`);
}
