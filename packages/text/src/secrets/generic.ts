import { naturalness, patternedShare, shannonEntropy } from "../randomness.ts";
import { splitWords } from "../words.ts";
import type { Assignment } from "./assignment.ts";
import { isWeakWord, placeholderReason } from "./placeholder.ts";

/** What a name says about the value given to it. */
export type NameClass = "password" | "token";

const passwordHeads = new Set([
  "password",
  "passwd",
  "pwd",
  "pass",
  "passphrase",
  "passcode",
  "dbpassword",
  "dbpass",
  "userpassword",
  "rootpassword",
  "adminpassword",
]);
const tokenHeads = new Set([
  "secret",
  "token",
  "apikey",
  "accesskey",
  "secretkey",
  "privatekey",
  "authtoken",
  "accesstoken",
  "apitoken",
  "apisecret",
  "clientsecret",
  "credential",
  "credentials",
  "auth",
  "authkey",
  "bearer",
  "appsecret",
  "appkey",
]);
const keyQualifiers = new Set([
  "api",
  "access",
  "secret",
  "private",
  "auth",
  "authentication",
  "encryption",
  "signing",
  "account",
  "master",
  "service",
  "app",
  "application",
  "shared",
  "storage",
  "subscription",
  "client",
  "license",
  "admin",
  "root",
  "session",
  "jwt",
  "aes",
  "hmac",
  "webhook",
  "cookie",
  "salt",
  "crypt",
  "cipher",
  "token",
  "server",
  "deploy",
  "write",
  "read",
  "bot",
  "hub",
]);
/** Words that may follow the head without changing what it names. */
const neutral =
  /^(?:value|val|string|str|text|txt|plain|plaintext|raw|default|prod|production|stag|stage|staging|dev|live|main|primary|secondary|old|new|current|base|hex|env|v?\d+|v|b|here)$/;
/** Words that say the value is no credential, wherever they stand in the name. */
const disclaimers = new Set(
  "public pub pubkey hash hashed digest checksum sha csrf xsrf nonce next page pagination continuation cursor pad padding eos bos unk cls sep mask special max min num count counts total type types name names label field fields column header prefix suffix placeholder hint regex pattern format example sample fake mock dummy test tests fixture expected invalid wrong bad url uri path file filename dir env var variable id ids ref arn length size len limit ttl expiry expires expiration index i18n title message msg error description desc help usage doc docs prompt policy rule scope scopes grammar lexer parser sort partition primary foreign cache lookup vocab image model tokenizer reset forgot confirm change validator validation strength required".split(
    " ",
  ),
);

/** Classifies a name, or says nothing when it does not name a credential. Only the head noun counts: `token_type` is a type. */
export function classifyName(name: string): NameClass | undefined {
  const words = splitWords(name);
  if (words.length > 12 || words.some((word) => disclaimers.has(word))) return undefined;
  let last = words.length - 1;
  while (last > 0 && neutral.test(words[last] ?? "")) last--;
  const head = words[last] ?? "";
  const before = words[last - 1] ?? "";
  if (passwordHeads.has(head))
    return head === "pass" &&
      words.length > 1 &&
      !/^(?:user|db|database|root|admin|smtp|mail|email|my|ftp|redis|pg|mysql|auth|http|login|key)$/.test(before)
      ? undefined
      : "password";
  if (tokenHeads.has(head)) return "token";
  if (head === "key" && keyQualifiers.has(before)) return "token";
  return undefined;
}

/** Why a value given to a credential name is or is not a secret. Returns the class it was accepted as. */
export function judgeGeneric(assignment: Assignment): NameClass | undefined {
  const { value, tail } = assignment;
  if (tail !== "" || value.length < 8 || value.length > 512 || /[^\x21-\x7e]/.test(value)) return undefined;
  const kind = classifyName(assignment.name);
  if (kind === undefined || !operatorFits(assignment)) return undefined;
  const reason = placeholderReason(value, true);
  // People do choose passwords such as `Aa1234321Bb`.
  const chosen = kind === "password" && reason === "patterned" && patternedShare(value) < 0.75;
  if ((reason !== undefined && !chosen) || isReference(value)) return undefined;
  if (kind === "token") return looksLikeToken(value, assignment) ? "token" : undefined;
  return looksLikePassword(value, assignment) ? "password" : undefined;
}

