import { scanText, type TextDetector } from "@castellan/text";

/** A function that replaces what detectors find in a text by its kind in angle brackets: `<EMAIL_ADDRESS>`. */
export function textMask(detect: readonly TextDetector[]): (value: string) => string {
  return (value) => {
    const spans = scanText(value, { detect }).spans.toSorted((left, right) => left.start - right.start || right.end - left.end);
    let [shown, at] = ["", 0];
    for (const { start, end, type } of spans) {
      if (end <= at) continue;
      // Of two that overlap, the rest of the second is taken out too.
      shown += start >= at ? `${value.slice(at, start)}<${type}>` : "";
      at = end;
    }
    return shown + value.slice(at);
  };
}
