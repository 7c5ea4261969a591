export { addressedBlob } from "./blob.ts";
export { ollamaTemplate } from "./go-template.ts";
export { layoutArchive, whiteout } from "./layout-archive.ts";
export { registryManifest } from "./manifest.ts";
