/** A name with the literal given to it: `name = "value"`, `name: value`, `<name>value</name>`, `--name value`, … */
export interface Assignment {
  /** The whole identifier, dots and dashes included. */
  readonly name: string;
  readonly nameStart: number;
  /** Words between the identifier and the operator (`mailchimp api key: …`). */
  readonly tail: string;
  readonly operator: string;
  readonly value: string;
  readonly valueStart: number;
  readonly quoted: boolean;
  /** The code unit behind a bare value, '' at the end. */
  readonly next: string;
}

const LONGEST_NAME = 80;
const LONGEST_VALUE = 2048;
const nameCharacter = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-$");
const bareEnd = characterTable(" \t\r\n\v\f\"'`,;<>(){}[]|&\\");

const closers = /[\\"'`)\]]{0,4}[ \t]{0,8}/y;
const operators = /:{2,3}=|:=|\?=|\+=|=>|===?|!==?|\|\||->|[=:,>]/y;
const nameThenValue = /\\?["']?\s{0,20},?\s{0,60}\\?["']?value\\?["']?\s{0,3}[:=]\s{0,3}/iy;
/** Terraform: `variable "name" { … default = `. */
const variableDefault = /"\s{0,4}\{[^{}]{0,400}?\bdefault\s{0,20}=\s{0,4}/y;
const annotation =
  /[ \t]{0,3}(?:(?:str|string|String|std::string|Optional\[str\]|SecretStr|any)[ \t]{0,3}=(?![=>])|[A-Za-z_][\w.<>[\]|?]{0,40}[ \t]{1,3}=(?![=>]))[ \t]{0,4}/y;
const opening = /[ \t]{0,8}\(?[ \t]{0,4}(?:[rbufRBUF@$]{1,2}(?=["']))?/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Key)[ \t]{1,3}/iy;

/**
 * Reads assignments around keyword hits, left to right. Holds the last identifier, so that a text made of
 * nothing but keywords costs one pass: every step is bounded except the walk over an identifier,
 * which is done once per identifier.
 */
export class AssignmentReader {
  readonly #text: string;
  #start = 0;
  #end = 0;
  #found: Assignment | undefined;
  readonly #walked: Walked = { from: 0, to: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  /** The assignment whose name holds the keyword `[start, end)`, if there is one. Hits must come in order of `end`. */
  at(start: number, end: number): Assignment | undefined {
    if (end <= this.#end) return start >= this.#start ? this.#found : undefined;
    let left = start;
    while (left > this.#end && start - left <= LONGEST_NAME && isIn(nameCharacter, this.#text, left - 1)) left--;
    let right = end;
    while (isIn(nameCharacter, this.#text, right)) right++;
    this.#start = left;
    this.#end = right;
    this.#found = right - left > LONGEST_NAME ? undefined : readAssignment(this.#text, left, right, this.#walked);
    return this.#found;
  }
}

/** A stretch known to hold no character that ends a bare value. */
interface Walked {
  from: number;
  to: number;
}

function readAssignment(text: string, nameStart: number, wordEnd: number, walked: Walked): Assignment | undefined {
  // `name:` at the end of an identifier such as `a.b-` is punctuation, not name.
  let nameEnd = wordEnd;
  while (nameEnd > nameStart && (text[nameEnd - 1] === "-" || text[nameEnd - 1] === ".")) nameEnd--;
  const name = text.slice(nameStart, nameEnd);
  const direct = readOperator(text, nameEnd, name);
  if (direct !== undefined) return readValue(text, name, nameStart, "", direct, walked);
  let tailEnd = nameEnd;
  while (tailEnd - nameEnd < 24 && (isIn(nameCharacter, text, tailEnd) || text[tailEnd] === " " || text[tailEnd] === "\t")) tailEnd++;
  if (tailEnd === nameEnd) return undefined;
  const spaced = readOperator(text, tailEnd, name);
  return spaced === undefined ? undefined : readValue(text, name, nameStart, text.slice(nameEnd, tailEnd).trim(), spaced, walked);
}

interface Operator {
  readonly operator: string;
  readonly end: number;
}

function readOperator(text: string, at: number, name: string): Operator | undefined {
  if (text[at] === '"' && /variable\s{1,4}"$/.test(text.slice(Math.max(0, at - name.length - 14), at - name.length))) {
    const end = stickyEnd(variableDefault, text, at);
    return end === undefined ? undefined : { operator: "default", end };
  }
  const viaValue = stickyEnd(nameThenValue, text, at);
  if (viaValue !== undefined) return { operator: "value", end: viaValue };
  if (text[at] === " " && name.startsWith("--")) return { operator: "flag", end: at + 1 };
  const afterClosers = stickyEnd(closers, text, at) ?? at;
  if (/^password$/i.test(name) && afterClosers > at && text[afterClosers] === "'") return { operator: "sql", end: afterClosers };
  const end = stickyEnd(operators, text, afterClosers);
  if (end === undefined) return undefined;
  const operator = text.slice(afterClosers, end);
  if (operator === ":") {
    const annotated = stickyEnd(annotation, text, end);
    if (annotated !== undefined) return { operator: "=", end: annotated };
  }
  return { operator, end };
}

function readValue(
  text: string,
  name: string,
  nameStart: number,
  tail: string,
  { operator, end }: Operator,
  walked: Walked,
): Assignment | undefined {
  const open = stickyEnd(opening, text, end) ?? end;
  const quote = quoteAt(text, open);
  let valueStart = open + quote.length;
  valueStart = stickyEnd(scheme, text, valueStart) ?? valueStart;
  let valueEnd = valueStart;
  const limit = Math.min(text.length, valueStart + LONGEST_VALUE);
  if (quote === "") {
    valueEnd = Math.min(limit, endOfBare(text, valueStart, limit, walked));
  } else {
    while (valueEnd < limit && !text.startsWith(quote, valueEnd) && text[valueEnd] !== "\n") valueEnd++;
    if (!text.startsWith(quote, valueEnd)) return undefined;
  }
  if (valueEnd === valueStart) return undefined;
  const value = text.slice(valueStart, valueEnd);
  return { name, nameStart, tail, operator, value, valueStart, quoted: quote !== "", next: text.charAt(valueEnd) };
}

/** Walks over each code unit once, however many names share one long bare value. */
function endOfBare(text: string, start: number, limit: number, walked: Walked): number {
  if (start < walked.from || start > walked.to) walked.from = start;
  let at = walked.from === start ? start : walked.to;
  while (at < limit && !isIn(bareEnd, text, at)) at++;
  walked.to = Math.max(at, walked.from === start ? at : walked.to);
  return at;
}

function quoteAt(text: string, at: number): string {
  for (const quote of ['"""', "'''", '\\"', "\\'", '"', "'", "`"]) if (text.startsWith(quote, at)) return quote;
  return "";
}

function stickyEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function characterTable(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

function isIn(table: Uint8Array, text: string, at: number): boolean {
  return at >= 0 && at < text.length && table[text.charCodeAt(at)] === 1;
}
