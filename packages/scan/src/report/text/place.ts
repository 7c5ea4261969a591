import { compareText, type Location } from "@castellan/graph";

/** `file:line`, `notebook.ipynb cell 7`, or the resource; the target's index in front when there are several. */
export function placeText(location: Location): string {
  const target = location.target === undefined ? "" : `[${location.target}] `;
  if (location.file === undefined) return `${target}${location.resource ?? ""}`;
  if (location.cell !== undefined) {
    return `${target}${location.file} cell ${location.cell}${location.line === undefined ? "" : `:${location.line}`}`;
  }
  return `${target}${location.file}${location.line === undefined ? "" : `:${location.line}`}`;
}

export function comparePlaces(a: Location, b: Location): number {
  return (
    (a.target ?? 0) - (b.target ?? 0) ||
    compareText(a.file ?? "", b.file ?? "") ||
    (a.cell ?? 0) - (b.cell ?? 0) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.resource ?? "", b.resource ?? "")
  );
}

/** Distinct places, in the order given. */
export function distinctPlaces<T extends Location>(locations: readonly T[]): T[] {
  const seen = new Map<string, T>();
  for (const location of locations) {
    const text = placeText(location);
    if (text !== "" && !seen.has(text)) seen.set(text, location);
  }
  return [...seen.values()];
}

/** Path as an RFC 3986 relative reference: every segment percent-encoded, never absolute. */
export function fileUri(file: string): string {
  const encoded = file
    .split("/")
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join("/");
  return encoded.startsWith("/") ? `.${encoded}` : encoded;
}
