import { writeFileSync } from "node:fs";
import { bundleClient, clientModule } from "./bundle-client.ts";

/* Run after a change in client/: `node packages/scan/src/report/html/testing/write-client.ts`. A test says when it was forgotten. */
writeFileSync(new URL("../built-client.ts", import.meta.url), clientModule(bundleClient()));
