import { type ByteSource, type PickleStream, type PickleValue, type TarMember, viewOf } from "@castellan/formats";
import { shown } from "../archive/member-path.ts";
import type { Visit } from "../interpreter.ts";
import { judgePickle } from "../pickle/index.ts";
import { widthOf } from "../pickle/persistent.ts";

/*
 * What torch.save wrote before 2017: a tar archive with the members sys_info, pickle, storages and tensors. The last two
 * are pickle streams and raw numbers by turns (torch/serialization.py, `legacy_load` of `_legacy_load`).
 */

const MEMBERS: readonly string[] = ["pickle", "storages", "tensors"];
const LOADER = "torch.load";
const MOST = 1_000_000;
const MOST_DIMENSIONS = 64;

/** Whether the members are those of an old file of PyTorch. */
export function isTorchTar(members: readonly TarMember[]): boolean {
  const names = new Set(members.map(({ name }) => name));
  return MEMBERS.every((name) => names.has(name));
}

/** Inspects one of the members that only PyTorch reads; false where it is none of them. */
export async function inspectTorchTarMember({ name, content, dataStart }: TarMember, visit: Visit): Promise<boolean> {
  if (!MEMBERS.includes(name)) return false;
  const walk = new TorchTarWalk(name, content, dataStart, visit);
  if (name === "storages") await walk.storages();
  else if (name === "tensors") await walk.tensors();
  await walk.rest();
  return true;
}

class TorchTarWalk {
  readonly #name: string;
  readonly #source: ByteSource;
  readonly #visit: Visit;
  readonly #base: number;
  #at = 0;

  constructor(name: string, source: ByteSource, base: number, visit: Visit) {
    this.#name = name;
    this.#source = source;
    this.#base = base;
    this.#visit = {
      ...visit,
      // The archive accounts for the bytes of its members.
      claim: () => {},
      finding: (finding) => {
        // Ids name the storages and tensors beside the pickle.
        if (finding.rule === "pickle-persistent-id") return;
        visit.finding({ ...finding, offset: base + (finding.offset ?? 0), message: `In the member ${shown(name)}: ${finding.message}` });
      },
    };
  }

  /** A count, then for each storage a stream that names its class, and 8 bytes of length before its numbers. */
  async storages(): Promise<void> {
    const count = await this.#count();
    for (let index = 0; index < count; index++) {
      const described = (await this.#stream())?.result;
      const type = described?.kind === "tuple" ? described.items[2] : undefined;
      const width = type?.kind === "global" ? widthOf(type.name) : undefined;
      const elements = this.#number(8);
      if (width === undefined || elements === undefined) return this.#broken("a storage whose class or length is not known");
      if (elements < 0n || elements * BigInt(width) > BigInt(this.#source.size - this.#at)) return this.#beyond(elements);
      this.#at += Number(elements) * width;
    }
    if ((await this.#stream()) === undefined) this.#broken("no list of views at its end");
  }

  /** A count, then for each tensor a stream that names its storage, and its dimensions, sizes, strides and offset. */
  async tensors(): Promise<void> {
    const count = await this.#count();
    for (let index = 0; index < count; index++) {
      if ((await this.#stream()) === undefined) return this.#broken("a tensor that is not described");
      const dimensions = Number(this.#number(4) ?? -1);
      if (dimensions < 0 || dimensions > MOST_DIMENSIONS) return this.#broken("a tensor of no possible number of dimensions");
      this.#at += 4;
      for (let field = 0; field < 2 * dimensions + 1; field++) {
        const value = this.#number(8);
        if (value === undefined) return this.#broken("a tensor that is cut off");
        if (value < 0n) return this.#beyond(value);
      }
    }
  }

  /** What follows is no part of the member; it is judged all the same. */
  async rest(): Promise<void> {
    if (this.#at >= this.#source.size) return;
    if (this.#name !== "pickle")
      this.#visit.finding({
        rule: "unclaimed-bytes",
        message: `${this.#source.size - this.#at} bytes are no part of it.`,
        offset: this.#at,
      });
    await judgePickle(this.#source, this.#at, this.#visit, { loader: LOADER });
  }

  async #count(): Promise<number> {
    const count: PickleValue | undefined = (await this.#stream())?.result;
    if (count?.kind === "int" && count.value >= 0n && count.value <= BigInt(MOST)) return Number(count.value);
    this.#broken("no number of things at its beginning");
    return 0;
  }

  async #stream(): Promise<PickleStream | undefined> {
    if (this.#at >= this.#source.size) return undefined;
    const { streams } = await judgePickle(this.#source, this.#at, this.#visit, { loader: LOADER, single: true });
    const [stream] = streams.slice(-1);
    if (stream === undefined || stream.ended !== "stop") return undefined;
    this.#at = stream.end;
    return stream;
  }

  /** Signed, little-endian. */
  #number(width: 4 | 8): bigint | undefined {
    const bytes = this.#source.read(this.#at, width);
    if (bytes.length < width) return undefined;
    this.#at += width;
    return width === 4 ? BigInt(viewOf(bytes).getInt32(0, true)) : viewOf(bytes).getBigInt64(0, true);
  }

  #broken(what: string): void {
    this.#visit.incomplete(`The member ${shown(this.#name)} has ${what}.`, this.#base + this.#at);
  }

  #beyond(value: bigint): void {
    this.#visit.finding({
      rule: "torch-record-bounds",
      message: `A length, size or offset of ${value} is beyond the data.`,
      offset: this.#at,
    });
  }
}
