export { type AnonymityOptions, anonymiseFile } from "../anonymity/anonymise-file.ts";
export { DataAnonymityDocument, type DataAnonymityResult } from "../anonymity/document.ts";
