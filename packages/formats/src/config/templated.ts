/*
 * Helm (Go template) and Jinja put actions into YAML that YAML itself cannot read. The pre-pass takes
 * them out so that the rest is still read: actions that are a whole line become empty lines, actions
 * inside a line become placeholder words, which `restore` turns back into the text as written.
 */

const OPEN = "\uE000";
const CLOSE = "\uE001";
const PLACEHOLDER = /\uE000(\d+)\uE001/g;

export interface MaskedTemplate {
  readonly text: string;
  /** Puts the actions back into a scalar or key. */
  restore(value: string): string;
}

export function hasTemplateActions(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}

const CLOSERS: { readonly [opener: string]: string } = { "{{": "}}", "{%": "%}", "{#": "#}" };

interface Action {
  readonly start: number;
  readonly end: number;
}

/** Actions in order; an action that is never closed is left alone. */
function actionsOf(text: string): Action[] {
  const actions: Action[] = [];
  const opener = /\{[{%#]/g;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const closer = CLOSERS[match[0]] ?? "}}";
    // A Go template comment may hold "}}".
    const comment = match[0] === "{{" && /^-?\s*\/\*/.test(text.slice(match.index + 2, match.index + 8));
    const close = comment ? text.indexOf("*/", match.index) : match.index + 2;
    const end = close === -1 ? -1 : text.indexOf(closer, close);
    if (end === -1) {
      // Nothing later can close either.
      if (closer === "}}") break;
      continue;
    }
    actions.push({ start: match.index, end: end + 2 });
    opener.lastIndex = end + 2;
  }
  return actions;
}

function isWholeLine(text: string, action: Action): boolean {
  const lineStart = text.lastIndexOf("\n", action.start - 1) + 1;
  const lineEnd = text.indexOf("\n", action.end);
  const after = text.slice(action.end, lineEnd === -1 ? text.length : lineEnd);
  return text.slice(lineStart, action.start).trim() === "" && after.trim() === "";
}

/** Masks every action; line numbers do not change. */
export function maskTemplate(text: string): MaskedTemplate {
  const originals: string[] = [];
  let masked = "";
  let done = 0;
  for (const action of actionsOf(text)) {
    const original = text.slice(action.start, action.end);
    const lines = original.split("\n").length - 1;
    masked += text.slice(done, action.start);
    done = action.end;
    if (isWholeLine(text, action) || !original.startsWith("{{")) masked += "\n".repeat(lines);
    else masked += `${OPEN}${originals.push(original) - 1}${CLOSE}${"\n".repeat(lines)}`;
  }
  // Several control actions on one line leave only white space and placeholders of nothing behind.
  return {
    text: masked + text.slice(done),
    restore: (value) => value.replace(PLACEHOLDER, (whole, index: string) => originals[Number(index)] ?? whole),
  };
}
