/** What a backslash means differs in few letters; the rest is common to all five languages. */
export interface EscapeStyle {
  /** Letters beyond \n \t \r \b \f \v \a \0 \\ \" \'. */
  readonly letters?: Readonly<Record<string, string>>;
  /** A backslash at the end of a line swallows the feed, and in Rust the blanks that follow. */
  readonly continuation?: "feed" | "blanks";
}

const LETTERS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", a: "\x07" };

const ESCAPE =
  /\\(?:u\{([0-9a-fA-F_ ]{1,20})\}|u+([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x\{?([0-9a-fA-F]{1,4})\}?|([0-7]{1,3})|(\r?\n)([ \t\r\n]*)|([^]))/gu;

function codePoint(hex: string): string {
  const value = Number.parseInt(hex.replaceAll("_", ""), 16);
  return Number.isNaN(value) || value > 0x10ffff ? "\ufffd" : String.fromCodePoint(value);
}

/** Replaces the escape sequences of a string literal's inside. Unknown ones lose their backslash. */
export function decodeEscapes(text: string, style: EscapeStyle = {}): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    ESCAPE,
    (
      _whole,
      braced?: string,
      four?: string,
      eight?: string,
      hex?: string,
      octal?: string,
      feed?: string,
      blanks?: string,
      letter?: string,
    ) => {
      const digits = braced ?? four ?? eight ?? hex;
      if (digits !== undefined) return digits.trim().split(/\s+/u).map(codePoint).join("");
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (feed !== undefined) return style.continuation === "blanks" ? "" : (blanks ?? "");
      if (letter === undefined) return "";
      return style.letters?.[letter] ?? LETTERS[letter] ?? letter;
    },
  );
}

/** Takes the indentation away that all lines which are not blank share. */
export function dedent(text: string): string {
  const lines = text.split("\n");
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines) if (line.trim() !== "") margin = Math.min(margin, line.length - line.trimStart().length);
  if (!Number.isFinite(margin) || margin === 0) return text;
  return lines.map((line) => line.slice(margin)).join("\n");
}
