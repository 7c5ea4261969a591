import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { inspectPaths } from "../files/inspect-paths.ts";
import { listRemote } from "./list.ts";
import { RangeLoader } from "./load-range.ts";
import { parseLocation } from "./location.ts";

const SHA = "1".repeat(40);

interface Served {
  readonly bytes: Uint8Array;
  /** Zeros behind the bytes. */
  readonly zeros?: number;
  readonly sha256?: string;
}

/** safetensors with one tensor of this many bytes. */
function safetensors(tensor: number): Uint8Array {
  const header = Buffer.from(JSON.stringify({ w: { dtype: "U8", shape: [tensor], data_offsets: [0, tensor] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}

/** A hub of one repository, and the ranges that were asked for. */
async function hub(files: Readonly<Record<string, Served>>, tag: () => string = () => '"one"') {
  const asked: { path: string; bytes: number; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  onTestFinished(() => {
    server.close();
  });

  function answer({ url = "", headers }: IncomingMessage, response: ServerResponse): void {
    if (url === "/api/models/org/name/revision/main") return void response.end(JSON.stringify({ sha: SHA }));
    if (url.startsWith(`/api/models/org/name/tree/${SHA}`))
      return void response.end(
        JSON.stringify(
          Object.entries(files).map(([path, { bytes, zeros = 0, sha256 }]) => ({
            type: "file",
            path,
            size: bytes.length + zeros,
            ...(sha256 === undefined ? {} : { lfs: { oid: sha256, size: bytes.length + zeros } }),
          })),
        ),
      );
    const path = decodeURIComponent(url.replace(`/org/name/resolve/${SHA}/`, ""));
    const served = files[path];
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "");
    if (served === undefined || range === null) return void response.writeHead(404).end();
    const [from, to] = [Number(range[1]), Number(range[2])];
    const total = served.bytes.length + (served.zeros ?? 0);
    asked.push({ path, bytes: to - from + 1, authorization: headers.authorization });
    response.writeHead(206, { "content-range": `bytes ${from}-${to}/${total}`, etag: tag() });
    response.end(
      Buffer.concat([served.bytes.subarray(from, to + 1), Buffer.alloc(Math.max(0, to + 1 - Math.max(from, served.bytes.length)))]),
    );
  }

  return { endpoint, asked };
}

describe("remote targets", () => {
  it("inspects a repository without its tensors, at an exact commit, with the stated digest", async () => {
    const tensor = 3_000_000_000;
    const { endpoint, asked } = await hub({
      "model.safetensors": { bytes: safetensors(tensor), zeros: tensor, sha256: "d".repeat(64) },
      "evil.pkl": { bytes: Buffer.from("cposix\nsystem\n(S'id'\ntR.") },
    });
    const result = await inspectPaths({
      targets: ["hf:org/name"],
      jobs: 1,
      network: { fetch: globalThis.fetch, environment: { HF_ENDPOINT: endpoint, HF_TOKEN: "secret" } },
    });
    expect(result.targets).toEqual([`hf:org/name@${SHA}`]);
    const weights = result.files.find(({ file }) => file === "model.safetensors");
    expect(weights).toMatchObject({
      verdict: "benign",
      complete: true,
      sha256: "d".repeat(64),
      bytes: tensor + safetensors(tensor).length,
    });
    expect(result.files.find(({ file }) => file === "evil.pkl")).toMatchObject({ verdict: "malicious" });
    expect(asked.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2 * 1024 * 1024);
    expect(asked.every(({ authorization }) => authorization === "Bearer secret")).toBe(true);
  });

  it("is not benign where the network fails in the middle", async () => {
    let times = 0;
    const { endpoint } = await hub({ "model.safetensors": { bytes: safetensors(5_000_000), zeros: 5_000_000 } }, () => `"${times++}"`);
    const network = { fetch: globalThis.fetch, environment: { HF_ENDPOINT: endpoint } };
    const result = await inspectPaths({ targets: ["hf:org/name"], jobs: 1, network });
    expect(result.files[0]?.verdict).toBe("suspicious");
  });

  it("is refused offline", async () => {
    await expect(inspectPaths({ targets: ["hf:org/name"] })).rejects.toThrow(/--offline/);
  });

  it("names what is wrong with a target", async () => {
    const { endpoint } = await hub({});
    await expect(listRemote("hf:org/none", globalThis.fetch, { HF_ENDPOINT: endpoint })).rejects.toThrow(/answered 404/);
    await expect(listRemote("https://127.0.0.1:1/x.pt", globalThis.fetch, {})).rejects.toThrow(/cannot be reached/);
    await expect(listRemote(`${endpoint}/nothing`, globalThis.fetch, {})).rejects.toThrow(/by ranges/);
    expect(() => parseLocation("hf:name-alone")).toThrow(/hf:ORG\/NAME/);
    expect(parseLocation("hf:org/name@v1.0")).toMatchObject({ repository: "org/name", revision: "v1.0" });
    expect(parseLocation("s3://bucket/models/")).toMatchObject({ bucket: "bucket", key: "models/" });
  });

  it("refuses a file that changes while it is read, and a server that sends another range", async () => {
    let tag = "a";
    const fetch = (_url: string, { headers }: { readonly headers: { [name: string]: string } }): Promise<Response> =>
      Promise.resolve(
        new Response(new Uint8Array(4), {
          status: 206,
          headers: { etag: tag, "content-range": headers["range"] === "bytes=0-3" ? "bytes 0-3/100" : "bytes 4-7/100" },
        }),
      );
    const loader = new RangeLoader(fetch, () => Promise.resolve({}));
    expect(await loader.load({ url: "https://host/x", offset: 0, length: 4 })).toEqual(new Uint8Array(4));
    await expect(loader.load({ url: "https://host/x", offset: 8, length: 4 })).rejects.toThrow(/another range/);
    tag = "b";
    await expect(loader.load({ url: "https://host/x", offset: 0, length: 4 })).rejects.toThrow(/changed/);
  });

  it("lists a bucket, page by page, with signed requests", async () => {
    const asked: { url: string; authorization: string | undefined }[] = [];
    const page = (keys: readonly string[], next?: string): string =>
      `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key><Size>7</Size></Contents>`).join("")}${next === undefined ? "" : `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`;
    const fetch = (url: string, { headers }: { readonly headers: { [name: string]: string } }): Promise<Response> => {
      asked.push({ url, authorization: headers["authorization"] });
      return Promise.resolve(
        new Response(url.includes("continuation-token") ? page(["models/b &amp; c.pt"]) : page(["models/", "models/a.pt"], "t1")),
      );
    };
    const listing = await listRemote("s3://bucket/models/", fetch, {
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "key",
      AWS_ENDPOINT_URL_S3: "http://store:9000",
    });
    expect(listing.files).toEqual([
      { path: "a.pt", url: "http://store:9000/bucket/models/a.pt", bytes: 7 },
      { path: "b & c.pt", url: "http://store:9000/bucket/models/b%20%26%20c.pt", bytes: 7 },
    ]);
    expect(asked.every(({ authorization }) => authorization?.startsWith("AWS4-HMAC-SHA256 Credential=AKID/") === true)).toBe(true);
    expect(await listing.headers("http://elsewhere/x")).toEqual({});
  });
});
