import { TextError } from "../errors.ts";

/**
 * The notation in which token formats are written down. Literal text stands for itself;
 * `{C:n}` or `{C:min,max}` is a run over alphabet C; `{=a|b}` is one of several literals; `{uuid}` is a
 * UUID; `{pad}` is base64 padding. Every run has an upper bound, no group nests and nothing looks
 * around, so a match costs at most the form's greatest length: linear by construction.
 */
const alphabets: Readonly<Record<string, string>> = {
  a: "a-z0-9",
  A: "A-Za-z0-9",
  d: "0-9",
  h: "a-f0-9",
  H: "A-F0-9",
  x: "A-Fa-f0-9",
  l: "a-z",
  u: "A-Z",
  L: "A-Za-z",
  U: "A-Z0-9",
  B: "A-Z2-7",
  w: "A-Za-z0-9_-",
  W: "A-Za-z0-9_",
  v: "a-z0-9_-",
  n: "A-Za-z0-9_.-",
  b: "A-Za-z0-9+/",
  m: "A-Za-z0-9+/_-",
  e: "A-Za-z0-9_.~-",
  k: "A-Za-z0-9_=-",
  j: "A-Za-z0-9_.=-",
  t: "A-Za-z0-9-",
  c: "ac-hj-np-z02-9",
  g: "A-Za-z0-9+/%",
  q: "A-Za-z0-9+/_=-",
};

/** A piece of a parsed form. */
export type FormPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "choice"; readonly texts: readonly string[] }
  | { readonly kind: "run"; readonly set: string; readonly min: number; readonly max: number };

const UUID = "{x:8}-{x:4}-{x:4}-{x:4}-{x:12}";

/** @throws TextError `form-invalid` for an unknown alphabet or an unclosed brace. */
export function parseForm(form: string): FormPart[] {
  const parts: FormPart[] = [];
  for (const piece of form.replaceAll("{uuid}", UUID).split(/(\{[^{}]*\})/)) {
    if (piece === "") continue;
    if (piece === "{pad}") parts.push({ kind: "run", set: "=", min: 0, max: 2 });
    else if (piece.startsWith("{=")) parts.push({ kind: "choice", texts: piece.slice(2, -1).split("|") });
    else if (piece.startsWith("{")) parts.push(parseRun(piece, form));
    else parts.push({ kind: "literal", text: piece });
  }
  return parts;
}

function parseRun(piece: string, form: string): FormPart {
  const match = /^\{(\w):(\d{1,4})(?:,(\d{1,4}))?\}$/.exec(piece);
  const set = alphabets[match?.[1] ?? ""];
  if (match === null || set === undefined)
    throw new TextError("form-invalid", `Form "${form}" holds ${piece}; write {C:n} or {C:min,max} with a known alphabet.`);
  const min = Number(match[2]);
  return { kind: "run", set, min, max: Number(match[3] ?? match[2]) };
}

/** The regular expression of one form, as source text without anchors. */
export function formSource(form: string): string {
  return parseForm(form).map(partSource).join("");
}

function partSource(part: FormPart): string {
  if (part.kind === "literal") return escapeSource(part.text);
  if (part.kind === "choice") return `(?:${part.texts.map(escapeSource).join("|")})`;
  return part.min === part.max ? `[${part.set}]{${part.min}}` : `[${part.set}]{${part.min},${part.max}}`;
}

function escapeSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Greatest number of code units a form can match. */
export function formLength(form: string): number {
  let length = 0;
  for (const part of parseForm(form)) {
    if (part.kind === "literal") length += part.text.length;
    else if (part.kind === "choice") length += Math.max(...part.texts.map((text) => text.length));
    else length += part.max;
  }
  return length;
}

/** The fixed text a form begins with, empty when it begins with a run. */
export function formPrefix(form: string): string {
  const first = parseForm(form)[0];
  return first?.kind === "literal" ? first.text : "";
}
