import type { XmlTag } from "@castellan/formats";

/** What the interpreter of XML asks, once it knows the root. */
export interface XmlModelJudge {
  readonly format: string;
  open(tag: XmlTag): void;
  close(name: string, depth: number): void;
  text(text: string, line: number): void;
  /** Behind the last element. */
  end(): void;
}
