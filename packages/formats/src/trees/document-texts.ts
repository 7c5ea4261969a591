import type { DocumentValue } from "../document/document.ts";

const KEPT = 20_000;
const LONGEST = 20_000;

/** Texts of a document with the path to each; numbers written as text are left out. Bounded. */
export function documentTexts(root: DocumentValue): readonly { readonly where: string; readonly text: string }[] {
  const texts: { readonly where: string; readonly text: string }[] = [];
  const open: { readonly where: string; readonly value: DocumentValue }[] = [{ where: "", value: root }];
  for (let top = open.pop(); top !== undefined && texts.length < KEPT; top = open.pop()) {
    const { where, value } = top;
    if (typeof value === "string") {
      if (value !== "" && !/^[-+\d.eE[\], ]{1,100}$/.test(value.slice(0, 101))) texts.push({ where, text: value.slice(0, LONGEST) });
    } else if (value instanceof Map) {
      for (const [key, inner] of value) {
        if (key.length > 60) texts.push({ where: `key of ${where}`, text: key.slice(0, LONGEST) });
        open.push({ where: where === "" ? key.slice(0, 60) : `${where}.${key.slice(0, 60)}`, value: inner });
      }
    } else if (Array.isArray(value)) {
      for (const inner of value) if (typeof inner === "string" || typeof inner === "object") open.push({ where, value: inner });
    }
  }
  return texts.reverse();
}
