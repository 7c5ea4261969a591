import { read } from "node:fs";
import { ProtectError } from "../errors.ts";

/** Bytes that come one after the other, from a file, a pipe or memory. */
export interface ByteReader {
  /** Fills `target` as far as the bytes go: fewer than its length only at the end. */
  read(target: Uint8Array): Promise<number>;
}

function unreadable(name: string, cause: unknown): ProtectError {
  return new ProtectError(
    "FILE_UNREADABLE",
    `${name} cannot be read to its end (${cause instanceof Error ? cause.message : String(cause)}).`,
    {
      cause,
    },
  );
}

/** The bytes of an open file from its present position on, or of a pipe. */
export function descriptorReader(descriptor: number, name: string): ByteReader {
  const once = (target: Uint8Array, at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      read(descriptor, target, at, target.length - at, null, (error, count) =>
        error === null ? resolve(count) : reject(unreadable(name, error)),
      );
    });
  return {
    read: async (target) => {
      let done = 0;
      while (done < target.length) {
        const count = await once(target, done);
        if (count === 0) break;
        done += count;
      }
      return done;
    },
  };
}

/** The bytes of a stream, such as standard input. */
export function streamReader(stream: AsyncIterable<unknown>, name: string): ByteReader {
  const parts = stream[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  return {
    read: async (target) => {
      let done = 0;
      while (done < target.length) {
        if (held.length === 0) {
          const next = await parts.next().catch((cause: unknown) => {
            throw unreadable(name, cause);
          });
          if (next.done === true) break;
          if (!(next.value instanceof Uint8Array)) throw unreadable(name, "not bytes");
          held = next.value;
        }
        const count = Math.min(held.length, target.length - done);
        target.set(held.subarray(0, count), done);
        held = held.subarray(count);
        done += count;
      }
      return done;
    },
  };
}

export function bytesReader(bytes: Uint8Array): ByteReader {
  let position = 0;
  return {
    read: async (target) => {
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      position += part.length;
      return part.length;
    },
  };
}

/** Reads `first` before the rest. */
export function readerOf(first: Uint8Array, rest: ByteReader): ByteReader {
  const head = bytesReader(first);
  return {
    read: async (target) => {
      const count = await head.read(target);
      return count === target.length ? count : count + (await rest.read(target.subarray(count)));
    },
  };
}
