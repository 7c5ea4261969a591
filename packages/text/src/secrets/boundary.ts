/** Whether `[start, end)` stands alone: no letter or digit touches it, and it is not a stretch of a base64 blob. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return leftIsFree(text, start) && rightIsFree(text, end) && !insideBlob(text, start, end);
}

function leftIsFree(text: string, start: number): boolean {
  if (start === 0 || !isWordCharacter(text.charCodeAt(start - 1))) return true;
  // `\n`, `\t`, `\r` and `\u0022` in string literals, `%3D` and `%22` in URLs, end in a letter or digit.
  const before = text.slice(Math.max(0, start - 6), start);
  return /\\[nrtvf0"]$|\\x[0-9a-fA-F]{2}$|\\u00[0-9a-fA-F]{2}$|%[0-9a-fA-F]{2}$/.test(before);
}

function rightIsFree(text: string, end: number): boolean {
  return end >= text.length || !(isWordCharacter(text.charCodeAt(end)) || text.charCodeAt(end) === 95);
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const BLOB = 64;

/** At least 64 base64 characters directly before or behind, joined by `+` or `/`: data, not a token. */
function insideBlob(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 43 || before === 47) {
    let i = start - 1;
    while (i >= 0 && start - i < BLOB && isBlobCharacter(text.charCodeAt(i))) i--;
    if (start - i >= BLOB) return true;
  }
  const behind = text.charCodeAt(end);
  if (behind !== 43 && behind !== 47) return false;
  let i = end;
  while (i < text.length && i - end < BLOB && isBlobCharacter(text.charCodeAt(i))) i++;
  return i - end >= BLOB;
}

function isBlobCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 43 || code === 47;
}
