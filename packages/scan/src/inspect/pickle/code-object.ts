import type { PickleValue } from "@castellan/formats";
import { alarmingText } from "../payload-text.ts";

/*
 * Code objects (types.CodeType, dill._dill._create_code): the names that their bytecode uses and the texts among their
 * constants stand as plain values among the arguments. Nothing is disassembled: a name that is there can be used.
 */

const HARMFUL: ReadonlySet<string> = new Set(
  `os posix system popen subprocess Popen check_output check_call exec eval compile execfile __import__ import_module importlib
   __subclasses__ open socket urllib urllib2 urlopen urlretrieve requests httpx ftplib smtplib telnetlib
   ctypes CDLL marshal cPickle rmtree execv execve execl execvp spawnl spawnv runpy pty webbrowser breakpoint putenv write_text write_bytes
   paramiko winreg shutil`.split(/\s+/),
);
const MAX_TEXTS = 20_000;
const MAX_DEPTH = 8;
const MAX_SOURCE = 256 * 1024;

/** Names and texts of a code object, or words of source code, that do harm when it runs; sorted. */
export function harmfulNamesIn(value: PickleValue, source = false): readonly string[] {
  const found = new Set<string>();
  let left = MAX_TEXTS;
  const visit = (item: PickleValue, depth: number): void => {
    if (--left < 0 || depth > MAX_DEPTH) return;
    switch (item.kind) {
      case "text": {
        if (HARMFUL.has(item.value)) found.add(item.value);
        else if (source)
          for (const [word] of item.value.slice(0, MAX_SOURCE).matchAll(/[A-Za-z_]\w{0,40}/g))
            if (HARMFUL.has(word)) found.add(word);
            else {
              const alarming = alarmingText(item.value);
              if (alarming !== undefined) found.add(alarming.what);
            }
        return;
      }
      case "tuple":
      case "list":
      case "dict":
        for (const one of item.items) visit(one, depth + 1);
        return;
      case "object":
        visit(item.arguments, depth + 1);
        return;
      default:
    }
  };
  visit(value, 0);
  return [...found].sort();
}
