import { type AccessEvent, AccessLogReader } from "@castellan/formats";
import { UsedRights } from "../packages/scan/src/access-log/privileges/used-rights.ts";
import { UnusualAccess } from "../packages/scan/src/access-log/unusual-access.ts";

/** Whatever the bytes are, the reader answers with events and problems, and the detectors take every event that it gives. */
export const targets = [7, 1 << 16].map((step) => ({
  name: `pieces of ${step}`,
  run: (bytes: Uint8Array): unknown => {
    const events: AccessEvent[] = [];
    let problems = 0;
    const reader = new AccessLogReader({ longest: 100_000, event: (event) => events.push(event), problem: () => problems++ });
    for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
    reader.end();
    const watch = new UnusualAccess({ candidate: () => undefined });
    const used = new UsedRights();
    for (const event of events) {
      watch.observe(event, "fuzz");
      used.observe(event);
    }
    watch.finish();
    return [events.length, problems];
  },
}));
