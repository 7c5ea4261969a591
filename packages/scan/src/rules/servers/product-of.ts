import { SERVER_PRODUCTS, type ServerProduct } from "../../../knowledge/posture/servers.ts";
import { bareImage } from "./server.ts";

/** Longest command that is looked at: they are generated, too. */
const COMMAND = 4000;

/** What a container or a command runs: its command says more than its image. */
export function productOf(image: string, words: readonly string[]): ServerProduct | undefined {
  const command = words.join(" ").slice(0, COMMAND);
  const started = SERVER_PRODUCTS.find((product) => product.command?.test(command) === true);
  if (started !== undefined) return started;
  const bare = bareImage(image);
  return bare === "" ? undefined : SERVER_PRODUCTS.find((product) => product.image?.test(bare) === true);
}
