import type { Interpreter } from "../interpreter.ts";
import { COMPRESSED } from "./compressed.ts";
import { sevenZip } from "./seven-zip.ts";
import { tar } from "./tar.ts";
import { zip } from "./zip.ts";

/** Containers: archives, and streams around one thing. */
export const ARCHIVE_INTERPRETERS: readonly Interpreter[] = [zip, tar, sevenZip, ...COMPRESSED];
