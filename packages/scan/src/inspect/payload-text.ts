/** Text that reads like an attack, and where it stands. */
export interface AlarmingText {
  /** In a few words: what the text would do. */
  readonly what: string;
  /** In code units. */
  readonly offset: number;
}

/** Shorter texts are words. */
const MIN_LENGTH = 10;
/** Text that is looked at; what alarms in megabytes of prose stands in their beginning or is no payload. */
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_ENCODED = 256 * 1024;

/** Without one of these no pattern matches: most texts are done after one look. */
const TRIGGER =
  /__import__|__builtins__|__subclasses__|__globals__|system|popen|subprocess|exec|eval|socket|b64decode|urlopen|urlretrieve|requests|<script|javascript:|onerror|\bsh\b|bash|zsh|powershell|\/dev\/tcp|\bnc\b|ncat|netcat|mkfifo|certutil|mshta|rm -|del \/|loads|rmtree/i;

/** Code and commands in the form in which they run; words and sentences about them do not match. Each is linear. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b__import__\s{0,4}\(\s{0,4}['"]/, "an import by name"],
  [
    /\b(?:os|posix|nt)\s{0,4}\.\s{0,4}(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?|startfile)\s{0,4}\(\s{0,4}[rbfu]{0,2}['"[]/,
    "a call that starts a process",
  ],
  [
    /\bos\s{0,2}\.\s{0,2}(?:remove|unlink|rmdir|removedirs)\s{0,2}\(\s{0,4}[rbfu]{0,2}['"]\/|\bshutil\s{0,2}\.\s{0,2}rmtree\s{0,2}\(\s{0,4}['"]/,
    "a call that deletes files",
  ],
  [
    /\bsubprocess\s{0,4}\.\s{0,4}(?:run|call|Popen|check_output|check_call|getoutput|getstatusoutput)\s{0,4}\(\s{0,4}(?:[[(]\s{0,4})?[rbfu]{0,2}['"]/,
    "a call that starts a process",
  ],
  [
    /\b(?:exec|eval)\s{0,4}\(\s{0,4}(?:base64|b64decode|compile|zlib|marshal|codecs|bytes\s{0,2}\.|bytearray|__import__|getattr|requests|urllib|open|input|\w{1,20}\.b64decode|decompress)\b/,
    "code that runs decoded code",
  ],
  [
    /\b(?:exec|eval)\s{0,4}\(\s{0,4}[rbfu]{0,2}['"]{1,3}\s{0,4}(?:import\s|from\s|__import__|print\s{0,2}\(|os\.|open\s{0,2}\()/,
    "code that runs a text",
  ],
  [
    /\bimport\s{1,4}(?:os|subprocess|socket|pty)\b[^\n]{0,80};[^\n]{0,120}(?:system|popen|exec|spawn|socket|Popen|call|run)\s{0,4}\(/,
    "code that starts a process",
  ],
  [/\bsocket\s{0,2}\.\s{0,2}socket\s{0,2}\([^\n]{0,160}\.connect\s{0,2}\(\s{0,2}\(/, "code that opens a connection"],
  [
    /\b(?:pickle|cPickle|marshal|dill|cloudpickle)\s{0,2}\.\s{0,2}loads\s{0,2}\(\s{0,4}(?:base64|b64decode|zlib|bytes|codecs|[rbu]{0,2}['"])/,
    "code that loads a pickle",
  ],
  [
    /\burllib\s{0,2}(?:\.\s{0,2}request)?\s{0,2}\.\s{0,2}url(?:open|retrieve)\s{0,2}\(\s{0,4}[rbfu]{0,2}['"]https?:/,
    "code that fetches something",
  ],
  [
    /\b__builtins__\s{0,2}(?:\[|\.\s{0,2}(?:eval|exec|__import__|open))|\.\s{0,2}__subclasses__\s{0,2}\(\s{0,2}\)|\.\s{0,2}__globals__\s{0,2}\[/,
    "a walk to the interpreter's own names",
  ],
  [/\bprint\s{0,2}\(\s{0,2}open\s{0,2}\(\s{0,2}['"]\/etc\/(?:passwd|shadow)/, "code that reads the accounts of the machine"],
  [/\b(?:curl|wget)\s[^|\n;]{1,300}\|\s{0,4}(?:sudo\s{1,4})?(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|da|k)?sh\b/, "a download that a shell runs"],
  [/\b(?:curl|wget)\s[^|\n]{1,200}(?:&&|;)\s{0,4}(?:sudo\s{1,4})?(?:chmod\s{1,4}\+x|(?:ba|z|da)?sh\s)/, "a download that a shell runs"],
  [/\b(?:ba)?sh\s{1,4}-i\s{0,4}[>&<]|\/dev\/tcp\/[\w.-]{1,100}\/\d{1,5}/, "a shell that calls home"],
  [
    /\b(?:nc|ncat|netcat)\s{1,4}(?:-\w{1,8}\s{1,4}){0,6}(?:-e|-c)\s{1,4}\S{0,20}sh\b|\b(?:nc|ncat|netcat)\s{1,4}(?:-\w{1,8}\s{1,4}){0,4}[\w.]{3,80}\s{1,4}\d{2,5}\s{1,4}(?:-e|<|\|)|\bmkfifo\s{1,4}\/tmp\//,
    "a shell that calls home",
  ],
  [
    /\bbase64\s{1,4}(?:-d|-D|--decode)\b[^\n|]{0,100}\|\s{0,4}(?:sudo\s{1,4})?(?:\/bin\/)?(?:ba|z|da)?sh\b|\becho\s[^\n|]{1,2000}\|\s{0,4}base64\s{1,4}(?:-d|--decode)\s{0,4}\|/,
    "an encoded command",
  ],
  [
    /\bpowershell(?:\.exe)?\s[^\n]{0,120}(?:-e(?:nc|ncodedcommand)?\s|IEX|Invoke-Expression|DownloadString|-w(?:indowstyle)?\s{1,4}hidden)/i,
    "a hidden command of PowerShell",
  ],
  [
    /\brm\s{1,4}-(?:rf|fr)\s{1,4}(?:--no-preserve-root\s{1,4})?[/~](?:[\s*'";]|$)|\bdel\s{1,4}\/[sfq]\s[^\n]{0,20}\b[cC]:\\/,
    "a command that deletes everything",
  ],
  [/\b(?:certutil\s[^\n]{0,60}-urlcache|mshta\s{1,4}https?:)/i, "a download by a system tool"],
  [
    /\bpython[23]?\s{1,4}-c\s{1,4}['"]{1,2}\s{0,4}(?:import\s{1,4}(?:os|pty|socket|subprocess|base64)\b|exec|eval)/,
    "a command that runs code",
  ],
  [
    /<script\b[^>]{0,200}>[^<]{0,400}(?:\(|=|\bsrc\b)|<script\b[^>]{0,100}\bsrc\s{0,2}=|\bjavascript:\s{0,4}\w{1,40}\s{0,2}\(|<\w{1,20}\s[^>]{0,200}\bon(?:error|load)\s{0,2}=\s{0,2}['"]?\s{0,2}\w{1,40}\s{0,2}[(.=]/i,
    "a script of a web page",
  ],
];

/**
 * Code, shell commands and scripts in a text that is meant to be data. It does nothing by itself: whoever finds it calls
 * it suspicious at most. Linear in the text; words and prose about such things do not match.
 */
