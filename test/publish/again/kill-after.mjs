// Loaded before the command line: kills the process at the n-th call that changes the site, in the middle of it where that is writing; or lets that call fail
// with an error of the system.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [site, at, code] = JSON.parse(process.env.KILL_AFTER);
let count = 0;

const due = () => {
  count += 1;
  if (count !== at) return;
  if (code === null) process.kill(process.pid, 'SIGKILL');
  else throw Object.assign(new Error(code), { code });
};
const inSite = (path) => typeof path === 'string' && path.startsWith(site);

for (const name of ['rename', 'unlink', 'rm', 'rmdir', 'mkdir', 'link', 'writeFile', 'open']) {
  const real = fs.promises[name];
  fs.promises[name] = async (...given) => {
    if (inSite(given[0]) && !(name === 'open' && (given[1] === undefined || given[1] === 'r'))) due();
    return real(...given);
  };
}
// What is written, half of it.
const handle = await fs.promises.open(import.meta.filename ?? new URL(import.meta.url).pathname);
const kind = Object.getPrototypeOf(handle);
await handle.close();
const { writeFile } = kind;
kind.writeFile = async function (data, ...rest) {
  if (count + 1 === at) await this.write(Buffer.from(data).subarray(0, data.length >> 1));
  due();
  return writeFile.call(this, data, ...rest);
};
syncBuiltinESMExports();
