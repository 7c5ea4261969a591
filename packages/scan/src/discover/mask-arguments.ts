/*
 * House rule: secrets are masked in call arguments. Names, references and shapes decide; the detectors of the text
 * room report the secrets themselves.
 */

/** max_tokens, tokenizer, AUTHOR, AUTH_URL and PWD (the working folder) are no secrets. */
const SECRET_NAME =
  /token(?!s|iz|[-_]?(?:count|limit|len|size|type|budget|url|endpoint|path|ids?|per|rate|window|usage|price|cost)\b)|secret(?![-_]?(?:name|arn|id)s?$)|passw(?:or)?d|passwd|(?:^.+|[-_])pwd$|api[-_]?key|access[-_]?key|private[-_]?key|credential|auth(?:orization|entication)?$|(?:^|[-_])auth[-_](?:key|code|header)|bearer|connection[-_]?string|(?:^|[-_])dsn$|database[-_]?url|(?:^|[-_])(?:key|pat)$/i;
const NOT_SECRET =
  /^(?:primary|sort|partition|foreign|cache|group|row|index|hash|range|public|host|object|s3|label|target|id)[-_]?key$|^(?:bos|eos|pad|unk|sep|cls|mask|special|image|stop|num|max|min|new|first|last|next)[-_]?token$/i;
const SECRET_VALUE =
  /^(?:sk-|pk-|ghp_|gho_|github_pat_|glpat-|xox[abpr]-|AKIA|ASIA|AIza|hf_|nvapi-|eyJ|Bearer\s|Basic\s)|^[A-Za-z0-9+/_-]{32,}={0,2}$/;
const MASK = "********";

/** Names that a secret is known by. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NOT_SECRET.test(name.split(".").at(-1) ?? name);
}

/** Arguments without secrets: after a secret-like flag, in KEY=value, in urls, or by the shape of a key. */
export function maskArguments(list: readonly string[]): readonly string[] {
  return list.map((argument, index) => {
    const before = list[index - 1] ?? "";
    const pair = /^(-{0,2}[\w.-]+)([=:]\s*)(.+)$/.exec(argument);
    // A script in one argument is masked word by word.
    if (/\s/.test(argument.trim()) && !isSecretName(pair?.[1] ?? "")) return maskCommand(argument);
    if (argument.includes("://")) return maskUrl(argument);
    if (/^-{1,2}[\w-]+$/.test(before) && isSecretName(before) && !/^-/.test(argument) && !isReference(argument)) return MASK;
    if (pair !== null && isSecretName(pair[1] ?? "") && !isReference(pair[3] ?? "")) return `${pair[1] ?? ""}${pair[2] ?? ""}${MASK}`;
    return SECRET_VALUE.test(argument) && !argument.includes("/") ? MASK : argument;
  });
}

/** A value that refers to a secret instead of holding it. */
export function isReference(value: string): boolean {
  return /\$\{|\{\{|^\$[A-Z]|^%[A-Z_]+%$|<[^>]+>/.test(value);
}

/** A url without user, password and secret-like query values. */
export function maskUrl(url: string): string {
  return url
    .replace(/(:\/\/)[^/@\s]+@/, `$1${MASK}@`)
    .replace(/([?&][\w.-]*(?:token|key|secret|auth|sig|password)[\w.-]*=)(?!\$\{|\{)[^&\s]+/gi, `$1${MASK}`);
}

/** A command line without secrets: after secret-like flags, in NAME=value, in urls and by shape. */
export function maskCommand(command: string): string {
  const words = command.split(/(\s+)/);
  const masked = maskArguments(words.filter((_, index) => index % 2 === 0));
  return masked.map((word, index) => word + (words[2 * index + 1] ?? "")).join("");
}