export function alarmingText(text: string): AlarmingText | undefined {
  if (text.length < MIN_LENGTH) return undefined;
  const body = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  return inPlainText(body) ?? inEncodedText(body);
}

function inPlainText(text: string): AlarmingText | undefined {
  if (!TRIGGER.test(text)) return undefined;
  let first: AlarmingText | undefined;
  for (const [pattern, what] of PATTERNS) {
    const match = pattern.exec(text);
    if (match !== null && (first === undefined || match.index < first.offset)) first = { what, offset: match.index };
  }
  return first;
}

/** A text that is base64 as a whole: what it stands for. */
function inEncodedText(text: string): AlarmingText | undefined {
  if (text.length < 20 || text.length > MAX_ENCODED || text.length % 4 === 1) return undefined;
  if (!/^[A-Za-z0-9+/_-]{20}/.test(text)) return undefined;
  const head = Buffer.from(text.slice(0, 64), "base64");
  const stream = head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5;
  if (!stream && !isPrintable(head)) return undefined;
  if (!/^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64");
  if (stream) return decoded.at(-1) === 0x2e && decoded.length >= 20 ? { what: "a pickle in base64", offset: 0 } : undefined;
  const inner = inPlainText(decoded.toString("latin1"));
  return inner === undefined ? undefined : { what: `${inner.what} in base64`, offset: 0 };
}

function isPrintable(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
