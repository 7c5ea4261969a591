import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { ClusterAccess } from "./kubeconfig.ts";

/** Answer of an API server: status and text. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

export type KubernetesGet = (path: string) => Promise<Answered>;

/** One page of a list. */
const MOST = 256 * 1024 * 1024;
const TRIES = 5;
const WAIT = 30_000;

/**
 * Reads from an API server, GET and nothing else: with the client certificate or the token of the access, and waiting
 * where the server says that it has too much to do (429 and 503 with Retry-After).
 */
export function kubernetesGet(
  access: ClusterAccess,
  options: { readonly timeout: number; readonly signal?: AbortSignal; readonly wait: (milliseconds: number) => Promise<void> },
): KubernetesGet {
  const send = access.server.startsWith("https:") ? secureRequest : plainRequest;
  const once = (path: string): Promise<Answered & { readonly after: number | undefined }> =>
    new Promise((resolve, reject) => {
      const call = send(
        `${access.server}${path}`,
        {
          headers: { accept: "application/json", ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }) },
          timeout: options.timeout * 1000,
          rejectUnauthorized: !access.insecure,
          ...(access.authority === undefined ? {} : { ca: access.authority }),
          ...(access.certificate === undefined ? {} : { cert: access.certificate }),
          ...(access.key === undefined ? {} : { key: access.key }),
          ...(access.serverName === undefined ? {} : { servername: access.serverName }),
          ...(options.signal === undefined ? {} : { signal: options.signal }),
        },
        (response) => {
          const parts: Buffer[] = [];
          let bytes = 0;
          response.on("data", (part: Buffer) => {
            bytes += part.length;
            if (bytes > MOST) call.destroy(Object.assign(new Error("an answer that is too long"), { code: "TOO_LONG" }));
            else parts.push(part);
          });
          response.on("error", reject);
          response.on("end", () => {
            const after = Number(response.headers["retry-after"]);
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString("utf8"),
              after: Number.isFinite(after) ? after * 1000 : undefined,
            });
          });
        },
      );
      call.on("timeout", () => call.destroy(Object.assign(new Error("no answer in time"), { code: "TIMEOUT" })));
      call.on("error", reject);
      call.end();
    });
  return async (path) => {
    for (let attempt = 1; ; attempt++) {
      const answered = await once(path);
      if ((answered.status !== 429 && answered.status !== 503) || attempt === TRIES) return answered;
      await options.wait(Math.min(answered.after ?? 500 * 2 ** attempt, WAIT));
    }
  };
}
