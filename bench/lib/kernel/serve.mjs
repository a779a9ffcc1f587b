// The conversation of a worker: a line of JSON in, a line of JSON out, until the input ends. `worker.py` speaks the same.
import { createInterface } from 'node:readline';
import { timed } from './clock.mjs';
import { MODELS } from './models.mjs';

/** @param version said with every load. @param peersOf (name, model, rows) → { peer: { epoch, run } }, functions without arguments that return numbers; `use` is awaited before. */
export async function serve(version, peersOf) {
  let peers = {};
  const answer = {
    load: async ({ model, rows }) => {
      peers = {};
      peers = await peersOf(model, MODELS[model], rows);
      return { peers: Object.keys(peers), version };
    },
    values: async ({ peer, work }) => {
      await peers[peer].use?.();
      const began = performance.now();
      const values = [...peers[peer][work]()];
      return { values, seconds: (performance.now() - began) / 1000 };
    },
    time: async ({ peer, work, repeats, budget, cold }) => {
      await peers[peer].use?.();
      return timed(peers[peer][work], repeats, budget, cold !== true);
    },
    drop: () => {
      peers = {};
      return {};
    },
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    let reply;
    try {
      reply = await answer[request.ask](request);
    } catch (error) {
      reply = { failed: String(error?.message ?? error).split('\n')[0] };
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}
