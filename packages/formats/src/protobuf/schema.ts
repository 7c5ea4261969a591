/** One field of a message. */
export interface ProtobufFieldType {
  readonly number: number;
  readonly name: string;
  /** `Message.name`. */
  readonly id: string;
  /** `int64`, `string`, `bytes`, `float`, `enum` … or the name of a message. */
  readonly type: string;
  readonly repeated: boolean;
  readonly message: ProtobufMessageType | undefined;
  /** The wire type of one value. */
  readonly wire: number;
}

export interface ProtobufMessageType {
  readonly name: string;
  readonly fields: ReadonlyMap<number, ProtobufFieldType>;
}

export type ProtobufSchema = ReadonlyMap<string, ProtobufMessageType>;

const WIRES: { readonly [type: string]: number } = {
  double: 1,
  fixed64: 1,
  sfixed64: 1,
  float: 5,
  fixed32: 5,
  sfixed32: 5,
  string: 2,
  bytes: 2,
  int64: 0,
  uint64: 0,
  int32: 0,
  uint32: 0,
  sint32: 0,
  sint64: 0,
  bool: 0,
  enum: 0,
};

/**
 * Reads a table of messages: a line with the name of a message, then a line for each field, indented by a space:
 * number, name, type; `*` after the type marks repeated ones. The tables in `schemas/` are made by
 * `schemas/derive-protobuf.py` from the descriptors that the formats' own packages carry.
 */
export function protobufSchema(table: string): ProtobufSchema {
  const messages = new Map<string, ProtobufMessageType>();
  const fieldsOf = new Map<string, Map<number, ProtobufFieldType>>();
  let current = "";
  for (const line of table.split("\n")) {
    if (line === "") continue;
    if (line.startsWith(" ")) {
      const [number = "", name = "", written = ""] = line.slice(1).split(" ");
      const type = written.replace("*", "");
      fieldsOf.get(current)?.set(Number(number), {
        number: Number(number),
        name,
        id: `${current}.${name}`,
        type,
        repeated: written.endsWith("*"),
        wire: WIRES[type] ?? 2,
        // Messages name one another in circles: looked up when asked.
        get message() {
          return messages.get(type);
        },
      });
      continue;
    }
    current = line;
    const fields = new Map<number, ProtobufFieldType>();
    fieldsOf.set(current, fields);
    messages.set(current, { name: current, fields });
  }
  return messages;
}
