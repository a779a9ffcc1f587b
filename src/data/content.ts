import { DownhillError } from '../base/errors.js';
import { utf16WithoutMark } from './decode.js';

/**
 * Refuses bytes that are no text: known formats by their first bytes, anything else by its zero bytes.
 * Errors: `empty-file`, `not-text`.
 */
export function refuseBinary(bytes: Uint8Array, source: string): void {
  if (bytes.length === 0) throw empty(source);
  const known = SIGNATURES.find(({ bytes: signature, at = 0 }) => startsWith(bytes, signature, at));
  if (known !== undefined) {
    const { what, advice } = known.refine?.(bytes) ?? known;
    throw new DownhillError('not-text', `${source} is ${what}, not a text table (CSV)`, advice, { place: source });
  }
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || utf16WithoutMark(bytes) !== null;
  const zero = wide ? -1 : bytes.indexOf(0);
  if (zero >= 0) {
    throw new DownhillError(
      'not-text',
      `${source} is a binary file (byte ${zero + 1} is zero), not a text table (CSV)`,
      'give a CSV or TSV file',
      { place: source },
    );
  }
}

/** Refuses text that is no table: JSON, HTML, a Git LFS pointer, nothing but blanks. Errors: `empty-file`, `not-a-table`, `not-text`. */
export function refuseDocument(text: string, source: string): void {
  const start = text.slice(0, 4096).trimStart();
  if (start === '' && text.trim() === '') throw empty(source);
  let controls = 0;
  for (let i = 0; i < start.length; i++) if (isControl(start.charCodeAt(i))) controls++;
  if (controls > start.length / 50 + 1) {
    throw new DownhillError('not-text', `${source} is a binary file, not a text table (CSV)`, 'give a CSV or TSV file', {
      place: source,
    });
  }
  const known = DOCUMENTS.find(({ pattern }) => pattern.test(start));
  if (known !== undefined) {
    throw new DownhillError('not-a-table', `${source} is ${known.what}, not a table (CSV)`, known.advice, { place: source });
  }
}

interface Signature {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly what: string;
  readonly advice: string;
  readonly refine?: (bytes: Uint8Array) => { readonly what: string; readonly advice: string };
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
const EXPORT = 'export it as CSV';
const SAVE_AS = 'open it and save it as CSV (in Excel: File, Save As, "CSV UTF-8")';
const DECOMPRESS = 'decompress it first';

const SIGNATURES: readonly Signature[] = [
  { bytes: ascii('PK\x03\x04'), what: 'a zip archive', advice: DECOMPRESS, refine: insideZip },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel workbook (.xls) or another old Office file', advice: SAVE_AS },
  { bytes: [0x1f, 0x8b], what: 'compressed (gzip)', advice: 'decompress it first: gunzip -c data.csv.gz | downhill fit - …' },
  { bytes: ascii('BZh'), what: 'compressed (bzip2)', advice: DECOMPRESS },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'compressed (xz)', advice: DECOMPRESS },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed (zstd)', advice: DECOMPRESS },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7z archive', advice: DECOMPRESS },
  { bytes: ascii('Rar!'), what: 'a rar archive', advice: DECOMPRESS },
  { bytes: ascii('ustar'), at: 257, what: 'a tar archive', advice: 'unpack it first' },
  { bytes: ascii('PAR1'), what: 'a Parquet file', advice: EXPORT },
  { bytes: ascii('ARROW1'), what: 'an Arrow file', advice: EXPORT },
  { bytes: ascii('FEA1'), what: 'a Feather file', advice: EXPORT },
  { bytes: [0x89, ...ascii('HDF')], what: 'an HDF5 file', advice: EXPORT },
  { bytes: ascii('CDF\x01'), what: 'a NetCDF file', advice: EXPORT },
  { bytes: ascii('CDF\x02'), what: 'a NetCDF file', advice: EXPORT },
  { bytes: ascii('SQLite format 3'), what: 'an SQLite database', advice: 'export the table as CSV' },
  {
    bytes: [0x93, ...ascii('NUMPY')],
    what: 'a NumPy array',
    advice: 'save it with numpy.savetxt("data.csv", array, delimiter=",", header="x,y", comments="")',
  },
  { bytes: ascii('MATLAB 5.0 MAT'), what: 'a MATLAB file', advice: 'save the table with writetable(T, "data.csv")' },
  { bytes: ascii('SIMPLE  ='), what: 'a FITS file', advice: EXPORT },
  { bytes: [0x89, ...ascii('PNG')], what: 'a PNG image', advice: 'give a CSV file' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG image', advice: 'give a CSV file' },
  { bytes: ascii('GIF8'), what: 'a GIF image', advice: 'give a CSV file' },
  { bytes: ascii('%PDF-'), what: 'a PDF document', advice: 'copy the table into a CSV file' },
  { bytes: [0xff, 0xfe, 0, 0], what: 'UTF-32 text', advice: 'save it as UTF-8' },
];

const DOCUMENTS: readonly { readonly pattern: RegExp; readonly what: string; readonly advice: string }[] = [
  {
    pattern: /^version https:\/\/git-lfs/,
    what: 'a Git LFS pointer: the data themselves have not been fetched',
    advice: 'fetch them with: git lfs pull',
  },
  {
    pattern: /^<(?:!doctype|html)[\s>]/i,
    what: 'a web page (HTML)',
    advice: 'download the data file itself; on GitHub: the "Raw" link',
  },
  { pattern: /^<\?xml/i, what: 'an XML document', advice: EXPORT },
  {
    pattern: /^(?:\{\s*["}]|\[\s*(?:[{["\]]|-?\d[\d.]*\s*,))/,
    what: 'JSON',
    advice: 'convert it to CSV: a header row with the column names, then a line for each row',
  },
];

/** Control characters other than blanks and line ends. */
const isControl = (code: number): boolean => code < 9 || (code > 13 && code < 32);

const empty = (source: string): DownhillError =>
  new DownhillError('empty-file', `${source} is empty`, 'give a file with a header row and at least one row of data', {
    place: source,
  });

const startsWith = (bytes: Uint8Array, signature: readonly number[], at: number): boolean =>
  signature.every((byte, i) => bytes[at + i] === byte);

/** Workbooks are zip archives; the names of their parts stand at the start and in the directory at the end. */
function insideZip(bytes: Uint8Array): { what: string; advice: string } {
  const names = latin(bytes.subarray(0, 4096)) + latin(bytes.subarray(Math.max(0, bytes.length - 65536)));
  if (names.includes('xl/')) return { what: 'an Excel workbook (.xlsx)', advice: SAVE_AS };
  if (names.includes('opendocument.spreadsheet')) return { what: 'a spreadsheet (.ods)', advice: 'open it and save it as CSV' };
  if (names.includes('.npy')) return { what: 'a NumPy archive (.npz)', advice: 'save the arrays with numpy.savetxt' };
  if (names.includes('word/')) return { what: 'a Word document', advice: 'copy the table into a CSV file' };
  return { what: 'a zip archive', advice: DECOMPRESS };
}

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
