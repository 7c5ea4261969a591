import { ByteCursor } from "../byte-cursor.ts";
import { ascii, type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";

export interface FaissFacts {
  /** Codes of the indexes in one another, outermost first: `IwFl`, `IxF2`. */
  readonly kinds: readonly string[];
  readonly dimension: number;
  readonly vectors: number;
  /** Files outside of the index that hold its lists. */
  readonly files: readonly { readonly path: string; readonly offset: number }[];
  readonly problems: readonly { readonly kind: "outside" | "mismatch"; readonly offset: number; readonly message: string }[];
  readonly end: number;
}

const DEPTH = 16;
/** Types whose layout is read here. @see faiss/impl/index_write.cpp */
const KINDS = /^(?:Ix(?:F2|FI|Fl|Mp|M2|Pq|PQ|SQ|PT|RF|He)|IwF[lQ]|IwS[qQ]|IwPQ|IHN[fps2])$/;
const ANY = /^I[A-Za-z0-9]{3}$/;

export function looksLikeFaiss(head: Uint8Array): boolean {
  if (head.length < 40 || !ANY.test(ascii(head, 0, 4))) return false;
  const cursor = new DataView(head.buffer, head.byteOffset, 33);
  // Two fields of the header always hold 2^20.
  return cursor.getInt32(4, true) > 0 && cursor.getInt32(16, true) === 1 << 20 && cursor.getInt32(24, true) === 1 << 20;
}

/**
 * A vector index of Faiss.
 *
 * @throws FormatError UNSUPPORTED (types that are not read), TRUNCATED, MALFORMED, BUDGET_DEPTH
 * @see https://github.com/facebookresearch/faiss/blob/main/faiss/impl/index_write.cpp
 */
export function readFaiss(source: ByteSource): FaissFacts {
  return new FaissReader(source).read();
}

class FaissReader {
  readonly #cursor: ByteCursor;
  readonly #kinds: string[] = [];
  readonly #files: { readonly path: string; readonly offset: number }[] = [];
  readonly #problems: FaissFacts["problems"][number][] = [];

  constructor(source: ByteSource) {
    this.#cursor = new ByteCursor(source);
  }

  read(): FaissFacts {
    const { dimension, vectors } = this.#index(0);
    return { kinds: this.#kinds, dimension, vectors, files: this.#files, problems: this.#problems, end: this.#cursor.offset };
  }

  #index(depth: number): { readonly dimension: number; readonly vectors: number } {
    if (depth > DEPTH) throw new FormatError("BUDGET_DEPTH", `indexes are nested deeper than ${DEPTH}`);
    const cursor = this.#cursor;
    const kind = ascii(cursor.bytes(4));
    this.#kinds.push(kind);
    if (!KINDS.test(kind)) throw new FormatError("UNSUPPORTED", `the Faiss index type ${JSON.stringify(kind)} is not read`);
    const header = this.#header();
    if (/^IxF[2Il]$/.test(kind)) {
      const floats = this.#vector(4, "floats");
      if (floats !== header.vectors * header.dimension)
        this.#problem("mismatch", `${floats} floats for ${header.vectors} vectors of ${header.dimension}`);
    } else if (/^IxM[p2]$/.test(kind)) {
      this.#index(depth + 1);
      this.#vector(8, "ids");
    } else if (/^IxP[qQ]$/.test(kind)) {
      this.#quantiser();
      this.#vector(1, "codes");
      cursor.skip(4 + 1 + 4);
    } else if (kind === "IxSQ") {
      this.#scalarQuantiser();
      this.#vector(1, "codes");
    } else if (kind === "IxPT") this.#transforms(depth);
    else if (kind === "IxRF") {
      this.#index(depth + 1);
      this.#index(depth + 1);
      cursor.skip(4);
    } else if (kind === "IxHe") {
      cursor.skip(4 + 1 + 1);
      this.#vector(4, "thresholds");
      cursor.skip(4);
      this.#transform();
      this.#vector(1, "codes");
    } else if (kind.startsWith("IHN")) {
      this.#graph(header.vectors);
      this.#index(depth + 1);
    } else this.#inverted(kind, depth);
    return header;
  }

  #header(): { readonly dimension: number; readonly vectors: number } {
    const cursor = this.#cursor;
    const dimension = cursor.i32();
    const vectors = Number(cursor.i64());
    cursor.skip(16 + 1);
    if (cursor.i32() > 1) cursor.skip(4);
    if (dimension <= 0 || vectors < 0) throw new FormatError("MALFORMED", `an index of ${vectors} vectors of dimension ${dimension}`);
    return { dimension, vectors };
  }

  /** A count and its elements. */
  #vector(bytes: number, what: string): number {
    const count = this.#cursor.fit(this.#cursor.u64(), bytes, what);
    this.#cursor.skip(count * bytes);
    return count;
  }

  #quantiser(): void {
    this.#cursor.skip(24);
    this.#vector(4, "centroids");
  }

  #scalarQuantiser(): void {
    this.#cursor.skip(4 + 4 + 4 + 8 + 8);
    this.#vector(4, "ranges");
  }

  #inverted(kind: string, depth: number): void {
    const cursor = this.#cursor;
    cursor.skip(16);
    this.#index(depth + 1);
    const map = cursor.u8();
    this.#vector(8, "entries of the direct map");
    if (map === 2) this.#vector(16, "entries of the direct map");
    if (/^IwS[qQ]$/.test(kind)) {
      this.#scalarQuantiser();
      cursor.skip(8);
      if (kind === "IwSq") cursor.skip(1);
    } else if (kind === "IwPQ") {
      cursor.skip(1 + 8);
      this.#quantiser();
    }
    this.#lists();
  }

  #lists(): void {
    const cursor = this.#cursor;
    const offset = cursor.offset;
    const kind = ascii(cursor.bytes(4));
    if (kind === "il00") return;
    if (kind === "ilod") {
      cursor.skip(16);
      this.#vector(24, "lists");
      this.#vector(16, "slots");
      const length = cursor.fit(cursor.u64(), 1, "bytes of a path");
      this.#files.push({ path: textOf(cursor.bytes(Math.min(length, 4096))), offset });
      if (length > 4096) cursor.skip(length - 4096);
      cursor.skip(8);
      return;
    }
    if (kind !== "ilar") throw new FormatError("UNSUPPORTED", `the lists ${JSON.stringify(kind)} of a Faiss index are not read`);
    const lists = cursor.u64();
    const code = cursor.u64();
    const sparse = ascii(cursor.bytes(4)) === "sprs";
    const count = cursor.fit(cursor.u64(), 8, "sizes of lists");
    if (sparse ? count % 2 !== 0 : count !== lists) this.#problem("mismatch", `${count} sizes for ${lists} lists`);
    let entries = 0;
    for (let index = 0; index < count; index++) {
      const value = cursor.u64();
      if (sparse && index % 2 === 0) {
        if (value >= lists) this.#problem("outside", `a size is given for list ${value} of ${lists}`);
      } else entries += value;
    }
    cursor.fit(entries, code + 8, "entries of lists");
    cursor.skip(entries * (code + 8));
  }

  #transforms(depth: number): void {
    const count = this.#cursor.fit(this.#cursor.u32(), 16, "transforms");
    for (let index = 0; index < count; index++) this.#transform();
    this.#index(depth + 1);
  }

  #transform(): void {
    const cursor = this.#cursor;
    const kind = ascii(cursor.bytes(4));
    if (kind === "VNrm") cursor.skip(4);
    else if (kind === "RmDT") this.#vector(4, "dimensions");
    else if (kind === "VCnt") this.#vector(4, "means");
    else if (/^(?:rrot|LTra|PcAm|PCAm|Pcam)$/.test(kind)) {
      if (/^p/i.test(kind)) {
        cursor.skip(kind === "Pcam" ? 4 + 4 + 1 + 4 : 4 + 1 + 4);
        for (const what of ["means", "eigenvalues", "components"]) this.#vector(4, what);
      }
      cursor.skip(1);
      this.#vector(4, "entries of a matrix");
      this.#vector(4, "entries of an offset");
    } else throw new FormatError("UNSUPPORTED", `the transform ${JSON.stringify(kind)} of a Faiss index is not read`);
    cursor.skip(4 + 4 + 1);
  }

  /** Neighbours are numbers of vectors: they are followed without a check. */
  #graph(vectors: number): void {
    const cursor = this.#cursor;
    this.#vector(8, "probabilities");
    this.#vector(4, "levels");
    this.#vector(4, "levels");
    this.#vector(8, "offsets");
    const neighbours = cursor.fit(cursor.u64(), 4, "neighbours");
    let outside = 0;
    for (let index = 0; index < neighbours; index++) {
      const neighbour = cursor.i32();
      if (neighbour < -1 || neighbour >= vectors) outside++;
    }
    if (outside > 0) this.#problem("outside", `${outside} neighbours are no vector of ${vectors}`);
    const entry = cursor.i32();
    if (entry < -1 || entry >= vectors) this.#problem("outside", `the graph is entered at ${entry} of ${vectors}`);
    cursor.skip(16);
  }

  #problem(kind: "outside" | "mismatch", message: string): void {
    if (this.#problems.length < 20) this.#problems.push({ kind, offset: this.#cursor.offset, message });
  }
}
