// Times a piece of work: repeats of at least 20 ms each, wall and CPU, after a warm-up.

const SHORTEST = 0.02;
const WARM_UP = 0.6;
const seconds = () => performance.now() / 1000;

/** @param budget seconds; at least three repeats are made, or `repeats` if fewer. @param warm false: no warm-up. @returns wall and CPU seconds of one call, per repeat. */
export function timed(work, repeats, budget, warm) {
  const began = seconds();
  let calls = 0;
  let last = warm ? 0 : 1;
  while (warm && (calls < 2 || (seconds() - began < Math.min(WARM_UP, budget / 4) && calls < 1e6))) {
    const from = seconds();
    work();
    last = seconds() - from;
    calls++;
  }
  // One call may be shorter than the clock's tick: the warm-up as a whole is not.
  const inner = Math.max(1, Math.ceil(SHORTEST / Math.max(last, 1e-7)));
  const samples = { wall: [], cpu: [] };
  while (samples.wall.length < repeats && (samples.wall.length < 3 || seconds() - began < budget)) {
    const cpu = process.cpuUsage();
    const from = seconds();
    for (let k = 0; k < inner; k++) work();
    samples.wall.push((seconds() - from) / inner);
    const { user, system } = process.cpuUsage(cpu);
    samples.cpu.push((user + system) / 1e6 / inner);
  }
  return samples;
}
