/*
 * What a scanned project may put into a report: file names, symbols, titles, attributes. All of it is
 * written by others, so every reporter passes it through one of these before it prints it.
 */

/** C0 and C1 controls, bidi embeddings, overrides and isolates, zero-width and tag characters, line separators, lone surrogates. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const SPACES = /[ \t\r\n\u0085\u2028\u2029]+/g;

/** One line that can neither move the cursor nor turn the reading direction. */
export function plainText(text: string): string {
  return text.replace(SPACES, " ").replace(UNSAFE, "").trim();
}

/** The same, but line ends stay. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll("\t", "  ").replace(UNSAFE, ""))
    .join("\n");
}

/** Shortens to at most `width` characters, counted by code point, and marks the cut. */
export function shorten(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width
    ? text
    : `${characters
        .slice(0, Math.max(width - 1, 0))
        .join("")
        .trimEnd()}…`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const MARKDOWN_ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;" };

/** Text or attribute value of XML and HTML; characters that XML 1.0 forbids are gone. */
export function escapeMarkup(text: string): string {
  return plainLines(text)
    .replace(/[\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character);
}

/**
 * Text inside GitHub or GitLab Markdown: no markup, links, mentions, references or HTML. A zero-width
 * space would do for mentions but breaks copying, so "@" and "#" become entities.
 */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[&<>@#]/g, (character) => MARKDOWN_ENTITIES[character] ?? character)
    .replace(/[\\`*_{}[\]()!|~$]/g, "\\$&")
    .replace(/:\/\//g, "&#58;//")
    .replace(/\bwww\./gi, "www&#46;")
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, "$1\\$2");
}

/** Code span that no back-tick inside can end. */
export function markdownCode(text: string): string {
  const plain = plainText(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${plain === "" ? " " : plain}\`` : `${fence} ${plain} ${fence}`;
}

/**
 * A CSV cell (RFC 4180). A leading = + - @ tab or CR would make a formula in a spreadsheet (OWASP "CSV
 * injection"); a leading quotation mark keeps it text.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const plain = plainLines(value);
  const guarded = /^[\s"']*[=+\-@\t\r|%]/.test(value) || /^[=+\-@|%]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r;]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
