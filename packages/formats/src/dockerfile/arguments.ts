/** Line continuations joined, comment lines between them left out; heredoc bodies stay. */
export function joinedArguments(raw: string): string {
  if (!raw.includes("\n")) return raw.trim();
  if (/<<-?\s*["']?[A-Za-z_]/.test(raw.split("\n")[0] ?? "")) return raw.trim();
  return raw
    .split(/\r?\n/)
    .filter((line, index) => index === 0 || !/^\s*#/.test(line))
    .map((line) => line.replace(/[\\`]\s*$/, "").trim())
    .filter((line) => line !== "")
    .join(" ");
}

/** `--platform=x image AS name`. */
export function fromParts(value: string): { readonly image: string; readonly name?: string; readonly platform?: string } {
  const words = value.split(/\s+/).filter((word) => word !== "");
  const flags = words.filter((word) => word.startsWith("--"));
  const [image = "", as, name] = words.filter((word) => !word.startsWith("--"));
  const platform = flags.find((flag) => flag.startsWith("--platform="))?.slice("--platform=".length);
  return {
    image,
    ...(as?.toLowerCase() === "as" && name !== undefined ? { name } : {}),
    ...(platform === undefined ? {} : { platform }),
  };
}

/** `A=1 B="two words"`, `ARG A`, and the old form `ENV A two words`. */
export function assignments(text: string, oldForm: boolean): readonly { readonly name: string; readonly value?: string }[] {
  const old = oldForm ? /^([A-Za-z_][\w.-]*)\s+(.*)$/s.exec(text) : null;
  if (old?.[1] !== undefined) return [{ name: old[1], value: unquoted((old[2] ?? "").trim()) }];
  const found: { readonly name: string; readonly value?: string }[] = [];
  const pair = /([A-Za-z_][\w.-]*)(?:=((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])*))?(?=\s|$)/gs;
  for (const match of text.matchAll(pair)) {
    const [, name, value] = match;
    if (name !== undefined) found.push({ name, ...(value === undefined ? {} : { value: unquoted(value) }) });
  }
  return found;
}

function unquoted(value: string): string {
  return value.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'/gs,
    (_whole, double: string | undefined, single: string | undefined) => double?.replace(/\\(["\\])/g, "$1") ?? single ?? "",
  );
}
