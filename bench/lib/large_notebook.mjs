// A notebook as large as they come, the same bytes every time.
import { crc32, deflateSync } from 'node:zlib';

/** Noise, which does not pack: 640×480 of it are 0.9 MB. */
function noise(width, height, seed) {
  let state = seed;
  const rows = Buffer.alloc((3 * width + 1) * height);
  for (let i = 0; i < rows.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rows[i] = i % (3 * width + 1) === 0 ? 0 : state >>> 24;
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const cell = (source, outputs) => ({ cell_type: 'code', metadata: {}, source, outputs });
const prose = (i) => ({
  cell_type: 'markdown',
  metadata: {},
  source: `## 절 ${i}\n\n${'본문 글 $x_i$ 과 *그림*, `코드`.\n\n'.repeat(20)}`,
});
const lines = Array.from({ length: 2000 }, (_, i) => `line ${i}\n`);
/** 40 pictures of 0.9 MB, each with prose and 2,000 lines of output: about 50 MB as a notebook. */
export const pictureCells = () =>
  Array.from({ length: 40 }, (_, i) => [
    prose(i),
    cell(`plt.plot(${i})`, [
      { output_type: 'display_data', metadata: {}, data: { 'image/png': noise(640, 480, i).toString('base64') } },
      { output_type: 'stream', name: 'stdout', text: lines },
    ]),
  ]).flat();

export const notebookText = (cells) => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
