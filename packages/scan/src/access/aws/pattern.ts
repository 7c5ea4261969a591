/*
 * IAM patterns: `*` is any text, `?` one character (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
 */

/** A star, a question mark that mean themselves: what a policy variable stands for is text. */
const PLAIN: { readonly [character: string]: string } = { "\uE02A": "*", "\uE03F": "?" };

/** A text as a pattern that only it fits. */
export function plain(text: string): string {
  return text.replaceAll("*", "\uE02A").replaceAll("?", "\uE03F");
}

/** The text that `plain` made a pattern of. */
export function unplain(pattern: string): string {
  return pattern.replaceAll("\uE02A", "*").replaceAll("\uE03F", "?");
}

/** Whether a text fits a pattern, in time that is linear for each star. */
export function fits(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    const wanted = pattern[p];
    if (wanted !== undefined && (wanted === "?" || (wanted !== "*" && (wanted === text[t] || PLAIN[wanted] === text[t])))) {
      p++;
      t++;
    } else if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** Characters compared for two patterns: longer ones are taken to overlap, which denies nothing and misses nothing. */
const PRODUCT = 4_000_000;

/** Whether some text fits both patterns. */
export function overlap(first: string, second: string): boolean {
  if (!/[*?]/.test(first)) return fits(second, first);
  if (!/[*?]/.test(second)) return fits(first, second);
  if (first.length * second.length > PRODUCT) return true;
  // reach[j]: the prefixes first[0..i) and second[0..j) have a text in common.
  let reach = new Uint8Array(second.length + 1);
  reach[0] = 1;
  for (let j = 1; j <= second.length && second[j - 1] === "*"; j++) reach[j] = 1;
  for (let i = 1; i <= first.length; i++) {
    const next = new Uint8Array(second.length + 1);
    const a = first[i - 1];
    next[0] = a === "*" ? (reach[0] ?? 0) : 0;
    for (let j = 1; j <= second.length; j++) {
      const b = second[j - 1];
      const both = reach[j - 1] === 1;
      const above = reach[j] === 1;
      const left = next[j - 1] === 1;
      // A star takes nothing, or one more character of the other side.
      if (a === "*") next[j] = above || left || both ? 1 : 0;
      else if (b === "*") next[j] = left || above || both ? 1 : 0;
      else next[j] = both && (a === "?" || b === "?" || a === b) ? 1 : 0;
    }
    reach = next;
  }
  return reach[second.length] === 1;
}

/** Whether a pattern stands for every text. */
export function isEverything(pattern: string): boolean {
  return pattern !== "" && /^\*+$/.test(pattern);
}

/**
 * Whether an ARN fits a pattern: a wildcard stays within its part, but for the last, which holds colons of its own
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html). What is no ARN is one text.
 */
export function fitsArn(pattern: string, text: string): boolean {
  if (!fits(pattern, text)) return false;
  if (!pattern.startsWith("arn:") || !text.startsWith("arn:")) return true;
  const [wanted, parts] = [arnParts(pattern), arnParts(text)];
  return wanted === undefined || parts === undefined || wanted.every((part, at) => fits(part, parts[at] ?? ""));
}

/** Six parts; undefined where there are fewer. Colons within `${…}` are of the reference. */
export function arnParts(arn: string): readonly string[] | undefined {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < arn.length && parts.length < 5; at++) {
    if (arn[at] === "{" && arn[at - 1] === "$") depth++;
    else if (arn[at] === "}" && depth > 0) depth--;
    else if (arn[at] === ":" && depth === 0) {
      parts.push(arn.slice(start, at));
      start = at + 1;
    }
  }
  return parts.length < 5 ? undefined : [...parts, arn.slice(start)];
}
