/** Ends of files that hold data. */
const DATA_FILE =
  /\.(?:csv|tsv|psv|jsonl?|ndjson|parquet|arrow|feather|avro|orc|npy|npz|pkl|pickle|joblib|h5|hdf5|mat|sav|dta|xlsx?|xml|txt|tfrecords?|lmdb|mdb|db|sqlite3?|duckdb|zip|gz|tgz|tar|bz2|xz|zst|bin|dat|idx|libsvm|svm|arff|pt|pth|jpe?g|png|tiff?|wav|mp3|flac|mp4|geojson|shp|las|pdf|html?|md|conllu?|vec)$/i;
/** Folders that hold data. */
const DATA_FOLDER =
  /(?:^|\/)[\w.-]*(?:data|datasets?|raw|processed|interim|external|inputs?|train(?:ing)?|tests?|val(?:id(?:ation)?)?|dev|eval|images?|labels?|annotations?|corpus|corpora|documents?|docs|pdfs?|samples?|features?|audio|videos?|texts?)[\w.-]*(?:\/|$)/i;
/** Where SageMaker mounts what a job is given: the job names the data, the script only its mount. */
const MOUNT = /^\/opt\/ml(?:\/|$)/;
/** "text/csv" says how data is written, "0.23-1" and "ml.m5.xlarge" say nothing of it. */
const MEDIA_TYPE = /^(?:text|application|image|audio|video|multipart|font)\/[\w.+-]+$/;

/** Whether a text is the place of data: a URI, a file that may hold some, or a folder that is called so. */
export function isDataPath(text: string): boolean {
  if (text === "" || text.length > 200 || /\s/.test(text) || MEDIA_TYPE.test(text) || isMount(text)) return false;
  if (/^[a-z][\w+.-]*:\/\/\S/i.test(text)) return true;
  return DATA_FILE.test(text) || (text.includes("/") && DATA_FOLDER.test(text));
}

/** A folder inside of a job's container. */
export function isMount(path: string): boolean {
  return MOUNT.test(path);
}
