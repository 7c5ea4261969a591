/** A start tag, end tag or comment of HTML, SVG or XML. */
export interface MarkupTag {
  readonly kind: "start" | "end" | "comment";
  /** Lower case. */
  readonly name: string;
  /** Of the tag itself, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly MarkupAttribute[];
  /** `<br/>`. */
  readonly closed: boolean;
}

export interface MarkupAttribute {
  readonly name: string;
  readonly value: string;
  /** Where the value stands. */
  readonly start: number;
  readonly end: number;
}

const nameAt = /[A-Za-z][A-Za-z0-9:-]{0,40}/y;
const attributeAt = /[\s/]{0,200}([^\s"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]{0,20000})"|'([^']{0,20000})'|([^\s"'<>`]{1,2000})))?/y;
const MOST_ATTRIBUTES = 200;
/** Content of these is no text of the page. */
const RAW = new Set(["script", "style"]);

/**
 * Reads tags one after the other, as forgiving as browsers: what is no tag is passed over. Each step is bounded or moves
 * behind what it read, so that a text is read in linear time.
 * @param onRaw gets the content of `style`
 */
export function* tagsOf(text: string, onRaw: (name: string, content: string) => void): Generator<MarkupTag> {
  // Beyond the last `-->` no comment ends: it is looked for once.
  let noComment = false;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      const close: number = noComment ? -1 : text.indexOf("-->", at + 4);
      noComment ||= close < 0;
      if (close < 0) {
        at += 4;
        continue;
      }
      yield { kind: "comment", name: "", start: at, end: close + 3, attributes: [], closed: true };
      at = close + 3;
      continue;
    }
    const ends = text.charCodeAt(at + 1) === 0x2f;
    nameAt.lastIndex = at + (ends ? 2 : 1);
    const name = nameAt.exec(text)?.[0].toLowerCase();
    if (name === undefined) {
      at++;
      continue;
    }
    const attributes: MarkupAttribute[] = [];
    let cursor = nameAt.lastIndex;
    while (attributes.length < MOST_ATTRIBUTES) {
      attributeAt.lastIndex = cursor;
      const match = attributeAt.exec(text);
      if (match === null) break;
      const value = match[2] ?? match[3] ?? match[4] ?? "";
      cursor = attributeAt.lastIndex;
      const end = match[4] === undefined && value !== "" ? cursor - 1 : cursor;
      attributes.push({ name: (match[1] ?? "").toLowerCase(), value, start: end - value.length, end });
    }
    while (cursor < text.length && /[\s/"']/.test(text.charAt(cursor))) cursor++;
    if (text.charAt(cursor) !== ">") {
      at = Math.max(at + 1, nameAt.lastIndex);
      continue;
    }
    const closed = text.charAt(cursor - 1) === "/";
    yield { kind: ends ? "end" : "start", name, start: at, end: cursor + 1, attributes, closed };
    at = cursor + 1;
    if (ends || closed || !RAW.has(name)) continue;
    const close = rawEnd(text, name, at);
    onRaw(name, text.slice(at, Math.min(close, at + 200_000)));
    at = close;
  }
}

function rawEnd(text: string, name: string, from: number): number {
  for (let at = text.indexOf("</", from); at >= 0; at = text.indexOf("</", at + 2))
    if (text.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  return text.length;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The text between tags, entities read, white space as one space. */
export function textOfMarkup(markup: string): string {
  return markup
    .replace(/<!--[^]*?-->|<[^<>]{0,20000}>/g, " ")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g, (_, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? "";
      const code = decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/\s+/g, " ")
    .trim();
}
