/* Entry of an inspecting worker: compiled code is kept between runs, for what is loaded after this line. */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./worker-loop.ts");
