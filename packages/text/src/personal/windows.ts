/** A stretch of text, UTF-16 code units, `end` exclusive. */
export interface TextWindow {
  readonly start: number;
  readonly end: number;
}

const BEFORE = 80;
const BEHIND = 96;
const URL_REACH = 1100;

/**
 * The stretches in which personal data with a fixed form can stand: around digits and `@`, and behind
 * `://`. Merged, in order, and cut at line ends only by chance: context words stay inside. One pass.
 */
export function candidateWindows(text: string): TextWindow[] {
  const windows: { start: number; end: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isDigit = code >= 48 && code <= 57;
    if (!isDigit && code !== 64 && code !== 58) continue;
    const reach = code === 58 && text.charCodeAt(i + 1) === 47 ? URL_REACH : BEHIND;
    if (code === 58 && reach === BEHIND) continue;
    const start = Math.max(0, i - BEFORE);
    const end = Math.min(text.length, i + reach);
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else windows.push({ start, end });
  }
  return windows;
}
