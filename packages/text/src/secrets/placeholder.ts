import { createPrefilter } from "../prefilter/automaton.ts";
import { isPeriodic, patternedShare, variety } from "../randomness.ts";
import { isPublished } from "./published.ts";

/** Why a value is no live secret: it is a template, or somebody made it up. */
export type PlaceholderReason =
  | "template"
  | "published"
  | "fill-in"
  | "placeholder-word"
  | "masked"
  | "patterned"
  | "periodic"
  | "weak-word"
  | "few-characters";

/** `${X}`, `{{x}}`, `<your-key>`, `%(x)s`, `$(cmd)`, `#{x}`, `[KEY]`, `@Microsoft.KeyVault(…)`. */
const template =
  /\$\{|\$\(|\{\{|\}\}|#\{|%\(|<[A-Za-z_][^<>]{0,60}>|^\[[^\]]{1,60}\]$|^\{[^}]{0,60}\}$|^\$[A-Za-z_]|^%[A-Za-z_]+%$|%s|^__\w+__$|^@Microsoft\.|^\{?\$?env[.:(]|^(?:secret|vault|ref|arn|ssm|op|awssm|gcpsm|keyvault):/i;

/** Words that ask the reader to put something in their place. */
const fillIn =
  /placehold|change-?_?me|replace[-_]?(?:me|with|this)|redacted|insert[-_]|enter[-_]|your[-_ ]?\w|y0ur|goes[-_]?here|[-_]here\b|\*\*\*|\.\.\.|…|todo|fixme|\[[A-Z_ -]{3,40}\]/i;
/** Words that somebody who needs a value for a test or a page writes. */
const words =
  /example|sample|dummy|fake|notreal|not[-_]a[-_]|foobar|lorem|unused|invalid|undefined|asdf|qwerty|deadbeef|cafeb(?:abe|4b3)|d3adb33f|badc0de|c0ffee|feedface|testtest|test[-_]?(?:key|token|secret|password|api|only)|test$|^test|(?:my|some|the|super|very|top)[-_]?(?:secret|password|token|api[-_]?key|key)|\b(?:a|an)[-_](?:secret|password|token|key)|(?:secret|password|passwd|token|api[-_]?key)[-_]?(?:here|value|string|123)/i;
/** What must stand in a value for `fillIn` (1) or `words` (2) to match, unless it holds other marks than `-` and `_`. */
const NEEDED = new Map<string, number>([
  ...["placehold", "change", "replace", "redacted", "insert", "enter", "your", "y0ur", "goes", "here", "todo", "fixme"].map(
    (word): [string, number] => [word, 1],
  ),
  ..."example sample dummy fake notreal not-a- not-a_ not_a- not_a_ foobar lorem unused invalid undefined asdf qwerty deadbeef cafeb d3adb33f badc0de c0ffee feedface test secret passw token key"
    .split(" ")
    .map((word): [string, number] => [word, 2]),
]);
const needed = createPrefilter([...NEEDED.keys()]);
const neededBits = [...NEEDED.values()];

/** The bits of `NEEDED` in a value of letters, digits, `-` and `_`; all of them for others. */
function bitsNeeded(value: string): number {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const isPlain = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45 || code === 95;
    if (!isPlain) return ANY;
  }
  let bits = 0;
  needed.scan(value, (keyword) => {
    bits |= neededBits[keyword] ?? 0;
  });
  return bits;
}

const FILL_IN = 1;
const WORD = 2;
const ANY = 7;

/** Longest stretch of `X`, `0` or other filling that a random value has. */
const filling = /[xX]{5}|\*{3}|#{4}|([xX*.•#0-])\1{11}/;

const weak = new Set(
  "password passwd passw pass pwd secret secrets admin administrator root user username test testing tester guest demo default postgres postgresql mysql mariadb redis mongo mongodb minio minioadmin rabbitmq elastic elasticsearch kibana neo4j letmein welcome qwerty abc abcd foo bar baz foobar hello world none null nil true false empty string token key apikey login hunter master trustno monkey dragon iloveyou superuser supersecret secretkey secretpassword mysecret mysecretpassword mypassword passphrase airflow mlflow prefect docker local localhost dev development prod production staging chroma langfuse litellm clickhouse grafana keycloak sa sqlserver oracle dbpassword dbpass pg pgpassword myuser mypass some any bla blah temp tmp unknown required optional value sonar jenkins gitlab nexus vagrant ubuntu ansible pi alpine raspberry changeit".split(
    " ",
  ),
);

/**
 * Why `secret` is a placeholder, or nothing. `secret` is the part of a secret behind its fixed prefix.
 * @param strict also drops weak everyday passwords (`postgres`, `admin123`); meant for generic rules.
 */
export function placeholderReason(secret: string, strict = false): PlaceholderReason | undefined {
  // `live_` and `test_` name the environment of a real key.
  const value = secret.replace(/^(?:live|test|sandbox|prod|production|development)[_-](?:pub_)?(?=.{16})/, "");
  if (isPublished(value)) return "published";
  const bits = bitsNeeded(value);
  if ((bits === ANY || value.startsWith("__")) && template.test(value)) return "template";
  if ((bits & FILL_IN) !== 0 && fillIn.test(value)) return "fill-in";
  if (/^[xX*.•#0-]+$/.test(value) || filling.test(value)) return "masked";
  if ((bits & WORD) !== 0 && isWritten(words.exec(value)?.[0])) return "placeholder-word";
  if (variety(value) <= Math.min(4, value.length / 4)) return "few-characters";
  const longest = longestPiece(value);
  if (patternedShare(longest) > (longest.length >= 24 ? 0.3 : 0.45) && patternedShare(value) > 0.25) return "patterned";
  if (value.length >= 10 && isPeriodic(value)) return "periodic";
  if (strict && isWeakWord(value)) return "weak-word";
  return undefined;
}

/** People write `fake`, `FAKE` and `Fake`; `FaKe` is chance. */
function isWritten(word: string | undefined): boolean {
  if (word === undefined) return false;
  const letters = word.replace(/[^A-Za-z]/g, "");
  return (
    letters === letters.toLowerCase() ||
    letters === letters.toUpperCase() ||
    /^[A-Z][a-z]+$|^(?:[A-Z]?[a-z]+)(?:[A-Z][a-z]{2,})+$/.test(letters)
  );
}

/** The letters that people write other characters for. */
const SWAPS: Readonly<Record<string, string>> = { "@": "a", "4": "a", "0": "o", "1": "i", "!": "i", "3": "e", $: "s", "5": "s", "7": "t" };
const swapOf = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z]/.test(character) ? character : (SWAPS[character] ?? "");
});

/** Everyday passwords once digits, symbols and the usual letter swaps are taken off. */
export function isWeakWord(value: string): boolean {
  let plain = "";
  let swapped = "";
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) plain += swapOf[code];
    swapped += swapOf[code] ?? "";
  }
  return plain === "" || weak.has(plain) || weak.has(swapped) || weak.has(plain.replace(/(?:password|passwd|pass|pwd|secret)$/, ""));
}

/** Account numbers in front of a token may well be 123456789012; what counts is the longest piece. */
function longestPiece(value: string): string {
  let [start, end] = [0, 0];
  let from = 0;
  for (let i = 0; i <= value.length; i++) {
    const code = i < value.length ? value.charCodeAt(i) : 0;
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) continue;
    if (i - from > end - start) [start, end] = [from, i];
    from = i + 1;
  }
  return value.slice(start, end);
}
