import { dataFiles } from '../src/platform/database/data-files.js';
import { Writer } from '../src/platform/database/writer.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { openRooms } from '../test/support/world.js';
import { countStatements, statementsSoFar } from './statements.js';
import { markTrace } from './syncs.js';
import { inTemporaryVenue } from './venue.js';
import { commitsInLog } from './wal.js';

export interface ActReport {
  acts: number;
  statements: number;
  commits: number;
  /** Milliseconds of CPU an act. */
  cpuMs: number;
}

/** One clerk, one act after another: what the smallest confirmed act costs (one unit of work, one journal row). */
async function measure(acts: number): Promise<ActReport> {
  return inTemporaryVenue(async (settings) => {
    const world = await openRooms({ settings }, []);
    const act = (key: string) =>
      world.get(UnitOfWork).run(
        {
          kind: 'bench.act',
          actorId: 'clerk',
          storeId: 'store',
          terminalId: null,
          businessDate: null,
          key,
          input: {},
        },
        () => Promise.resolve(null),
      );
    for (let warm = 0; warm < 20; warm += 1) await act(`warm-${warm}`);
    await world.get(Writer).source.query('PRAGMA wal_checkpoint(TRUNCATE)');
    countStatements();
    markTrace('begin');
    const cpu = process.cpuUsage();
    for (let done = 0; done < acts; done += 1) await act(`act-${done}`);
    const { user, system } = process.cpuUsage(cpu);
    markTrace('end');
    const statements = statementsSoFar();
    const commits = commitsInLog(`${dataFiles(settings).database}-wal`);
    await world.close();
    return { acts, statements, commits, cpuMs: (user + system) / 1000 / acts };
  });
}

process.stdout.write(`${JSON.stringify(await measure(Number(process.argv[2] ?? 100)))}\n`);
