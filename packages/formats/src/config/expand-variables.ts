const REFERENCE = /\$\$|\\\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?=])((?:[^{}]|\{[^{}]*\}|\$\{[^{}]*\})*))?\}|\$([A-Za-z_][A-Za-z0-9_]*)/g;

/** What names may grow a text by: `A=$A$A` doubles with every line. */
const GROWTH = 100_000;

export interface Expanded {
  /** References that nobody knows stay as written. */
  readonly value: string;
  /** A `${X:-default}` decided the value: the real environment may say otherwise. */
  readonly defaulted: boolean;
  /** Every reference got a value. */
  readonly complete: boolean;
}

/** `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:+y}`, `$$` (POSIX shell 2.6.2, as Compose, .env files and Dockerfiles use it). */
export function expandVariables(text: string, lookup: (name: string) => string | undefined, depth = 0): Expanded {
  let defaulted = false;
  let complete = true;
  let grown = 0;
  const value = text.replace(
    REFERENCE,
    (whole, braced: string | undefined, operator: string | undefined, word: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare;
      if (name === undefined) return "$";
      const known = lookup(name);
      grown += known?.length ?? 0;
      const found = grown > GROWTH ? undefined : known;
      const nested = (): string => {
        const inner = depth < 5 ? expandVariables(word ?? "", lookup, depth + 1) : { value: word ?? "", defaulted: false, complete: false };
        complete &&= inner.complete;
        return inner.value;
      };
      if (operator?.endsWith("+") === true) return found === undefined || found === "" ? "" : nested();
      if (found !== undefined && !(found === "" && operator?.startsWith(":") === true)) return found;
      if (operator?.endsWith("-") === true || operator?.endsWith("=") === true) {
        defaulted = true;
        return nested();
      }
      complete = false;
      return whole;
    },
  );
  return { value, defaulted, complete };
}
