import { z } from "zod";
import { ScanError } from "../../engine/errors.ts";
import type { RemoteLocation } from "./location.ts";
import type { Fetch, RemoteEnvironment, RemoteFile, RemoteListing } from "./remote-file.ts";

/** https://huggingface.co/docs/hub/api: revision and tree of a model repository. */
const Revision = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });
const Tree = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number().int().nonnegative(),
    lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() }).optional(),
  }),
);
const MAX_FILES = 20_000;

/** Every file of a repository at one commit. HF_ENDPOINT and HF_TOKEN hold as in the hub's own client. */
export async function listHuggingFace(
  { repository, revision, text }: Extract<RemoteLocation, { kind: "huggingface" }>,
  fetch: Fetch,
  environment: RemoteEnvironment,
): Promise<RemoteListing> {
  const endpoint = (environment["HF_ENDPOINT"] ?? "https://huggingface.co").replace(/\/+$/, "");
  const token = environment["HF_TOKEN"];
  const headers = (url: string): Promise<{ readonly [name: string]: string }> =>
    Promise.resolve(token === undefined || !url.startsWith(`${endpoint}/`) ? {} : { authorization: `Bearer ${token}` });
  const get = async (url: string): Promise<Response> => {
    const response = await fetch(url, { method: "GET", headers: { ...(await headers(url)) } });
    if (response.ok) return response;
    const why = response.status === 401 || response.status === 403 ? "it needs a token (HF_TOKEN)" : `the hub answered ${response.status}`;
    throw new ScanError("REMOTE_TARGET", `${text} cannot be listed: ${why}.`);
  };
  const { sha } = parsed(
    Revision,
    await (await get(`${endpoint}/api/models/${repository}/revision/${encodeURIComponent(revision)}`)).json(),
    text,
  );
  const files: RemoteFile[] = [];
  let next: string | undefined = `${endpoint}/api/models/${repository}/tree/${sha}?recursive=true`;
  while (next !== undefined && files.length < MAX_FILES) {
    const response: Response = await get(next);
    for (const { type, path, size, lfs } of parsed(Tree, await response.json(), text)) {
      if (type !== "file") continue;
      const place = path.split("/").map(encodeURIComponent).join("/");
      files.push({
        path,
        url: `${endpoint}/${repository}/resolve/${sha}/${place}`,
        bytes: lfs?.size ?? size,
        ...(lfs === undefined ? {} : { sha256: lfs.oid }),
      });
    }
    next = nextPage(response.headers.get("link"), endpoint);
  }
  return { target: `hf:${repository}@${sha}`, files, headers };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, text: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ScanError("REMOTE_TARGET", `${text}: the hub's answer is not of the form that its documentation gives.`);
}

/** RFC 8288; a page of another host is not followed. */
function nextPage(link: string | null, endpoint: string): string | undefined {
  const url = /<([^<>]{1,2000})>\s*;\s*rel="next"/.exec(link ?? "")?.[1];
  return url?.startsWith(`${endpoint}/`) === true ? url : undefined;
}
