/** Options of pip and conda that take a value of their own; what follows them is no requirement. */
const WITH_VALUE = new Set([
  "-i",
  "--index-url",
  "--extra-index-url",
  "-f",
  "--find-links",
  "-c",
  "--constraint",
  "-r",
  "--requirement",
  "-t",
  "--target",
  "--channel",
  "--proxy",
  "--timeout",
  "--retries",
  "--trusted-host",
  "--cert",
  "--prefix",
  "--root",
  "-n",
  "--name",
  "-p",
  "--python",
  "--cache-dir",
]);
const INSTALLER =
  /^(?:sudo\s+)?(?:-E\s+)?(?:(?:\S*\/)?python[\d.]*\s+-m\s+|\{sys\.executable\}\s+-m\s+|uv\s+)?(?:\S*\/)?(?:pip[\d.]*|conda|mamba|micromamba)\s+install\s+/;

/**
 * Requirements that a command line installs with pip, conda or uv, as written but without quotes. In notebooks people
 * write `pip install a>=1` without quotes and mean the version.
 */
export function installedRequirements(command: string): string[] {
  return command.split(/&&|\|\||;(?!\s*(?:python|sys|platform|os)_)|\n/).flatMap((part) => requirementsOf(part.trim()));
}

function requirementsOf(command: string): string[] {
  const installer = INSTALLER.exec(command);
  if (!installer) return [];
  const requirements: string[] = [];
  let skip = false;
  for (const word of words(command.slice(installer[0].length))) {
    if (word === "|" || word.startsWith("#") || /^\d?>/.test(word)) break;
    if (skip) skip = false;
    else if (word.startsWith("-")) skip = WITH_VALUE.has(word) || (word === "-c" && command.includes("conda"));
    else requirements.push(word);
  }
  return requirements;
}

/** Splits at blanks outside of quotes; `a >=1` stays two words as the shell sees it. */
function words(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map((match) => match[0].replace(/["']/g, ""));
}
