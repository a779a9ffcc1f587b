export { gif } from './animation.js';
export { ensureFolder, readInput, writeAtomic } from './files.js';
export { fontFiles } from './fonts.js';
export { raceFiles } from './race-record.js';
export { png } from './raster.js';
export { recordFiles, writeRecord } from './record.js';
