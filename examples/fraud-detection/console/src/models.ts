/** Models the console may call; changed here and nowhere else. */
export const SUMMARY_MODEL = "gpt-4o-mini";
export const SUMMARY_MAX_STEPS = 4;
