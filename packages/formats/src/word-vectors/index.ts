export { type FasttextFacts, looksLikeFasttext, readFasttext } from "./fasttext.ts";
export { looksLikeWord2vec, readWord2vec, type Word2vecFacts } from "./word2vec.ts";
