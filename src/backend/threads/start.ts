import { type Port, type Signs, waysToStart } from './host.js';
import { pool } from './pool.js';
import { checkThreads } from './threads-for.js';

/**
 * Starts threads ahead, and resolves when they are ready: in a page fits get no others, because a worker starts only when the page has nothing to do; in Node
 * fits start their own, and this saves them the wait. A page must be cross-origin isolated, and its policy must allow a worker from the file `worker.js` beside the
 * library or from a `blob:`; where it is not, or does not, there is one thread, and fits give the same bits.
 *
 * @param count 1 … 64, this thread included.
 * @returns how many there are, 1 … count. @throws DownhillError `threads-out-of-range`.
 *
 * @example
 * const threads = await startThreads(4);
 * fit('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1, 3, 5, 7] }, { threads }).parameters.a.value // 2
 */
export async function startThreads(count: number): Promise<number> {
  checkThreads(count);
  for (const way of waysToStart()) {
    const missing = count - pool().threads;
    const ports = missing > 0 ? await started(way, missing) : [];
    for (const port of ports ?? []) pool().adopt(port);
    if (ports !== null) return Math.min(count, pool().threads);
  }
  return 1;
}

/** So many workers, all ready; null where one of them could not be started. */
function started(way: (signs: Signs) => Port, count: number): Promise<readonly Port[] | null> {
  const ports: Port[] = [];
  return new Promise((resolve) => {
    let missing = count;
    const ready = (): void => {
      if (--missing === 0) resolve(ports);
    };
    const lost = (): void => {
      if (missing === 0) pool().giveUp();
      for (const port of ports) port.stop();
      resolve(null);
    };
    try {
      for (let i = 0; i < count; i++) ports.push(way({ ready, lost }));
    } catch {
      lost();
    }
  });
}
