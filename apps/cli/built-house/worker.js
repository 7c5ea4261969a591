import { enableCompileCache } from "node:module";
// packages/scan/src/engine/read/worker.ts
enableCompileCache();
await import("./worker-loop-EOQInRIF.js");
export {};
