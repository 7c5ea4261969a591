import { withoutCredentials } from "../package.ts";

/** One PEP 508 requirement. */
export interface PythonRequirement {
  /** Normalised by PEP 503. */
  readonly name: string;
  /** Exact version where one is pinned with == or ===. */
  readonly version?: string;
  /** Specifier, url or marker as written, without name and extras. */
  readonly requirement?: string;
  readonly extras: readonly string[];
  readonly url?: string;
}

/** PEP 503: lower case, runs of "-", "_" and "." are one "-". */
export function normalisePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;

/** Parses a PEP 508 requirement (also pip's looser forms); undefined where the text is none. */
export function parsePythonRequirement(text: string): PythonRequirement | undefined {
  const source = text.trim();
  if (/^(?:git|hg|svn|bzr)\+|^https?:\/\/|^file:/.test(source)) return fromUrl(source);
  const match = NAME.exec(source);
  const name = match?.[1];
  if (name === undefined) return undefined;
  const extras = (match?.[2] ?? "")
    .split(",")
    .map((extra) => extra.trim())
    .filter((extra) => extra !== "");
  const rest = (match?.[3] ?? "").trim();
  if (rest.startsWith("@")) {
    const url = rest.slice(1).trim();
    return {
      name: normalisePythonName(name),
      requirement: withoutCredentials(rest),
      extras,
      url,
      ...versionOf(/@v?(\d[\w.]*)(?:#|$)/.exec(url)?.[1]),
    };
  }
  const [specifier = "", marker] = splitMarker(rest);
  if (specifier !== "" && !/^\(?\s*(?:[<>=!~]=?|===)/.test(specifier)) return undefined;
  const bare = specifier.replace(/^\(|\)$/g, "").trim();
  const pinned = /^===?\s*([^,;*\s]+)$/.exec(bare)?.[1];
  const requirement = marker === undefined ? bare : `${bare}; ${marker}`.trim();
  return {
    name: normalisePythonName(name),
    extras,
    ...versionOf(pinned),
    ...(requirement === "" ? {} : { requirement }),
  };
}

function splitMarker(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(";");
  return at < 0 ? [text, undefined] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function versionOf(version: string | undefined): { readonly version?: string } {
  return version === undefined ? {} : { version };
}

/** `git+https://host/org/name.git@rev#egg=name`, wheels and archives by url. */
function fromUrl(url: string): PythonRequirement | undefined {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1];
  const wheel = /\/([A-Za-z0-9_.]+)-(\d[\w.+!]*)-[^/]*\.whl(?:[#?].*)?$/.exec(url);
  const repository = /\/([A-Za-z0-9._-]+?)(?:\.git)?(?:@[^/#]*)?(?:#.*)?$/.exec(url)?.[1];
  const name = egg ?? wheel?.[1] ?? (url.startsWith("git+") ? repository : undefined);
  if (name === undefined || name === "") return undefined;
  return { name: normalisePythonName(name), requirement: `@ ${withoutCredentials(url)}`, extras: [], url, ...versionOf(wheel?.[2]) };
}
