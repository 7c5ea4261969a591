export { looksLikeTorch7, readTorch7, type Torch7Facts } from "./torch7.ts";
