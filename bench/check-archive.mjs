// What a check of a whole blog costs: posts of 10 to 20 kB with three pictures of their own each, every picture decoded. Seconds of whole processes, median; 1,000 posts
// may take 30 s.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';

const posts = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'downhill-archive-'));
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(~crc >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};
/** A figure of 640×480: mostly flat, with noise, about 40 kB. */
const png = () => {
  const rows = Buffer.alloc(480 * (1 + 640 * 3), 255);
  for (let y = 0; y < 480; y++) rows[y * 1921] = 0;
  for (let i = 0; i < 30_000; i++)
    rows[1 + Math.floor(random() * 480) * 1921 + Math.floor(random() * 1919)] = Math.floor(random() * 256);
  const header = Buffer.from([0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
};

mkdirSync(join(folder, '_posts'));
mkdirSync(join(folder, 'images'));
writeFileSync(join(folder, '_config.yml'), 'baseurl: /blog\npaginate: 5\nplugins: [jekyll-paginate]\n');
writeFileSync(join(folder, 'index.html'), '---\n---\n{% for post in paginator.posts %}{{ post.content }}{% endfor %}\n');
const words =
  '경사하강법은 손실을 줄이는 방향으로 조금씩 내려가는 방법입니다 learning rate gradient descent `code` **bold** '.split(' ');
for (let i = 0; i < posts; i++) {
  const parts = [`---\ntitle: "post ${i}"\ncategories: [ml]\n---\n`];
  for (let k = 0; k < 3; k++) {
    const name = `figure-${i}-${k}.png`;
    writeFileSync(join(folder, 'images', name), png());
    parts.push(
      `${['![a](/images/', '![a](../images/', "![a]({{ '/images/"][k] + name + ['', '', "' | relative_url }}"][k]})\n\n`,
    );
    while (parts.join('').length < (k + 1) * (2500 + (i % 10) * 300))
      parts.push(
        `${Array.from({ length: 60 }, () => words[Math.floor(random() * words.length)]).join(' ')} [link](#a) $x_${k}^2$\n\n`,
      );
    parts.push('```python\nfor epoch in range(100):\n    W = W - 0.7 * ((W * X + b - Y) * X).mean()\n```\n\n');
  }
  const day = `20${String(10 + (i % 15)).padStart(2, '0')}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
  writeFileSync(join(folder, '_posts', `${day}-post-${i}.md`), parts.join(''));
}

const cli = resolve(import.meta.dirname, '../dist/cli.js');
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
for (const [name, words] of [
  ['publish --check', ['publish', '--to', `jekyll:${folder}`, '--check', '--json']],
  ['repair --dry-run', ['repair', folder, '--dry-run', '--json']],
]) {
  const times = [];
  let found = '';
  for (let run = 0; run < runs; run++) {
    const before = process.hrtime.bigint();
    const { stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (stderr !== '') throw new Error(stderr);
    found = stdout;
    times.push(Number(process.hrtime.bigint() - before) / 1e9);
  }
  const { checks, posts: read, changes } = JSON.parse(found);
  const [check] = checks ?? [];
  const above = median(times) > (30 * posts) / 1000 ? '   ABOVE THE BOUND of 30 s for 1,000 posts' : '';
  console.log(
    `${name.padEnd(18)} ${median(times).toFixed(1)} s   ${check?.posts ?? read} posts, ${check === undefined ? `${changes.length} changes` : `${check.references} references, ${check.pictures} pictures, ${check.notes.length} notes`}${above}`,
  );
}
rmSync(folder, { recursive: true });
