import type { ExifFacts, PictureText } from "@castellan/formats";
import { scanText } from "@castellan/text";

/** Something in what stands beside the pixels that a person may not want to give away, or that is no part of a picture. */
export interface MetadataFinding {
  readonly kind: "position" | "person" | "device" | "personal-data" | "secret" | "hidden-text" | "instructions" | "generated";
  /** The field that holds it. */
  readonly field: string;
  readonly masked: string;
}

const PERSON = new Set(["Artist", "CameraOwnerName", "XPAuthor", "Copyright", "HostComputer", "Author"]);
const DEVICE = new Set(["BodySerialNumber", "LensSerialNumber", "ImageUniqueID"]);
/** Keys under which programs that make pictures from words keep those words. */
const GENERATED = /^(?:parameters|prompt|workflow|sd-metadata|invokeai(?:_metadata)?|dream|generation_data)$/i;
const LONGEST = 20_000;
const CREATOR = /<dc:creator>\s*<rdf:(?:Seq|Bag)>\s*<rdf:li>([^<]{1,200})</;

function masked(text: string): string {
  const [first = "", ...rest] = [...text];
  return `${first}${"•".repeat(Math.min(8, rest.length))}`;
}

/** Findings in EXIF, text chunks, comments and XMP; values are masked, places rounded to whole degrees. */
export function metadataFindings(
  exif: ExifFacts | undefined,
  texts: readonly PictureText[],
  xmp: string | undefined,
): readonly MetadataFinding[] {
  const found: MetadataFinding[] = [];
  if (exif?.position !== undefined) {
    const { latitude, longitude } = exif.position;
    found.push({
      kind: "position",
      field: "GPS",
      masked: `about ${Math.abs(Math.round(latitude))}° ${latitude < 0 ? "S" : "N"} ${Math.abs(Math.round(longitude))}° ${longitude < 0 ? "W" : "E"}`,
    });
  } else if (exif?.gps === true) found.push({ kind: "position", field: "GPS", masked: "a directory without a position that can be read" });
  const creator = xmp === undefined ? undefined : CREATOR.exec(xmp.slice(0, 1 << 20))?.[1];
  if (creator !== undefined) found.push({ kind: "person", field: "XMP creator", masked: masked(creator.trim()) });
  const fields: PictureText[] = [...Object.entries(exif?.tags ?? {}).map(([key, value]) => ({ key, value })), ...texts];
  for (const { key, value } of fields) {
    if (PERSON.has(key)) found.push({ kind: "person", field: key, masked: masked(value) });
    else if (DEVICE.has(key)) found.push({ kind: "device", field: key, masked: masked(value) });
    else if (GENERATED.test(key)) found.push({ kind: "generated", field: key, masked: `${value.length} characters` });
    found.push(...searched(key, value));
  }
  if (xmp !== undefined) found.push(...searched("XMP", xmp));
  return found;
}

function searched(field: string, value: string): readonly MetadataFinding[] {
  return scanText(value.slice(0, LONGEST)).spans.flatMap(({ kind, type, masked: shown, example }): MetadataFinding[] => {
    // Times and addresses of vocabularies stand in every XMP packet.
    if (example !== undefined || type === "DATE_TIME" || type === "URL") return [];
    const named = kind === "pii" ? "personal-data" : kind === "secret" ? "secret" : kind === "injection" ? "instructions" : "hidden-text";
    return [{ kind: named, field, masked: shown ?? type }];
  });
}
