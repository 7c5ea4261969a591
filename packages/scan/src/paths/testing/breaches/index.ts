import { CLEARVIEW } from "./clearview.ts";
import { DEEPSEEK } from "./deepseek.ts";
import { HUGGING_FACE } from "./hugging-face.ts";
import { JUPYTER } from "./jupyter.ts";
import { MICROSOFT } from "./microsoft.ts";
import { MLFLOW } from "./mlflow.ts";
import { NVIDIA } from "./nvidia.ts";
import { OLLAMA } from "./ollama.ts";
import { SAPWNED } from "./sapwned.ts";
import { SHADOW_RAY } from "./shadow-ray.ts";
import { TAY } from "./tay.ts";
import type { Twin } from "./twin.ts";

/** Every breach of the research, each told in one technology or more. */
export const TWINS: readonly Twin[] = [
  ...SAPWNED,
  ...NVIDIA,
  ...MICROSOFT,
  ...HUGGING_FACE,
  ...DEEPSEEK,
  ...SHADOW_RAY,
  ...OLLAMA,
  ...MLFLOW,
  ...JUPYTER,
  ...CLEARVIEW,
  ...TAY,
];
