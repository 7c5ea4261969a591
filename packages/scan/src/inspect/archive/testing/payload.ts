import { latin1 } from "../../testing/inspect-bytes.ts";

/** A pickle that runs a command when it is loaded. */
export const HOSTILE = latin1("\x80\x02cos\nsystem\nX\x0a\0\0\0echo hi >x\x85R.");

/** A pickle of plain data. */
export const HARMLESS = latin1("\x80\x02}X\x01\0\0\0aK\x01s.");
