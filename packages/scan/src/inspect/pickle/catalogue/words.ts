/** Names that stand in one text, separated by single spaces. */
export function words(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(" ");
}

/** The first segment of a dotted name. */
export function topLevel(module: string): string {
  const dot = module.indexOf(".");
  return dot < 0 ? module : module.slice(0, dot);
}
