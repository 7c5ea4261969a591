import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Witness } from "./witness.ts";

/** Longest request: 63 hashes and a checkpoint with post-quantum signatures. */
const LONGEST_BODY = 1 << 18;

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) return undefined;
    length += part.length;
    if (length > LONGEST_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const end = (status: number, type: string, body: string): void => {
    response.writeHead(status, { "Content-Type": type, "X-Content-Type-Options": "nosniff" }).end(body);
  };
  const path = request.url ?? "/";
  const [, originHash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  if (request.method === "POST" && path === "/add-checkpoint") {
    const body = await bodyOf(request);
    if (body === undefined) {
      end(413, "text/plain; charset=utf-8", `a request has at most ${LONGEST_BODY} bytes\n`);
      return;
    }
    const { status, type, body: text } = witness.addCheckpoint(body);
    end(status, type, text);
  } else if (request.method === "GET" && originHash !== undefined) {
    const latest = witness.latest(originHash);
    if (latest === undefined) end(404, "text/plain; charset=utf-8", "no checkpoint of that log was cosigned here\n");
    else end(200, "text/plain; charset=utf-8", latest);
  } else end(404, "text/plain; charset=utf-8", "there is POST /add-checkpoint and GET /<sha256 of origin>/checkpoint\n");
}

/**
 * The witness over HTTP (C2SP tlog-witness); the caller listens, and puts TLS before it. Requests are answered one after
 * the other, so that two checkpoints of one log cannot both follow the same earlier one.
 * @param failed told of faults, such as a disk that refuses; the peer gets a 500 and no cosignature
 */
export function witnessServer(witness: Witness, failed: (error: unknown) => void): Server {
  return createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    answer(witness, request, response).catch((error: unknown) => {
      failed(error);
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("the witness could not keep what it saw\n");
    });
  });
}
