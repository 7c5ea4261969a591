/** Puts what every package must carry beside the package that is packed; git ignores the copies. */
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
for (const name of ["LICENSE", "NOTICE", "README.md"]) {
  if (existsSync(join(ROOT, name))) copyFileSync(join(ROOT, name), join(ROOT, "apps/cli", name));
}
