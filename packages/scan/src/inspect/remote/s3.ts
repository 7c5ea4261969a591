import { AwsClient } from "aws4fetch";
import { SaxesParser } from "saxes";
import { ScanError } from "../../engine/errors.ts";
import type { RemoteLocation } from "./location.ts";
import type { Fetch, RemoteEnvironment, RemoteFile, RemoteListing } from "./remote-file.ts";

const MAX_FILES = 20_000;

/**
 * One object, or every object below a prefix that ends in `/` (ListObjectsV2). The variables of the AWS tools hold:
 * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL_S3; without a key requests are
 * not signed, as for public buckets.
 */
export async function listS3(
  { bucket, key, text }: Extract<RemoteLocation, { kind: "s3" }>,
  fetch: Fetch,
  environment: RemoteEnvironment,
): Promise<RemoteListing> {
  const region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const own = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"];
  const base = own === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : `${own.replace(/\/+$/, "")}/${bucket}`;
  const headers = signer(environment, region, base);
  const get = async (url: string, range?: string): Promise<Response> => {
    const response = await fetch(url, { method: "GET", headers: { ...(await headers(url)), ...(range === undefined ? {} : { range }) } });
    if (response.ok) return response;
    throw new ScanError(
      "REMOTE_TARGET",
      `${text} cannot be read: the store answered ${response.status}${response.status === 403 ? " (are AWS_ACCESS_KEY_ID and AWS_REGION right?)" : ""}.`,
    );
  };
  if (key !== "" && !key.endsWith("/")) {
    const url = `${base}/${encodeKey(key)}`;
    const response = await get(url, "bytes=0-0");
    await response.body?.cancel();
    const size = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
    if (size === undefined) throw new ScanError("REMOTE_TARGET", `${text} cannot be read by ranges.`);
    return { target: text, files: [{ path: key.slice(key.lastIndexOf("/") + 1), url, bytes: Number(size) }], headers };
  }
  const files: RemoteFile[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ "list-type": "2", prefix: key, ...(token === undefined ? {} : { "continuation-token": token }) });
    const page = readListing(await (await get(`${base}/?${query}`)).text(), text);
    for (const entry of page.files)
      if (entry.key.startsWith(key) && !entry.key.endsWith("/"))
        files.push({ path: entry.key.slice(key.length), url: `${base}/${encodeKey(entry.key)}`, bytes: entry.bytes });
    token = page.next;
  } while (token !== undefined && files.length < MAX_FILES);
  return { target: text, files, headers };
}

function encodeKey(key: string): string {
  return key.split("/").map(encodeURIComponent).join("/");
}

function signer(environment: RemoteEnvironment, region: string, base: string): RemoteListing["headers"] {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  if (accessKeyId === undefined || secretAccessKey === undefined) return () => Promise.resolve({});
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: "s3",
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  return async (url) => {
    if (!url.startsWith(`${base}/`)) return {};
    const signed = await client.sign(url, { method: "GET" });
    return Object.fromEntries([...signed.headers].filter(([name]) => name !== "host"));
  };
}

/** The fields of ListBucketResult that are needed. */
function readListing(
  xml: string,
  text: string,
): { readonly files: readonly { readonly key: string; readonly bytes: number }[]; readonly next?: string } {
  const files: { key: string; bytes: number }[] = [];
  let next: string | undefined;
  let key = "";
  let value = "";
  const parser = new SaxesParser();
  parser.on("opentag", () => {
    value = "";
  });
  parser.on("text", (part) => {
    value += part;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "Key") key = value;
    else if (name === "Size" && /^\d{1,15}$/.test(value)) files.push({ key, bytes: Number(value) });
    else if (name === "NextContinuationToken") next = value;
    value = "";
  });
  try {
    parser.write(xml).close();
  } catch (cause) {
    throw new ScanError("REMOTE_TARGET", `${text}: the store's listing is no XML.`, { cause });
  }
  return next === undefined ? { files } : { files, next };
}
