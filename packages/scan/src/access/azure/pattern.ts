/** Whether a pattern of a role fits an action: `*` stands for anything, case does not count. Linear in both. */
export function actionFits(pattern: string, action: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  if (rest.length === 0) return first === text;
  if (!text.startsWith(first)) return false;
  const last = rest.at(-1) ?? "";
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
