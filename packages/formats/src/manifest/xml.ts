import { SaxesParser } from "saxes";
import { FormatError } from "../errors.ts";

export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 200_000;

/**
 * A small XML file as a tree with lines. Entities of a DOCTYPE are never expanded.
 * @throws FormatError MALFORMED, BUDGET_DEPTH, BUDGET_NODES
 */
export function xmlTree(text: string): XmlElement {
  const parser = new SaxesParser({});
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  parser.on("error", (cause) => {
    throw new FormatError("MALFORMED", "This file is not well-formed XML.", { cause, line: parser.line });
  });
  parser.on("opentag", (tag) => {
    count++;
    if (count > MAX_ELEMENTS) throw new FormatError("BUDGET_NODES", `This XML file has more than ${MAX_ELEMENTS} elements.`);
    if (open.length >= MAX_DEPTH) throw new FormatError("BUDGET_DEPTH", `This XML file is nested deeper than ${MAX_DEPTH}.`);
    const element: XmlElement = {
      name: tag.name.slice(tag.name.indexOf(":") + 1),
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      text: "",
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("text", (value) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += value;
  });
  parser.on("cdata", (value) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += value;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text).close();
  if (root === undefined) throw new FormatError("NOT_THIS_FORMAT", "This file has no XML element.");
  return root;
}

export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let current = element;
  for (const name of path) current = current?.children.find((candidate) => candidate.name === name);
  return current;
}

export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const value = child(element, name)?.text.trim();
  return value === "" ? undefined : value;
}

/** All elements of a name, at any depth. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((inner) => [...(inner.name === name ? [inner] : []), ...descendants(inner, name)]);
}
