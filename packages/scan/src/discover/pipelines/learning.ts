import { AI_COMMANDS } from "../../../knowledge/infrastructure/ci.ts";
import { ENVIRONMENT_SIGNALS } from "../../../knowledge/infrastructure/environment-signals.ts";
import type { Variable } from "../infrastructure/environment-use.ts";
import { imageMeaning, servingCommand } from "../infrastructure/serving.ts";

const TRAINING_PROGRAM =
  /(?:^|\s|\/)(?:torchrun|deepspeed|llamafactory-cli\s+train|axolotl|accelerate\s+launch|autotrain|tune\s+run)(?:\s|$)/;
const TRAINING_SCRIPT =
  /(?:^|[\s/._-])(?:re)?(?:train|training|trainer|finetune|fine[-_]tune|pretrain)[\w-]*\.(?:py|ipynb|sh|R)\b|-m\s+[\w.]*\b(?:train|finetune|fine_tune)\b/;
const TRAINING_NAME = /(?:^|[^a-z])(?:re)?(?:train|training|trainer|fine[\s_-]?tune|fine[\s_-]?tuning|finetuning|pretrain)(?:[^a-z]|$)/i;
const NO_TRAINING_NAME =
  /(?:^|[^a-z])(?:split|test|eval|evaluate|validate|data|deploy|register|upload|download|prepare|create|notify|check|wait|delete|cleanup)(?:[^a-z]|$)/i;
const LEARNING_NAME =
  /(?:^|[^a-z])(?:models?|llm|inference|embeddings?|fine[\s_-]?tun\w*|hyper[\s_-]?param\w*|(?:re)?train(?:ing)?)(?:[^a-z]|$)/i;

/** What is known of a step before anything is run. */
export interface StepFacts {
  readonly name: string;
  readonly command?: string | undefined;
  readonly image?: string | undefined;
  readonly words?: readonly string[] | undefined;
  readonly environment?: readonly Variable[] | undefined;
}

/** It trains, by its command; by its name, where the command does not say. */
export function isTraining({ name, command = "" }: StepFacts): boolean {
  if (TRAINING_PROGRAM.test(command) || TRAINING_SCRIPT.test(command)) return true;
  return TRAINING_NAME.test(name) && !NO_TRAINING_NAME.test(name);
}

/** It has to do with models: general workflow engines run anything. */
export function isLearning(step: StepFacts): boolean {
  if (isTraining(step) || LEARNING_NAME.test(step.name)) return true;
  const { command = "", words = [], image, environment = [] } = step;
  return (
    servingCommand(words) !== undefined ||
    AI_COMMANDS.some(({ pattern }) => pattern.test(command)) ||
    (image !== undefined && imageMeaning(image) !== undefined) ||
    environment.some(({ name, value }) => value !== "" && ENVIRONMENT_SIGNALS.some(({ pattern }) => pattern.test(name)))
  );
}
