/** Words that data frames, spreadsheets and databases write for a missing value. */
export const MISSING_WORDS: ReadonlySet<string> = new Set(
  "NA,N/A,n/a,na,NaN,nan,NAN,-NaN,-nan,null,NULL,Null,None,NONE,none,nil,?,-,--,.,#N/A,#NA,<NA>,NaT,missing,MISSING,Missing,unknown,\\N"
    .split(",")
    .filter((word) => word !== "unknown"),
);

/** First bytes of those words. */
export const MISSING_BEGIN: Uint8Array = (() => {
  const table = new Uint8Array(256);
  for (const word of MISSING_WORDS) table[word.charCodeAt(0)] = 1;
  return table;
})();

export const LONGEST_MISSING = 7;
