export * from "./slice-source.ts";
export { openZip, openZipMember } from "./zip/open-zip-member.ts";
export { isZip, readZip, type ZipLimits } from "./zip/read-zip.ts";
export type * from "./zip/zip-archive.ts";
