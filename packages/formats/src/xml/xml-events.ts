import { SaxesParser } from "saxes";
import { ascii, type ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

export interface XmlTag {
  /** As written, with its prefix. */
  readonly name: string;
  /** Without its prefix. */
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
  /** 0 for the root. */
  readonly depth: number;
}

/** What a caller wants to hear of; all texts are hostile. */
export interface XmlVisitor {
  readonly open?: (tag: XmlTag) => void;
  readonly close?: (name: string, depth: number) => void;
  /** Text and CDATA, in pieces. */
  readonly text?: (text: string, line: number) => void;
  readonly instruction?: (target: string, body: string, line: number) => void;
  readonly comment?: (text: string, line: number) => void;
  /** What stands between `<!DOCTYPE` and its end. Entities are never expanded. */
  readonly doctype?: (text: string, line: number) => void;
}

export interface XmlReading {
  readonly encoding: string;
  readonly elements: number;
  /** The first places that are not well-formed; what stands behind is read as far as possible. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export interface XmlBudget {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
}

export const XML_BUDGET: XmlBudget = { bytes: 512 * 1024 * 1024, depth: 3000, elements: 20_000_000 };

const CHUNK = 64 * 1024;
const PROBLEMS_KEPT = 10;
const ENCODINGS: { readonly [name: string]: string } = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
};

/** Whether the bytes begin like XML in one of the encodings that parsers detect. HTML is not. */
export function looksLikeXml(head: Uint8Array): boolean {
  const text = decoderOf(head)
    .decode(head.subarray(0, 4096))
    .replace(/^\uFEFF/, "");
  const start = /^\s{0,1024}</.exec(text);
  if (start === null) return false;
  const rest = text.slice(start[0].length - 1);
  if (/^<(?:!doctype\s+html|html[\s>])/i.test(rest)) return false;
  return /^<(?:\?xml[\s?]|!DOCTYPE\s|!--|\?[A-Za-z]|[A-Za-z_:][\w.:-]{0,200}[\s/>])/.test(rest);
}

/** Byte order mark, else the shape of the first bytes (XML 1.0, appendix F). */
function shapeOf(head: Uint8Array): string | undefined {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return "utf-16be";
  return undefined;
}

function decoderOf(head: Uint8Array): TextDecoder {
  const shape = shapeOf(head);
  return new TextDecoder(shape ?? "utf-8");
}

/**
 * XML as events. The reading goes on over faults, so that what a lenient parser would see is seen.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES, UNSUPPORTED (encoding), NOT_THIS_FORMAT
 * @see https://www.w3.org/TR/xml/
 */
export function readXml(source: ByteSource, visitor: XmlVisitor, budget: XmlBudget = XML_BUDGET): XmlReading {
  if (source.size > budget.bytes) throw new FormatError("BUDGET_BYTES", `XML of ${source.size} bytes is over the limit of ${budget.bytes}`);
  const encoding = encodingOf(source.read(0, 1024));
  const problems: { readonly line: number; readonly message: string }[] = [];
  const parser = new SaxesParser({});
  let depth = 0;
  let elements = 0;
  parser.on("error", (error) => {
    if (problems.length < PROBLEMS_KEPT)
      problems.push({ line: parser.line, message: error.message.replace(/^\d+:\d+: /, "").slice(0, 200) });
  });
  parser.on("doctype", (text) => visitor.doctype?.(text, parser.line));
  parser.on("processinginstruction", ({ target, body }) => visitor.instruction?.(target, body, parser.line));
  parser.on("comment", (text) => visitor.comment?.(text, parser.line));
  const text = (value: string): void => {
    // White space around the root is no content.
    if (depth > 0) visitor.text?.(value, parser.line);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("opentag", (tag) => {
    if (++elements > budget.elements) throw new FormatError("BUDGET_NODES", `XML with more than ${budget.elements} elements`);
    if (depth >= budget.depth) throw new FormatError("BUDGET_DEPTH", `XML is nested deeper than ${budget.depth}`, { line: parser.line });
    visitor.open?.({
      name: tag.name,
      local: tag.name.slice(tag.name.indexOf(":") + 1),
      attributes: new Map(Object.entries(tag.attributes)),
      line: parser.line,
      depth,
    });
    depth++;
  });
  parser.on("closetag", (tag) => {
    depth--;
    visitor.close?.(tag.name, depth);
  });
  const decoder = new TextDecoder(encoding, { ignoreBOM: false });
  for (let at = 0; at < source.size; at += CHUNK) parser.write(decoder.decode(source.read(at, CHUNK), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
  if (elements === 0 && problems.length === 0) throw new FormatError("NOT_THIS_FORMAT", "there is no XML element");
  return { encoding, elements, problems };
}

function encodingOf(head: Uint8Array): string {
  const shape = shapeOf(head);
  if (shape !== undefined) return shape;
  const declared = /^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}["']([\w.-]{1,40})["']/.exec(ascii(head, 0, 512))?.[1];
  if (declared === undefined) return "utf-8";
  const known = ENCODINGS[declared.toLowerCase()];
  // A declaration that can be read as ASCII cannot be UTF-16, whatever it says.
  if (known?.startsWith("utf-16") === true) return "utf-8";
  if (known === undefined) throw new FormatError("UNSUPPORTED", `the XML declares the encoding ${declared}, which is not read here`);
  return known;
}
