import { type ByteSource, sourceSyntaxOf, sourceSyntaxOfScript } from "@castellan/formats";
import { Siblings } from "../../inspect/files/siblings.ts";
import { hashOf, MAX_TEXT, readFacts } from "../../project/read-file.ts";
import type { FactsCache } from "../cache/facts-cache.ts";
import { withFile } from "./file-source.ts";
import type { ReadAnswer, ReadTask } from "./protocol.ts";
import { type SourceSketch, sketchSource } from "./relevance.ts";

const DECODER = new TextDecoder();

/** Reads one file: its sketch, then its facts from the cache or by the readers. Never throws. */
export async function answerTask(task: ReadTask, modules: ReadonlySet<string>, cache: FactsCache | undefined): Promise<ReadAnswer> {
  try {
    return await withFile(task.file, async (source) => {
      const syntax =
        task.source === "never"
          ? undefined
          : (sourceSyntaxOf(task.path) ?? sourceSyntaxOfScript(task.path, DECODER.decode(source.read(0, 200))));
      const sha256 = hashOf(source);
      let sketch: SourceSketch | undefined;
      if (syntax !== undefined && source.size <= MAX_TEXT)
        sketch = sketchSource(syntax, DECODER.decode(source.read(0, source.size)), modules);
      const parse = sketch !== undefined && !sketch.generated && (task.source === "always" || sketch.relevant);
      const key = cache?.key(sha256, task.path, parse);
      let facts = key === undefined ? undefined : cache?.get(key);
      if (facts === undefined) {
        const siblings = new Siblings(task.file, task.root);
        let alone = true;
        const sibling = (path: string): ByteSource | undefined => {
          alone = false;
          return siblings.open(path);
        };
        const read = await readFacts(task.path, source, { source: parse, sha256, sibling }).finally(() => siblings.close());
        facts = JSON.stringify(read);
        // What depends on files beside it is not this content's alone.
        if (alone && key !== undefined && !read.problems.some(({ code }) => code === "CRASH" || code === "BUDGET_TIME"))
          cache?.put(key, facts);
      }
      return { id: task.id, facts, ...(sketch === undefined ? {} : { sketch }) };
    });
  } catch (error) {
    return {
      id: task.id,
      failure:
        error instanceof Error && "code" in error && typeof error.code === "string"
          ? error.code
          : error instanceof Error
            ? error.message
            : String(error),
    };
  }
}
