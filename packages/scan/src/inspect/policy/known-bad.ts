const DIGEST = /^(?:sha256:)?([0-9a-f]{64})(?:[ \t,;*]+(.*))?$/i;

export interface KnownBadList {
  /** Digest in lower case → what the list says of it. */
  readonly digests: ReadonlyMap<string, string>;
  /** Numbers of lines that are no digest. */
  readonly unread: readonly number[];
}

/** One SHA-256 a line, then anything (as sha256sum and most feeds write it); `#` begins a comment. */
export function readKnownBad(text: string): KnownBadList {
  const digests = new Map<string, string>();
  const unread: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const clean = line.trim();
    if (clean === "" || clean.startsWith("#")) continue;
    const match = DIGEST.exec(clean);
    if (match?.[1] === undefined) unread.push(index + 1);
    else digests.set(match[1].toLowerCase(), (match[2] ?? "").trim().slice(0, 200));
  }
  return { digests, unread };
}
