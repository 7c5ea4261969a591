import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DataError } from "../errors.ts";
import { type Copied, type CopyOptions, FileWriter, manifestOf } from "./copy-source.ts";

/** The one function of the network that intake uses; none with --offline. */
export type Fetch = (url: string, options: { readonly redirect: "manual"; readonly signal?: AbortSignal }) => Promise<Response>;

const REDIRECTS = 5;

/** The name that the bytes get: the last part of the path, without what could lead elsewhere. */
export function fileNameOf(url: URL): string {
  const last = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  const name = last.replace(/[^\w.-]+/g, "_").replace(/^\.+/, "");
  return name === "" ? "data" : name.slice(0, 120);
}

/**
 * Streams one https address into `target`; every hop must be https.
 * @throws DataError FILE_UNREADABLE with the status, OPTION_INVALID over a limit or for another protocol
 */
export async function fetchSource(
  address: string,
  target: string,
  fetch: Fetch,
  { limits, signal, progress }: CopyOptions,
): Promise<Copied> {
  let url = secure(address, address);
  const name = fileNameOf(url);
  let response: Response | undefined;
  for (let hop = 0; response === undefined; hop++) {
    let answer: Response;
    try {
      answer = await fetch(url.href, { redirect: "manual", ...(signal === undefined ? {} : { signal }) });
    } catch (cause) {
      throw new DataError("FILE_UNREADABLE", `${url.href} cannot be reached (${cause instanceof Error ? cause.message : String(cause)}).`, {
        cause,
      });
    }
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status >= 400 || location === null) response = answer;
    else if (hop >= REDIRECTS) throw new DataError("FILE_UNREADABLE", `${address} leads on more than ${REDIRECTS} times.`);
    else url = secure(new URL(location, url).href, address);
  }
  if (!response.ok || response.body === null) throw new DataError("FILE_UNREADABLE", `${url.href} answers ${response.status}.`);
  const most = limits.megabytes * 1e6;
  const tooLarge = (): DataError =>
    new DataError("OPTION_INVALID", `${address} is larger than the policy's limit of ${limits.megabytes} MB (limits.megabytes).`);
  if (Number(response.headers.get("content-length") ?? 0) > most) throw tooLarge();
  mkdirSync(target, { recursive: true });
  for (const stale of readdirSync(target)) rmSync(join(target, stale), { recursive: true });
  const writer = new FileWriter(join(target, name));
  try {
    for await (const chunk of response.body) {
      writer.write(chunk);
      if (writer.bytes > most) throw tooLarge();
      progress?.(writer.bytes);
    }
    return { manifest: manifestOf([{ path: name, ...writer.finish() }]), leftOut: [] };
  } catch (cause) {
    writer.discard();
    if (cause instanceof DataError || signal?.aborted === true) throw cause;
    throw new DataError("FILE_UNREADABLE", `${url.href} broke off after ${writer.bytes} bytes; run the same command again.`, { cause });
  }
}

function secure(address: string, asked: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new DataError("OPTION_INVALID", `${asked} is no address.`, { cause });
  }
  if (url.protocol !== "https:")
    throw new DataError("OPTION_INVALID", `${asked} leads to ${url.protocol}//${url.host}: data is fetched by https only.`);
  return url;
}
