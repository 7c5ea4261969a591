export { addressedBlob } from "./blob.ts";
export { ollamaTemplate } from "./go-template.ts";
export { registryManifest } from "./manifest.ts";
