import { PackageURL } from "packageurl-js";
import { condaToPypi, type Ecosystem } from "../../knowledge/libraries/index.ts";

/** purl of a package. Maven names are "group:artifact", npm and Go names as written. @see https://github.com/package-url/purl-spec */
export function packageUrl(ecosystem: Ecosystem, name: string, version?: string): string {
  const { type, namespace, bare } = split(ecosystem, name);
  try {
    return new PackageURL(type, namespace, bare, version, undefined, undefined).toString();
  } catch {
    // A name that the specification refuses still names what was written.
    return new PackageURL("generic", undefined, name.replace(/[^\w.-]+/g, "-") || "unnamed", undefined, undefined, undefined).toString();
  }
}

/** The purl that names a library whatever installed it: conda's packages are PyPI's. */
export function libraryUrl(ecosystem: Ecosystem, name: string): string {
  return ecosystem === "conda" ? packageUrl("pypi", condaToPypi(name)) : packageUrl(ecosystem, name);
}

function split(
  ecosystem: Ecosystem,
  name: string,
): { readonly type: string; readonly namespace: string | undefined; readonly bare: string } {
  const separator = ecosystem === "maven" ? ":" : "/";
  const at = ["maven", "npm", "golang", "composer", "github", "swift", "docker"].includes(ecosystem) ? name.lastIndexOf(separator) : -1;
  return at < 0
    ? { type: ecosystem, namespace: undefined, bare: name }
    : { type: ecosystem, namespace: name.slice(0, at), bare: name.slice(at + 1) };
}
