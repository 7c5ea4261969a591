export { bytesText, countText, percentText, plainText } from "../../profile/report/words.ts";

/** A bar of so many characters at most. */
export function barsOfCounts(share: number, width: number): string {
  const eighths = Math.max(1, Math.round(8 * share * width));
  return "█".repeat(eighths >> 3) + (["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths & 7] ?? "");
}

export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > Math.max(20, width)) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
