/*
 * Values that have no place in the configuration of a model: credentials, places to send data to, commands.
 */

const SECRET_KEY =
  /(?:^|[_.-])(?:api[_-]?key|apikey|secret(?:[_-]?key)?|password|passwd|private[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|hf[_-]?token|bearer|client[_-]?secret|credentials?|exfil(?:tration)?(?:[_-]?key)?)$/i;
const SECRET_VALUE =
  /^(?:sk-[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[baprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)/;
const PLACEHOLDER =
  /^$|^[<[{$%(]|^(?:none|null|false|true|env|todo|changeme|change_me|example|xxx+|\*+|\.\.\.|dummy|empty|not[-_ ]?needed)$|your[-_ ]|placeholder|insert[-_ ]|os\.environ|\bgetenv\b/i;
const ENDPOINT_KEY =
  /(?:endpoint|webhook|callback|remote|upload|download|server|beacon|telemetry|report|collect|exfil|c2|proxy|api)[a-z_-]{0,20}(?:url|uri|host|address|endpoint)?$|^(?:url|uri|host|api_base|base_url)$/i;
/** Hosts that stand in the configurations of published models, and ones that are no other machine. */
const KNOWN_HOST =
  /^(?:(?:[\w-]+\.)*(?:huggingface\.co|hf\.co|github\.com|githubusercontent\.com|arxiv\.org|apache\.org|w3\.org|schema\.org|json-schema\.org|opensource\.org|creativecommons\.org|wikipedia\.org|pytorch\.org|tensorflow\.org|google\.com|googleapis\.com|microsoft\.com|nvidia\.com|example\.(?:com|org|net)|kaggle\.com|zenodo\.org|mlflow\.org|openai\.com|stanford\.edu|readthedocs\.io)|localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|host\.docker\.internal)$/i;
const COMMAND_KEY =
  /(?:^|_)(?:command|cmd|shell|exec|script|hook|entrypoint|startup|install|debug_command|pre_load|post_load|on_load)(?:_|$)/i;
const COMMAND =
  /(?:^|[;&|`(]\s{0,4})(?:sudo\s+)?(?:rm\s+-\w*[rf]|(?:curl|wget)\s+\S|(?:ba|z|da|k)?sh\s+-[a-z]*[ci]|nc\s+-|ncat\s|chmod\s+[+\d]|dd\s+if=|mkfifo\s|powershell|cmd(?:\.exe)?\s+\/c|python[\d.]{0,4}\s+-c|perl\s+-e|ruby\s+-e|php\s+-r|eval\s|base64\s+-d|crontab\s|mkfs|\/bin\/(?:ba)?sh\b)|:\(\)\s*\{\s*:\|/i;
const NATIVE_LIBRARY = /^(?:[\w./\\:~-]{1,300}[/\\])[\w.-]{1,100}\.(?:so|dll|dylib|pyd|exe|sh|bat|ps1)(?:\.\d{1,3}){0,3}$/i;
const DARK = /\b(?:exfil\w*|reverse[-_ ]?shell|c2[-_ ]?server|attacker|payload[-_ ]?url|keylogger)\b/i;

/** Why a value is suspicious, as a sentence about it; undefined where it is not. */
export function suspiciousValue(key: string, value: string): string | undefined {
  if (value.length > 4000) return undefined;
  const text = value.trim();
  if (SECRET_VALUE.test(text)) return "looks like a credential";
  if (SECRET_KEY.test(key) && text.length >= 8 && !PLACEHOLDER.test(text) && !/\s/.test(text)) return "looks like a credential";
  const host = /^(https?):\/\/(?:[^/@\s]{0,100}@)?([\w.-]{1,253}|\[[\da-f:]{1,45}\])(?::\d{1,5})?(?:[/?#]|$)/i.exec(text);
  if (host !== null) {
    const [, scheme = "", name = ""] = host;
    if (DARK.test(key) || DARK.test(text)) return `is an address to send data to: ${text.slice(0, 100)}`;
    if (scheme.toLowerCase() === "http" && ENDPOINT_KEY.test(key) && !KNOWN_HOST.test(name))
      return `is the address of another machine without encryption: ${text.slice(0, 100)}`;
    return undefined;
  }
  if (COMMAND.test(text) && (COMMAND_KEY.test(key) || text.length < 400)) return "is a command of a shell";
  if (NATIVE_LIBRARY.test(text) || /^[\w.-]{1,100}\.(?:so|dll|dylib|pyd)(?:\.\d{1,3}){0,3}$/i.test(text))
    return "names native code or a script to be loaded";
  return undefined;
}
