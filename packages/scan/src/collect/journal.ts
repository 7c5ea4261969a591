import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import type { Json } from "@castellan/graph";
import { z } from "zod";
import { CollectError } from "./errors.ts";

/** Calls that were answered: with `--resume FILE` they are not made again. */
export interface Journal {
  get(key: string): Json | undefined;
  put(key: string, answer: Json): void;
}

const Value: z.ZodType<Json> = z.json();
const Line = z.object({ key: z.string(), answer: Value });

/** Remembers for the time of one run. */
export function memoryJournal(): Journal {
  const answers = new Map<string, Json>();
  return { get: (key) => answers.get(key), put: (key, answer) => void answers.set(key, answer) };
}

/**
 * One line for each call that succeeded, secrets taken out, readable by the owner only. The last line may be half
 * written where the run was cut off; any other line that is not of this form is an error.
 */
export function fileJournal(file: string): Journal {
  const memory = memoryJournal();
  const written = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines = written.split("\n");
  for (const [index, line] of lines.slice(0, -1).entries()) {
    if (line === "") continue;
    const entry = parsedLine(line);
    if (entry !== undefined) memory.put(entry.key, entry.answer);
    else
      throw new CollectError("BAD_RESUME", `${file}:${index + 1} is no line of an interrupted collection; give another file to --resume.`);
  }
  // What was cut off is taken away, so that the next line stands by itself.
  const whole = written.slice(0, written.lastIndexOf("\n") + 1);
  if (whole !== written) truncateSync(file, Buffer.byteLength(whole));
  return {
    get: memory.get,
    put: (key, answer) => {
      memory.put(key, answer);
      appendFileSync(file, `${JSON.stringify({ key, answer })}\n`, { mode: 0o600 });
    },
  };
}

function parsedLine(line: string): z.infer<typeof Line> | undefined {
  try {
    const { data } = Line.safeParse(JSON.parse(line));
    return data;
  } catch {
    return undefined;
  }
}
