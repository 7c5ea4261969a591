/** As much of protobuf's text form as the test cases use: messages, strings, numbers, words, lists and comments. */
export type Value = string | number | Message | readonly Value[];
export interface Message {
  readonly [field: string]: readonly Value[];
}

const TOKEN = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|[A-Za-z_]\w*|-?(?:\d[\w.+-]*|\.\d[\w.+-]*)|[{}[\]:,;]/gy;

export function readTextproto(text: string): Message {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    if (!/^[\s#]/.test(match[0])) tokens.push(match[0]);
  }
  if (end !== text.length) throw new Error(`not understood at ${text.slice(end, end + 40)}`);
  let next = 0;
  const value = (): Value => {
    const token = tokens[next++] ?? "";
    if (token === "{") return message("}");
    if (token === "[") {
      const items: Value[] = [];
      while (tokens[next] !== "]") {
        items.push(value());
        if (tokens[next] === ",") next++;
      }
      next++;
      return items;
    }
    if (token.startsWith('"')) return token.slice(1, -1);
    return /^[-.\d]/.test(token) ? Number(token) : token;
  };
  const message = (close: string | undefined): Message => {
    const fields: Record<string, Value[]> = {};
    while (next < tokens.length && tokens[next] !== close) {
      const name = tokens[next++] ?? "";
      if (name === ";" || name === ",") continue;
      if (tokens[next] === ":") next++;
      const read = value();
      fields[name] = [...(fields[name] ?? []), ...(Array.isArray(read) ? read : [read])];
    }
    next++;
    return fields;
  };
  return message(undefined);
}

export function isMessage(value: Value | undefined): value is Message {
  return typeof value === "object" && !Array.isArray(value);
}

export function messageOf(from: Message, field: string): Message {
  const [value] = from[field] ?? [];
  if (!isMessage(value)) throw new Error(`no message ${field}`);
  return value;
}

export function numberOf(from: Message, field: string, fallback?: number): number {
  const [value = fallback] = from[field] ?? [];
  if (typeof value !== "number") throw new Error(`no number ${field}`);
  return value;
}

export function numbersOf(from: Message, field: string): readonly number[] {
  return (from[field] ?? []).filter((value) => typeof value === "number");
}

export function wordOf(from: Message, field: string): string {
  const [value] = from[field] ?? [];
  return typeof value === "string" ? value : "";
}