function operatorFits({ operator, quoted, next, value }: Assignment): boolean {
  if (operator.startsWith("!=") || operator.startsWith("==")) return false;
  if (operator === "," || operator === "||" || operator === "->" || operator === "sql") return quoted;
  if (quoted) return true;
  // A bare word in front of a bracket, a quote or an operator is code.
  return !/[([{"'`|\\]/.test(next === "" ? " " : next) && !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(value);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const reference =
  /^(?:\.{0,2}\/|~|[A-Za-z]:\\|\w+:\/\/|www\.|#|@|-)|^[\w.-]+\.(?:com|org|net|io|ai|dev|local|json|ya?ml|txt|pem|key|crt|cer|env|py|ts|js|md|html|png|svg)\b|^[^@\s]+@[^@\s]+\.[a-z]{2,}$|^\d{4}-\d\d-\d\d|^v?\d+(?:\.\d+)+|^projects\/|^arn:|^[\w-]+\/[\w-]+(?:\/[\w.-]+)*$|\(|\)|^[\d.,:+-]+$|[;{}<>]|=>|^sha\d+[-:]|\$\$|^\w+\[|::/;

/** Keys made to be shown to everyone: PostHog project keys, publishable Stripe and Clerk keys. */
const publicKey = /^(?:phc_|pk_(?:live|test)_|pub[-_]|public|ssh-(?:rsa|ed25519))/;

/** Paths, addresses, versions, dates, numbers, UUIDs, code. */
function isReference(value: string): boolean {
  return (
    publicKey.test(value) ||
    uuid.test(value) ||
    uuid.test(value.slice(-36)) ||
    (reference.test(value) && !/^[A-Za-z0-9+/]{32,}={0,2}$/.test(value.replace(/^.*\/{2}.*$/, "")))
  );
}

function looksLikeToken(value: string, { quoted, operator }: Assignment): boolean {
  const digits = value.replace(/[^0-9]/g, "").length;
  const letters = value.replace(/[^A-Za-z]/g, "").length;
  if (value.length < (quoted && operator !== "," ? 16 : 20) || letters < 2 || isWordy(value)) return false;
  // One digit in twenty characters is common by chance; none at all needs letters no word has.
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && naturalness(value).share < (digits === 0 ? 0.5 : 0.6);
  if (digits < 2 && !(mixed && value.length >= (digits === 0 ? 24 : 20))) return false;
  const hex = /^[0-9a-fA-F]+$/.test(value);
  if (hex) return value.length >= 24 && shannonEntropy(value) >= 3;
  return shannonEntropy(value) >= 3.4 && /^[A-Za-z0-9_+/=.~:!@#%^*-]+$/.test(value);
}

function looksLikePassword(value: string, { quoted, operator }: Assignment): boolean {
  if (value.length > 128 || isWeakWord(value) || isWordy(value)) return false;
  if (operator === "," && !/[0-9]/.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  const mixed = /[0-9]/.test(value) && /[A-Za-z]/.test(value);
  return mixed && classes >= (quoted ? 2 : 3) && shannonEntropy(value) >= 2.75;
}

/** `SECRET_MCP_PAYLOAD_1` names something. */
const constantName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,20}$/;

/** Identifiers and prose: nearly all pieces are words and digits are few. */
function isWordy(value: string): boolean {
  if (constantName.test(value)) return true;
  const { share, pairs } = naturalness(value);
  const digits = value.replace(/[^0-9]/g, "").length;
  if (pairs >= 4 && share >= 0.75 && digits / value.length < 0.25) return true;
  return (
    splitWords(value)
      .filter((word) => /^[a-z]{3,}$/.test(word) && naturalness(word).share >= 0.8)
      .join("").length >
    value.length * 0.6
  );
}
