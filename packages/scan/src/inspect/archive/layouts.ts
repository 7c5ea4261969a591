/** What the names of an archive's members say that it is: who unpacks it, and what is imported then. */
export type ArchiveLayout = "python-package" | "npm-package" | "nemo" | "mlflow" | "torchserve-workflow" | "transformers";

/** Files that transformers imports where the configuration beside them names them. */
export const TRANSFORMERS_CODE =
  /(?:^|\/)(?:(?:modeling|configuration|tokenization|processing|image_processing|feature_extraction|pipeline)_\w+|handler|custom_generate)\.py$/i;

const BY_NAME: readonly (readonly [ArchiveLayout, RegExp])[] = [
  // Wheels (PEP 427), and source distributions and repositories of Python (PEP 517, PEP 643).
  ["python-package", /\.dist-info\/(?:WHEEL|METADATA|RECORD)$|^(?:\.\/)?(?:[^/]+\/)?(?:PKG-INFO|setup\.py|setup\.cfg|pyproject\.toml)$/],
  // What `npm pack` writes, and repositories of JavaScript.
  ["npm-package", /^(?:\.\/)?(?:[^/]+\/)?package\.json$/],
  ["nemo", /(?:^|\/)model_config\.ya?ml$/],
  ["mlflow", /(?:^|\/)MLmodel$/],
  ["torchserve-workflow", /^WAR-INF\/MANIFEST\.json$/],
];

/** Layouts of an archive by the names of its members, each once. */
export function layoutsOf(names: readonly string[]): readonly ArchiveLayout[] {
  const found = new Set<ArchiveLayout>();
  const configured = new Set<string>();
  for (const name of names) {
    for (const [layout, pattern] of BY_NAME) if (pattern.test(name)) found.add(layout);
    if (/(?:^|\/)config\.json$/.test(name)) configured.add(folderOf(name));
  }
  if (configured.size > 0 && names.some((name) => TRANSFORMERS_CODE.test(name) && configured.has(folderOf(name))))
    found.add("transformers");
  return [...found];
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}
