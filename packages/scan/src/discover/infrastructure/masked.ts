import type { Attributes, Json } from "@castellan/graph";

const SECRET_NAME =
  /(?:^|[_-])(?:password|passwd|pwd|secret(?:_?string|_?key)?|token|api_?key|access_?key|private_?key|connection_?string|credentials?|sas)$|(?:Password|Secret|Token|ApiKey|PrivateKey|ConnectionString)$/i;
const NOT_A_SECRET = /\$\{|^\{\{|^(?:true|false|\d+|)$|^arn:|^\/|^(?:projects|https?):/;

export const MASK = "********";

/** Attributes with the values of secret-like names taken out; references and paths stay. */
export function masked(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, maskedValue(key, value)]));
}

function maskedValue(name: string, value: Json): Json {
  if (typeof value === "string") return SECRET_NAME.test(name) && !NOT_A_SECRET.test(value) ? MASK : value;
  if (Array.isArray(value)) return value.map((item: Json) => maskedValue(name, item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  // { name: "API_KEY", value: "…" }
  const pair = entries.find(([key]) => key === "name" || key === "Name")?.[1];
  return Object.fromEntries(
    entries.map(([key, item]): [string, Json] => [key, maskedValue(/^value$/i.test(key) && typeof pair === "string" ? pair : key, item)]),
  );
}
