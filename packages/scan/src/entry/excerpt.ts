export { createExcerpts } from "../engine/excerpts.ts";
