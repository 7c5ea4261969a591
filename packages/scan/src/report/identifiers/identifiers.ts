import { createHash } from "node:crypto";
import type { Asset, Json } from "@castellan/graph";
import { PackageURL } from "packageurl-js";

/** A purl in canonical form, or undefined where it is none. */
export function canonicalPurl(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000) return undefined;
  try {
    const canonical = PackageURL.fromString(text).toString();
    // What the library makes of odd input must be a purl again, in plain characters.
    PackageURL.fromString(canonical);
    return /^pkg:[\x21-\x7e]+$/.test(canonical) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

export interface PurlParts {
  readonly type: string;
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
}

export function purlParts(purl: string): PurlParts | undefined {
  try {
    const { type, namespace, name, version } = PackageURL.fromString(purl);
    return { type, name, ...(namespace ? { group: namespace } : {}), ...(version ? { version } : {}) };
  } catch {
    return undefined;
  }
}

/** An RFC 3986 reference without spaces, controls or quotes, credentials taken out; undefined where there is none. */
export function iriReference(text: Json | undefined): string | undefined {
  if (typeof text !== "string" || text.length > 2000) return undefined;
  const clean = text.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, "$1");
  if (!/^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/.test(clean) || /%(?![0-9A-Fa-f]{2})|[[\]]|#.*#/.test(clean)) return undefined;
  // A colon in the first segment makes a scheme, and a scheme has only these characters.
  if (/^[^/?#]*:/.test(clean) && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(clean)) return undefined;
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[A-Za-z0-9._~!$&'()*+,;=%-]+(?::\d+)?)?(?:[/?#]|$)/.test(clean) || !clean.includes("://")
    ? clean
    : undefined;
}

export function webAddress(text: Json | undefined): string | undefined {
  const address = iriReference(text);
  return address !== undefined && /^https?:\/\/[^/]/i.test(address) ? address : undefined;
}

/** Where an asset is to be had: its address on the web, or the hub page that its purl names. */
export function assetAddress(asset: Asset): string | undefined {
  const { attributes, identity } = asset;
  return webAddress(identity.uri) ?? webAddress(attributes["url"]) ?? webAddress(attributes["uri"]) ?? hubAddress(asset);
}

/** Page of a hub model or data set. */
export function hubAddress(asset: Asset): string | undefined {
  const purl = canonicalPurl(asset.identity.purl);
  const parts = purl === undefined ? undefined : purlParts(purl);
  if (parts?.type !== "huggingface") return undefined;
  const path = [parts.group, parts.name]
    .filter((part) => part !== undefined)
    .map((part) => part.split("/").map(encodeURIComponent).join("/"))
    .join("/");
  return `https://huggingface.co/${asset.kind === "dataset" ? "datasets/" : ""}${path}`;
}

/** Version of an asset as it was stated, else the revision in its purl. */
export function assetVersion(asset: Asset): string | undefined {
  for (const key of ["version", "revision", "tag"]) {
    const value = asset.attributes[key];
    if ((typeof value === "string" || typeof value === "number") && String(value) !== "")
      return String(value).toWellFormed().slice(0, 1000);
  }
  const purl = canonicalPurl(asset.identity.purl);
  return purl === undefined ? undefined : purlParts(purl)?.version;
}

/** RFC 9562 UUID of version 5: the same text gives the same id. */
export function nameUuid(namespace: string, text: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(text)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex").slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A time as RFC 3339 in UTC, to the second. What is no time becomes the epoch, never "now". */
export function utcSeconds(time: string): string {
  const milliseconds = Date.parse(time);
  return `${new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString().slice(0, 19)}Z`;
}
