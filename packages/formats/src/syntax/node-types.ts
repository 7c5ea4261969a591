import type { Language } from "web-tree-sitter";

/** What is asked about a grammar's node type while a tree is copied. */
export interface NodeType {
  readonly name: string;
  readonly named: boolean;
  readonly comment: boolean;
  /** Left out of the copy unless it stands in a field. */
  readonly punctuation: boolean;
}

const PUNCTUATION = new Set(["(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "\n", ""]);

export const ERROR_TYPE: NodeType = { name: "ERROR", named: true, comment: false, punctuation: false };

const tables = new WeakMap<Language, readonly NodeType[]>();

/** By public type id. */
export function nodeTypes(language: Language): readonly NodeType[] {
  const known = tables.get(language);
  if (known) return known;
  const table = Array.from(language.types, (name, id): NodeType => {
    if (name === undefined) return { name: "", named: false, comment: false, punctuation: true };
    const named = language.nodeTypeIsNamed(id);
    return {
      name: internalized(name),
      named,
      comment: named && name.endsWith("comment"),
      punctuation: named ? name === "line_continuation" : PUNCTUATION.has(name),
    };
  });
  tables.set(language, table);
  return table;
}

/** Strings used as property keys are internalized by V8, so that comparing node types compares pointers. */
export function internalized(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}
