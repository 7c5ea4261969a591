/** Chains that are in order or not, built by the peer; `expect` is what both tools say, where they agree. */
export interface CertificateCase {
  readonly name: string;
  /** Certificates to make, each named, in order. */
  readonly make: readonly object[];
  readonly signer: string;
  /** What goes along with the signature, and what is trusted. */
  readonly chain: readonly string[];
  readonly trusted: readonly string[];
  /** Why we refuse what the peer accepts; undefined where both must agree. */
  readonly stricter?: string;
}

const LONG = { from: "2020-01-01", to: "2040-01-01" };
const ROOT = { name: "root", ca: true, usage: ["key_cert_sign"], ...LONG };
const MIDDLE = { name: "middle", issuer: "root", ca: true, usage: ["key_cert_sign"], ...LONG };
const SIGNER = { name: "signer", issuer: "middle", usage: ["digital_signature"], from: "2024-01-01", to: "2038-01-01" };

function chained(name: string, change: { readonly root?: object; readonly middle?: object; readonly signer?: object }): CertificateCase {
  const make = [
    { ...ROOT, ...change.root },
    { ...MIDDLE, ...change.middle },
    { ...SIGNER, ...change.signer },
  ];
  return { name, make, signer: "signer", chain: ["middle", "root"], trusted: ["root"] };
}

const good = chained("in order", {});
export const CERTIFICATE_CASES: readonly CertificateCase[] = [
  good,
  ...["p256", "p521"].map((kind) => chained(`in order, ${kind}`, { signer: { kind } })),
  chained("RSA authorities", { root: { kind: "rsa" }, middle: { kind: "rsa" } }),
  chained("RSA signer", { signer: { kind: "rsa" } }),
  chained("signer long expired", { signer: { from: "2021-01-01", to: "2021-02-01" } }),
  chained("authority expired when the signer began", { middle: { from: "2020-01-01", to: "2023-01-01" } }),
  chained("authority began after the signer", { middle: { from: "2025-01-01", to: "2040-01-01" } }),
  chained("root expired when the signer began", { root: { from: "2019-01-01", to: "2023-06-01" } }),
  { ...chained("signer from the future", { signer: { from: "2035-01-01", to: "2038-01-01" } }), stricter: "certificate-not-yet-valid" },
  chained("authority that is none", { middle: { ca: false } }),
  chained("authority without basic constraints", { middle: { basic: false } }),
  chained("authority that may not issue", { middle: { usage: ["digital_signature"] } }),
  chained("path too long", { root: { length: 0 } }),
  chained("path just long enough", { root: { length: 1 }, middle: { length: 0 } }),
  chained("no usage", { signer: { usage: ["key_agreement"] } }),
  chained("extended usage alone", { signer: { usage: ["key_agreement"], extended: ["code"] } }),
  chained("other extended usage", { signer: { usage: ["key_agreement"], extended: ["server"] } }),
  chained("unknown critical extension", { signer: { unknown: true } }),
  chained("unknown critical extension of an authority", { middle: { unknown: true } }),
  { ...good, name: "root left out of the bundle", chain: ["middle"] },
  { ...good, name: "authority trusted, not brought", chain: ["root"], trusted: ["middle", "root"] },
  { ...good, name: "chain in another order", chain: ["root", "middle"] },
  { ...good, name: "authority missing", chain: ["root"] },
  { ...good, name: "only the authority trusted", trusted: ["middle"] },
  { name: "signer trusts itself", make: [{ ...SIGNER, issuer: "signer" }], signer: "signer", chain: ["signer"], trusted: ["signer"] },
  {
    name: "another root of the same name",
    make: [ROOT, MIDDLE, SIGNER, { ...ROOT, name: "elsewhere" }],
    signer: "signer",
    chain: ["middle", "root"],
    trusted: ["elsewhere"],
  },
];
