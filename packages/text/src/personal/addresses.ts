import { isFileName } from "./example.ts";

/** A stretch of text, UTF-16 code units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const MAIL_BEFORE = 64;
const MAIL_BEHIND = 255;
const LINK = 1100;
/** RFC 5321 and 5322 without quoted local parts; letters of any script (RFC 6531). */
const local = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}._%+'-]{0,63}$/u;
const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}])?\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}_])/u;
const schemes = /(?:^|[^A-Za-z0-9])(https?|ftps?|sftp|wss?|ssh|git)$/i;
const host = /^[^\s"'<>()[\]{}`|\\/?#:]{2,253}(?::\d{1,5})?(?:[/?#][^\s"'<>)\]}`|\\]{0,1000})?/;
const www = /^www\.(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?:[/?#][^\s"'<>)\]}`|\\]{0,1000})?/i;

/** The e-mail address around an `@`. */
export function mailAround(text: string, at: number): Stretch | undefined {
  if (!isWordLike(text.charCodeAt(at - 1)) || !isWordLike(text.charCodeAt(at + 1))) return undefined;
  const before = local.exec(text.slice(Math.max(0, at - MAIL_BEFORE), at))?.[0];
  if (before === undefined || /\.\.|[.-]$/.test(before)) return undefined;
  const behind = domain.exec(text.slice(at + 1, at + 1 + MAIL_BEHIND))?.[0];
  if (behind === undefined || isFileName(behind)) return undefined;
  return { start: at - before.length, end: at + 1 + behind.length };
}

/** A letter, digit or mark of a local part; not a space or bracket. */
function isWordLike(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code > 127 ||
    code === 95 ||
    code === 37 ||
    code === 43 ||
    code === 39
  );
}

/** The URL around `://`, or behind the first dot of `www.`. */
export function linkAround(text: string, at: number): Stretch | undefined {
  if (text.charCodeAt(at) === 46) {
    const start = at - 3;
    if (start > 0 && /[A-Za-z0-9./@-]/.test(text.charAt(start - 1))) return undefined;
    const match = www.exec(text.slice(start, start + LINK));
    return match === null ? undefined : { start, end: start + withoutStops(match[0]) };
  }
  const scheme = schemes.exec(text.slice(Math.max(0, at - 7), at))?.[1];
  const match = host.exec(text.slice(at + 3, at + 3 + LINK));
  if (scheme === undefined || match === null) return undefined;
  return { start: at - scheme.length, end: at + 3 + withoutStops(match[0]) };
}

/** Punctuation that ends the sentence is not part of a URL. */
function withoutStops(link: string): number {
  return link.replace(/[.,;:!?]{1,8}$/, "").length;
}
