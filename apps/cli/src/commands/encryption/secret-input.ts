import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { ReadStream } from "node:tty";
import { CommandError } from "../../errors.ts";
import type { Values } from "../../values.ts";

const LONGEST = 64 * 1024;

function readWhole(path: string): Buffer {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`, { cause });
  }
}

/** Bytes of a file of keys; `-` is standard input. @throws CommandError NOT_FOUND */
export function readKeyFile(path: string): Uint8Array {
  return readWhole(path);
}

/** The first line of a file; `-` is standard input. @throws CommandError NOT_FOUND, USAGE where it is empty */
export function readPassphraseFile(path: string): string {
  const bytes = readWhole(path);
  if (bytes.length > LONGEST) throw new CommandError("USAGE", `${path} is too large for a passphrase.`);
  const line = bytes.toString("utf8").split(/\r?\n/, 1)[0] ?? "";
  if (line === "") throw new CommandError("USAGE", `${path} holds no passphrase in its first line.`);
  return line;
}

function openTerminal(): number {
  try {
    return openSync("/dev/tty", "r+");
  } catch (cause) {
    throw new CommandError("USAGE", "There is no terminal to ask for the passphrase on; give it with --passphrase-file FILE.", { cause });
  }
}

/**
 * Asks for a passphrase on the terminal itself, whatever standard input is; nothing is shown.
 * @throws CommandError USAGE where there is no terminal or it is interrupted
 */
export function askPassphrase(question: string): Promise<string> {
  const descriptor = openTerminal();
  const terminal = new ReadStream(descriptor);
  terminal.setRawMode(true);
  writeSync(descriptor, `${question}: `);
  return new Promise<string>((resolve, reject) => {
    let typed = "";
    const end = (answer: () => void): void => {
      terminal.setRawMode(false);
      writeSync(descriptor, "\n");
      terminal.destroy();
      answer();
    };
    terminal.setEncoding("utf8");
    terminal.on("data", (chunk: string) => {
      for (const letter of chunk) {
        if (letter === "\r" || letter === "\n") return end(() => resolve(typed));
        if (letter === "\u0003" || letter === "\u0004") return end(() => reject(new CommandError("USAGE", "No passphrase was given.")));
        if (letter === "\u007f" || letter === "\b") typed = [...typed].slice(0, -1).join("");
        else if (letter === "\u0015") typed = "";
        else typed += letter;
      }
      return undefined;
    });
    terminal.on("error", (cause) => {
      closeSync(descriptor);
      reject(cause);
    });
  });
}

/** A new passphrase: from the file that `--passphrase-file` names, or asked for twice. @throws CommandError USAGE */
export async function newPassphrase(values: Values): Promise<string> {
  const file = values.text("passphrase-file");
  if (file !== undefined) return readPassphraseFile(file);
  const first = await askPassphrase("New passphrase");
  if (first === "") throw new CommandError("USAGE", "The passphrase is empty; choose one of at least ten random characters.");
  if ((await askPassphrase("The same again")) !== first) throw new CommandError("USAGE", "The two passphrases differ; nothing was done.");
  return first;
}

/** A passphrase that exists: from the file that `--passphrase-file` names, or asked for. @throws CommandError USAGE */
export async function knownPassphrase(values: Values, what: string): Promise<string> {
  const file = values.text("passphrase-file");
  return file === undefined ? askPassphrase(`Passphrase of ${what}`) : readPassphraseFile(file);
}
