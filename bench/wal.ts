import { readFileSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Commits that the write-ahead log holds since it was last truncated. Under `synchronous=FULL` SQLite syncs the log once a commit, so where no
 * process may be traced this is the number of syncs of the database file.
 */
export function commitsInLog(path: string): number {
  const log = readFileSync(path);
  const frame = FRAME_HEADER + log.readUInt32BE(8);
  let commits = 0;
  for (let at = HEADER; at + frame <= log.length; at += frame) {
    const sizeAfterCommit = log.readUInt32BE(at + 4);
    if (sizeAfterCommit > 0) commits += 1;
  }
  return commits;
}
