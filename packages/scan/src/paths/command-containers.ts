import type { Inventory } from "../rules/rule.ts";
import { productOf } from "../rules/servers/product-of.ts";
import type { Reach, Server } from "../rules/servers/server.ts";

/** Commands that put a container into a cloud, the option that names its image, and what says that everybody may come in. */
const COMMANDS: readonly {
  readonly command: RegExp;
  readonly open: RegExp;
  readonly variables: RegExp;
  readonly by: string;
}[] = [
  {
    command: /\bgcloud\b.*\brun\s+deploy\b/,
    open: /--allow-unauthenticated\b|--no-invoker-iam-check\b/,
    variables: /^--(?:set|update)-(?:env-vars|secrets)$/,
    by: "its address, which asks nobody",
  },
  {
    command: /\baz\b.*\bcontainer\s+create\b/,
    open: /--ip-address[= ]public\b|--dns-name-label\b/i,
    variables: /^(?:--environment-variables|-e|--secure-environment-variables)$/,
    by: "its public address",
  },
  {
    command: /\baz\b.*\bcontainerapp\s+(?:create|up)\b/,
    open: /--ingress[= ]external\b/,
    variables: /^--env-vars$/,
    by: "its external ingress",
  },
];

/** Containers that scripts put into a cloud by hand. */
export function commandContainers(inventory: Inventory): readonly Server[] {
  return inventory.project.files.flatMap((file) =>
    (file.facts.commands?.commands ?? []).flatMap(({ words, line }): readonly Server[] => {
      const written = words.join(" ").slice(0, 4_000);
      const found = COMMANDS.find(({ command }) => command.test(written));
      const image = found === undefined ? undefined : valueOf(words, "--image");
      if (found === undefined || image === undefined) return [];
      const inside = (valueOf(words, "--args") ?? valueOf(words, "--command-line") ?? valueOf(words, "--command") ?? "").split(/[\s,]+/);
      const product = productOf(image, inside);
      const internal = /--ingress[= ]internal/.test(written);
      const reach: Reach =
        found.open.test(written) && !internal
          ? { level: 3, by: found.by, place: { file: file.path, line, resource: `the container of ${file.path}` } }
          : { level: 0, by: "nobody whom the script lets in" };
      return [
        {
          form: "managed",
          ...(product === undefined ? {} : { product }),
          image,
          words: inside.filter((word) => word !== ""),
          environment: new Map(variables(words, found.variables)),
          hidden: false,
          reach,
          mounted: [],
          file,
          line,
        },
      ];
    }),
  );
}

function valueOf(words: readonly string[], option: string): string | undefined {
  const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = words[at];
  return word === undefined ? undefined : word.includes("=") ? word.slice(option.length + 1) : words[at + 1];
}

/** `A=b,C=d`, or `A=b C=d` up to the next option. */
function variables(words: readonly string[], option: RegExp): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  let inside = false;
  for (const word of words) {
    const [name = "", inline] = word.startsWith("-") ? word.split(/=(.*)/s) : [word];
    if (word.startsWith("-")) inside = option.test(name);
    const value = word.startsWith("-") ? (inline ?? "") : word;
    if (!inside) continue;
    for (const pair of value.split(",")) {
      const [, key, set = ""] = /^(\w{1,100})=(.*)$/s.exec(pair) ?? [];
      if (key !== undefined) found.push([key, set]);
    }
  }
  return found;
}
