import {
  classifyColumn,
  compileUserSecretRules,
  createSecretEngine,
  findPersonalData,
  findSecrets,
  TextError,
} from "../packages/text/src/index.ts";

/** Pieces that reach deep into the recognisers; the first byte of an input says how much of it is built from them. */
const pieces = [
  "key",
  "password",
  "token",
  "secret",
  "=",
  ": ",
  '"',
  "'",
  '\\"',
  "\n",
  "://",
  "@",
  "eyJ",
  ".",
  "-----BEGIN PRIVATE KEY-----",
  "-----END PRIVATE KEY-----",
  "sk-",
  "AKIA",
  "Authorization: Bearer ",
  "curl -u ",
  "${",
  "<",
  ">",
  "0123456789",
  "abcdef",
  "+44 ",
  "4111111111111111",
  "GB82",
  "\u0000",
  "\u{1F600}",
  "é",
  " value=",
  "%22",
] as const;

/** Text from bytes: either the bytes themselves or one piece per byte. */
function textOf(bytes: Uint8Array): string {
  if ((bytes[0] ?? 0) % 3 === 0) return new TextDecoder("utf-8").decode(bytes);
  return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : (pieces[byte % pieces.length] ?? ""))).join("");
}

function check(text: string, matches: readonly { readonly start: number; readonly end: number }[]): void {
  let before = 0;
  for (const { start, end } of matches) {
    if (start < before || end <= start || end > text.length) throw new Error(`span ${start}..${end} behind ${before} in ${text.length}`);
    before = end;
  }
}

/** Secrets, personal data, columns and own rules over hostile text: spans are in order and nothing but `TextError` is thrown. */
export const target: { readonly name: string; readonly run: (bytes: Uint8Array) => void } = {
  name: "text",
  run(bytes) {
    const text = textOf(bytes);
    check(text, findSecrets(text));
    check(text, findSecrets(text, { examples: true }));
    check(text, findPersonalData(text, { minimumScore: 0 }));
    classifyColumn(text.slice(0, 40), text.split("\n"));
    try {
      createSecretEngine([], compileUserSecretRules([{ id: "own", title: "own", keywords: ["key"], pattern: text.slice(0, 60) }]));
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
    }
  },
};
