// Completes package-lock.json with the packages of other platforms (node scripts/lock-platforms.mjs). npm leaves out those that the registry it asked does not
// serve, and `npm ci` then refuses the file everywhere. Versions are those that the lock file's own packages ask for.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  arm: 'arm',
  riscv64: 'riscv64',
  s390x: 's390x',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
let added = 0;
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => place in lock.packages) || !/^\d/.test(version)) continue;
    const words = name.replace(/^@/, '').split(/[/-]/);
    const system = words.find((word) => SYSTEMS.includes(word));
    const processor = words
      .map((word) => PROCESSORS[word] ?? (/^arm(v7|eabi)?/.test(word) && !word.startsWith('arm64') ? 'arm' : undefined))
      .find(Boolean);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(processor === undefined ? {} : { cpu: [processor] }),
      ...(entry.dev ? { dev: true } : {}),
      ...(words.some((word) => word.startsWith('musl'))
        ? { libc: ['musl'] }
        : words.some((word) => word.startsWith('gnu'))
          ? { libc: ['glibc'] }
          : {}),
      optional: true,
      ...(system === undefined ? {} : { os: [system] }),
    };
    added++;
  }
}
const root = lock.packages[''];
const rest = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = { '': root, ...Object.fromEntries(rest) };
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
