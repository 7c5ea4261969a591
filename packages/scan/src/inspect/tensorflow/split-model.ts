import type { Interpreter } from "../interpreter.ts";

/** The first block of a file of Riegeli records. */
const SIGNATURE = [0x83, 0xaf, 0x70, 0xd1, 0x0d, 0x88, 0x4a, 0x3f];

/**
 * SavedModels beyond 2 GB are written in pieces (`saved_model.cpb`), as Riegeli records.
 * @see https://github.com/google/riegeli/blob/master/doc/riegeli_records_file_format.md
 */
export const splitModel: Interpreter = {
  id: "riegeli-records",
  accepts: ({ head }) => SIGNATURE.every((byte, index) => head[index] === byte),
  inspect: (_subject, visit) => {
    visit.format("riegeli-records");
    visit.incomplete("A model in Riegeli records is not read: what its graph does was not examined.");
  },
};
