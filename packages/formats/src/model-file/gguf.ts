import { GGUF_FILE_TYPES, looksLikeGguf, readGguf } from "../gguf/index.ts";
import { type ModelFileSniffer, modelFile } from "./sniffer.ts";

export const gguf: ModelFileSniffer = {
  id: "gguf",
  sniff: ({ head, source }) => {
    if (!looksLikeGguf(head) || head.length < 24) return undefined;
    const { version, tensors, numbers, texts, metadataComplete } = readGguf(source);
    if (version < 1 || version > 3) return modelFile(["gguf"], false, { version, complete: false });
    const text = (key: string): string | undefined => texts.find((text) => text.key === key && text.value !== "")?.value;
    const architecture = text("general.architecture");
    const fileType = numbers.get("general.file_type");
    return modelFile(["gguf"], false, {
      version,
      tensors,
      complete: metadataComplete,
      architecture,
      name: text("general.name"),
      licence: text("general.license"),
      sizeLabel: text("general.size_label"),
      baseModel: text("general.base_model.0.repo_url") ?? text("general.base_model.0.name"),
      contextLength: numbers.get(`${architecture ?? ""}.context_length`),
      quantisation: typeof fileType === "number" ? GGUF_FILE_TYPES[fileType] : undefined,
      chatTemplate: texts.some(({ key }) => key.startsWith("tokenizer.chat_template")),
    });
  },
};
