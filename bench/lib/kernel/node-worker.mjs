// The worker of what runs in Node without packages: downhill, the loop by hand and the sum in WebAssembly.
import { columnsOf } from './columns.mjs';
import { engine } from './engine.mjs';
import { descend, LOOPS } from './loops.mjs';
import { EPOCHS } from './models.mjs';
import { serve } from './serve.mjs';
import { summing } from './wasm-sum.mjs';

/** @param threads that downhill computes on, as text. */
export const work = (threads) =>
  serve(`Node ${process.version}`, async (name, model, rows) => {
    const summed = summing(rows, model.columns.length + 1);
    const { columns, y } = columnsOf(model, rows, summed?.room ?? ((length) => new Float64Array(length)));
    const loop = LOOPS[name];
    const peers = {
      js: {
        epoch: () => loop(model.point, columns, y),
        run: () => descend((point) => loop(point, columns, y), model.point, model.rate, EPOCHS),
      },
    };
    if (summed !== null)
      peers['memory-sum'] = { epoch: () => [summed.sum()], run: () => Array.from({ length: EPOCHS }, summed.sum).slice(0, 1) };
    // What does not fit is no failure: 4 GiB is the most that WebAssembly addresses.
    const downhill = await engine(model, columns, y, Number(threads)).catch((error) => {
      if (error.code !== 'too-much-data') throw error;
      return null;
    });
    if (downhill === null) return peers;
    peers.downhill = { epoch: downhill.epoch, run: downhill.run };
    peers['downhill minimize'] = { run: downhill.minimize };
    return peers;
  });
