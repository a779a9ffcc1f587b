// Loaded before the command line: kills the process at the n-th call that changes the site, in the middle of it where that is writing.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [site, at] = JSON.parse(process.env.KILL_AFTER);
let count = 0;

const due = () => {
  count += 1;
  if (count === at) process.kill(process.pid, 'SIGKILL');
};
const inSite = (path) => typeof path === 'string' && path.startsWith(site);

for (const name of ['rename', 'unlink', 'rm', 'rmdir', 'mkdir', 'link', 'writeFile', 'open'])
  for (const where of [fs, fs.promises]) {
    const real = where[name];
    where[name] = function (...given) {
      if (inSite(given[0]) && !(name === 'open' && (given[1] === undefined || given[1] === 'r'))) due();
      return real.apply(this, given);
    };
  }
for (const name of ['renameSync', 'unlinkSync', 'writeFileSync']) {
  const real = fs[name];
  fs[name] = (...given) => {
    if (inSite(given[0])) due();
    return real(...given);
  };
}

// What is written, half of it.
const handle = await fs.promises.open(import.meta.filename ?? new URL(import.meta.url).pathname);
const kind = Object.getPrototypeOf(handle);
await handle.close();
const { writeFile } = kind;
kind.writeFile = async function (data, ...rest) {
  count += 1;
  if (count === at) {
    await this.write(Buffer.from(data).subarray(0, data.length >> 1));
    process.kill(process.pid, 'SIGKILL');
  }
  return writeFile.call(this, data, ...rest);
};
syncBuiltinESMExports();
