import { isSentencePiece } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { inspectMessage } from "../protobuf/inspect-message.ts";

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("sentencepiece");
  let pieces = 0;
  inspectMessage(source, "sentencepiece", "ModelProto", visit, {
    wanted: new Set(["TrainerSpec.vocab_size"]),
    enter: (message) => {
      if (message.name === "ModelProto.SentencePiece") pieces++;
    },
  });
  visit.fact("pieces", pieces);
}

/** Vocabularies of SentencePiece: words with scores, and settings. */
export const sentencePiece: Interpreter = { id: "sentencepiece", accepts: ({ source }) => isSentencePiece(source), inspect };
