/*
 * What a function of a library that nobody has analysed does, by its name. Nobody calls a public function that runs,
 * fetches or opens something to put an object together again: reconstructors are named after that.
 */

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    execute: "exec execute eval evaluate run compile inline render",
    process: "system popen spawn shell cmd command subprocess launch launcher main kill",
    network: "download upload fetch request urlopen connect clone post socket send listen serve serv",
    import: "import install dlopen plugin",
    file: "open read write save dump remove delete unlink rmtree copyfile mkdir chmod symlink extractall",
    deserialise: "load loads restore pretrained",
  }).flatMap(([reach, words]) => words.split(" ").map((word) => [word, reach] as const)),
);
/** Words of what honest reconstructors do; where one stands in a name, the others say nothing. */
const REBUILDING =
  /^(?:rebuild|reconstruct|unpickle|unreduce|recreate|make|new|create|from|restore|setstate|construct|init|get|build|instance)$/;

/** Words of a name: `load_model`, `loadModel`, `HTTPServer`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/**
 * What a function or method reaches by the words of its name; undefined for classes, private names, reconstructors and names
 * that say nothing. For names of published packages that no list has.
 */
export function reachByWords(module: string, name: string): readonly string[] | undefined {
  const own = name.slice(name.lastIndexOf(".") + 1);
  const inModule = wordsOf(module).flatMap((word) => (word === "subprocess" || word === "popen" ? ["process"] : []));
  if (inModule.length > 0) return ["process"];
  if (own.startsWith("_") || /^[A-Z]/.test(own)) return undefined;
  const words = wordsOf(own);
  if (words.some((word) => REBUILDING.test(word)) && !words.includes("pretrained")) return undefined;
  const reach = new Set(words.flatMap((word) => WORDS.get(word) ?? []));
  return reach.size === 0 ? undefined : [...reach].sort();
}
