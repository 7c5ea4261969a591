/* A thread that seals or opens blocks of one file's payload. */
import { parentPort, workerData } from "node:worker_threads";
import { ProtectError } from "../errors.ts";
import { BlockWork, type PayloadJob, stop, type WorkerAnswer } from "./parallel.ts";

if (parentPort === null) throw new Error("this file is started by the encryption of files only");
const job: PayloadJob = workerData;
let answer: WorkerAnswer = {};
try {
  const work = new BlockWork(job);
  while (work.step());
} catch (error) {
  stop(job);
  answer = {
    failure:
      error instanceof ProtectError ? { code: error.code, message: error.message } : { code: "FILE_UNREADABLE", message: String(error) },
  };
}
parentPort.postMessage(answer);
