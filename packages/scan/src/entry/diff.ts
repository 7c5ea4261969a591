export { diffScans, type ScanDiff } from "../engine/diff/diff.ts";
export { COMMENT_MARK, type DiffFormat, renderDiff } from "../engine/diff/render.ts";
