import { ScanError } from "../../engine/errors.ts";
import { listHuggingFace } from "./hugging-face.ts";
import { parseLocation } from "./location.ts";
import type { Fetch, RemoteEnvironment, RemoteListing } from "./remote-file.ts";

/**
 * Files of a remote target, without their content.
 * @throws ScanError REMOTE_TARGET where it cannot be listed, or does not serve ranges
 */
export async function listRemote(target: string, fetch: Fetch, environment: RemoteEnvironment): Promise<RemoteListing> {
  const location = parseLocation(target);
  try {
    if (location.kind === "huggingface") return await listHuggingFace(location, fetch, environment);
    if (location.kind === "s3") return await (await import("./s3.ts")).listS3(location, fetch, environment);
    return await single(location.url, fetch);
  } catch (cause) {
    if (cause instanceof ScanError) throw cause;
    throw new ScanError("REMOTE_TARGET", `${target} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
  }
}

async function single(url: string, fetch: Fetch): Promise<RemoteListing> {
  const response = await fetch(url, { method: "GET", headers: { range: "bytes=0-0" } });
  await response.body?.cancel();
  const size = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (response.status !== 206 || size === undefined)
    throw new ScanError(
      "REMOTE_TARGET",
      `${url} cannot be read by ranges (the server answered ${response.status}); download it and inspect the file.`,
    );
  const { pathname } = new URL(url);
  return {
    target: url,
    files: [{ path: decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1)) || "file", url, bytes: Number(size) }],
    headers: () => Promise.resolve({}),
  };
}
