/* A process that encrypts or decrypts and says when it is in the middle, to be killed there. */
import { readFileSync } from "node:fs";
import { decryptFile, encryptFile } from "../encrypt-file.ts";
import { parseIdentities, parseRecipient } from "../key-text.ts";

const [mode = "", input = "", output = "", key = ""] = process.argv.slice(2);
const text = readFileSync(key, "utf8");
let said = false;
const options = {
  threads: 2,
  progress: () => {
    if (!said) process.stdout.write("middle\n");
    said = true;
  },
};
const never = (): Promise<string> => Promise.reject(new Error("not under a passphrase"));
if (mode === "encrypt") await encryptFile(input, output, [await parseRecipient(text)], options);
else await decryptFile(input, output, await parseIdentities(Buffer.from(text), "key", never), options);
