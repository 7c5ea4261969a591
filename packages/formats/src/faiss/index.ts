export { type FaissFacts, looksLikeFaiss, readFaiss } from "./faiss.ts";
