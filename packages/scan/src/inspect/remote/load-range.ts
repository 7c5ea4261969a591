import type { RangeCall } from "./range-call.ts";
import type { Fetch, RemoteListing } from "./remote-file.ts";

const ATTEMPTS = 3;
const PATIENCE = 30_000;

/** Loads one range; another version of the file than the first one seen is refused. */
export class RangeLoader {
  readonly #fetch: Fetch;
  readonly #headers: RemoteListing["headers"];
  readonly #tags = new Map<string, string>();
  #loaded = 0;

  constructor(fetch: Fetch, headers: RemoteListing["headers"]) {
    this.#fetch = fetch;
    this.#headers = headers;
  }

  /** Bytes that came over the network. */
  get loaded(): number {
    return this.#loaded;
  }

  async load({ url, offset, length }: RangeCall["range"]): Promise<Uint8Array> {
    let failure: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return await this.#attempt(url, offset, length);
      } catch (error) {
        failure = error;
        if (error instanceof Refused) break;
      }
    }
    throw failure;
  }

  async #attempt(url: string, offset: number, length: number): Promise<Uint8Array> {
    const response = await this.#fetch(url, {
      method: "GET",
      headers: { ...(await this.#headers(url)), range: `bytes=${offset}-${offset + length - 1}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status !== 206) {
      await response.body?.cancel();
      if (response.status >= 500 || response.status === 429) throw new Error(`the server answered ${response.status}`);
      throw new Refused(`the server answered ${response.status} to a request for a range`);
    }
    const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
    if (Number(start) !== offset) throw new Refused("the server sent another range than was asked for");
    const tag = response.headers.get("etag");
    const known = this.#tags.get(url);
    if (tag !== null && known !== undefined && known !== tag) throw new Refused("the file changed while it was read");
    if (tag !== null) this.#tags.set(url, tag);
    const bytes = await bounded(response, length);
    this.#loaded += bytes.length;
    return bytes;
  }
}

class Refused extends Error {}

/** A server may send more than it was asked for: what is beyond is not taken. */
async function bounded(response: Response, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  if (response.body !== null)
    for await (const chunk of response.body) {
      const part = chunk.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      if (filled >= length) break;
    }
  if (filled < length) throw new Error("the server sent less than was asked for");
  return bytes;
}
