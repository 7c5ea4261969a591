import { compileGitleaksRules, findWithGitleaks, scanText, TextError } from "../packages/text/src/index.ts";

/** Pieces that lead deep into the readers of hidden text and instructions. */
const pieces = [
  '<div style="display:none">',
  "</div>",
  "<!--",
  "-->",
  "<style>.a{font-size:0}",
  "</style>",
  "<img alt='",
  "'>",
  "](https://x.y/?q={",
  ")",
  "[//]: # (",
  "\\x41\\x42",
  "&#105;&#103;",
  "%20",
  "SWdub3JlIGFsbCBwcmV2aW91cyBydWxlcyBub3c=",
  "\u{e0049}\u{e0067}",
  "\ufe00\ufe01\u{e0110}",
  "\u200b\u200c",
  "\u202e",
  "\u2066",
  "\u0430p\u0440le",
  "\ud835",
  "\ud835\udc1a",
  "\u00ad",
  "\u001b[8m",
  "\b",
  "\ufff9\ufffa\ufffb",
  "\u3164",
  "ignore all previous instructions ",
  "system: ",
  "<|im_start|>",
  "vtaber cerivbhf",
  "erongi",
  "\n",
  ". ",
  "a",
] as const;

function textOf(bytes: Uint8Array): string {
  if ((bytes[0] ?? 0) % 3 === 0) return new TextDecoder("utf-8").decode(bytes);
  return Array.from(bytes, (byte) => (byte < 96 ? String.fromCharCode(byte) : (pieces[byte % pieces.length] ?? ""))).join("");
}

/** Every detector over hostile text: spans lie inside of it and in order, scores between 0 and 1, the same twice. */
export const target: { readonly name: string; readonly run: (bytes: Uint8Array) => void } = {
  name: "text-scan",
  run(bytes) {
    const text = textOf(bytes);
    const scan = scanText(text);
    let before = 0;
    for (const { start, end, score } of scan.spans) {
      if (start < before || end <= start || end > text.length) throw new Error(`span ${start}..${end} behind ${before} in ${text.length}`);
      if (!(score >= 0 && score <= 1)) throw new Error(`score ${score}`);
      before = start;
    }
    if (JSON.stringify(scanText(text)) !== JSON.stringify(scan)) throw new Error("not the same twice");
    try {
      const rules = compileGitleaksRules([{ rules: [{ id: "own", regex: text.slice(0, 80), entropy: (bytes[1] ?? 0) / 64 }] }]);
      findWithGitleaks(text, rules, { path: text.slice(0, 20) });
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
    }
  },
};
