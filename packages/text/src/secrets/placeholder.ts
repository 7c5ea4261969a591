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
  if (template.test(value)) return "template";
  if (fillIn.test(value)) return "fill-in";
  if (/^[xX*.•#0-]+$/.test(value) || filling.test(value)) return "masked";
  if (isWritten(words.exec(value)?.[0])) return "placeholder-word";
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

/** Everyday passwords once digits, symbols and the usual letter swaps are taken off. */
export function isWeakWord(value: string): boolean {
  const folded = value.toLowerCase();
  const plain = folded.replace(/[^a-z]/g, "");
  const swapped = folded
    .replace(/[@4]/g, "a")
    .replace(/0/g, "o")
    .replace(/[1!]/g, "i")
    .replace(/3/g, "e")
    .replace(/[$5]/g, "s")
    .replace(/7/g, "t")
    .replace(/[^a-z]+$/g, "")
    .replace(/[^a-z]/g, "");
  return plain === "" || weak.has(plain) || weak.has(swapped) || weak.has(plain.replace(/(?:password|passwd|pass|pwd|secret)$/, ""));
}

/** Account numbers in front of a token may well be 123456789012; what counts is the longest piece. */
function longestPiece(value: string): string {
  let longest = "";
  for (const piece of value.split(/[^A-Za-z0-9]/)) if (piece.length > longest.length) longest = piece;
  return longest;
}
