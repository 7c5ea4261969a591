/** One file of a remote target, read by ranges. */
export interface RemoteFile {
  /** Relative to the target, `/`-separated. */
  readonly path: string;
  readonly url: string;
  readonly bytes: number;
  /** Digest that the place states; not computed here. */
  readonly sha256?: string;
}

export interface RemoteListing {
  /** The target with its revision made exact, where the place knows one. */
  readonly target: string;
  readonly files: readonly RemoteFile[];
  /** Headers for requests to the place itself; never sent to another host. */
  readonly headers: (url: string) => Promise<{ readonly [name: string]: string }>;
}

/** `fetch`, handed in: tests and `--offline` have their own. */
export type Fetch = (
  url: string,
  init: { readonly method: "GET"; readonly headers: { [name: string]: string }; readonly signal?: AbortSignal },
) => Promise<Response>;

export interface RemoteEnvironment {
  readonly [name: string]: string | undefined;
}
