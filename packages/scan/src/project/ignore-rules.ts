import ignore, { type Ignore } from "ignore";

/** Rules of one ignore file, which hold for paths below its folder. */
interface Layer {
  /** Relative to the root, "" or ending in "/". */
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Ignore files from the root down to a folder. The deepest file that says something about a path decides,
 * as in git; inside an ignored folder nothing can be taken back.
 */
export class IgnoreRules {
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[] = []) {
    this.#layers = layers;
  }

  /** The same rules and those of one more file, deeper or of the same folder. */
  with(folder: string, text: string): IgnoreRules {
    return new IgnoreRules([...this.#layers, { folder, rules: ignore({ allowRelativePaths: true }).add(text) }]);
  }

  /** True where the path itself (not a folder above it) is ignored. Folders end in "/". */
  ignores(path: string): boolean {
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const layer = this.#layers[index];
      if (layer === undefined) continue;
      const below = path.slice(layer.folder.length);
      if (below === "" || below === "/") continue;
      const { ignored, unignored } = layer.rules.test(below);
      if (ignored) return true;
      if (unignored) return false;
    }
    return false;
  }
}
