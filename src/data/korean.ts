/**
 * Text of bytes in CP949 (windows-949, the superset of EUC-KR that Korean Windows and Excel write), or null where they are none.
 *
 * The platform's `TextDecoder('euc-kr')` is windows-949 in browsers, but plain EUC-KR in Node, which turns 8,822 of the syllables into
 * errors or, worse, other characters. So only the KS X 1001 plane comes from the platform; the extension is computed: it holds the
 * syllables that KS X 1001 lacks in Unicode order (https://encoding.spec.whatwg.org/#index-euc-kr).
 */
export function decodeKorean(bytes: Uint8Array): string | null {
  const characters = table();
  const parts: string[] = [];
  const units = new Uint16Array(8192);
  let used = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) units[used++] = lead;
    else {
      const code = lead > 0x80 && lead < 0xff ? (characters[pointer(lead, bytes[++i] ?? 0)] ?? 0) : 0;
      if (code === 0) return null;
      units[used++] = code;
    }
    if (used === units.length) {
      parts.push(String.fromCharCode(...units));
      used = 0;
    }
  }
  parts.push(String.fromCharCode(...units.subarray(0, used)));
  return parts.join('');
}

/**
 * Whether bytes that are valid CP949 are also likely to be Korean. Western European bytes pass for CP949 by chance: `°C` is 캜, `µm` is
 * 탆, `Größe` holds a Chinese character. Real Korean text is nearly all of the common syllables and symbols of KS X 1001.
 */
export function looksKorean(bytes: Uint8Array): boolean {
  let common = 0;
  let rare = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    const trail = bytes[++i] as number;
    if (lead >= 0xa1 && lead <= 0xc8 && trail >= 0xa1) common++;
    else rare++;
  }
  return common > 0 && common >= 3 * rare;
}

const LEADS = 0xfe - 0x81 + 1;
const TRAILS = 0xfe - 0x41 + 1;
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

let characters: Uint16Array | undefined;

const pointer = (lead: number, trail: number): number =>
  trail < 0x41 || trail > 0xfe ? -1 : (lead - 0x81) * TRAILS + trail - 0x41;

/** UTF-16 code units by pointer; 0 where there is no character. */
function table(): Uint16Array {
  if (characters !== undefined) return characters;
  const built = new Uint16Array(LEADS * TRAILS);
  const plane = new TextDecoder('euc-kr', { fatal: true });
  const standard = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfd; lead++) {
    // Row 0xC9 (as 0xFE) is for users' own characters, which platforms fill differently.
    if (lead === 0xc9) continue;
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const code = decodePair(plane, lead, trail);
      built[pointer(lead, trail)] = code;
      if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) standard.add(code);
    }
  }
  // Added to KS X 1001 in 1998; not every platform has them.
  built[pointer(0xa2, 0xe6)] = 0x20ac;
  built[pointer(0xa2, 0xe7)] = 0xae;
  let lead = 0x81;
  let trail = 0x41;
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable++) {
    if (standard.has(syllable)) continue;
    built[pointer(lead, trail)] = syllable;
    [lead, trail] = nextExtended(lead, trail);
  }
  characters = built;
  return built;
}

function decodePair(plane: { decode(bytes: Uint8Array): string }, lead: number, trail: number): number {
  try {
    const text = plane.decode(Uint8Array.of(lead, trail));
    const code = text.charCodeAt(0);
    return text.length === 1 && !(code >= 0xe000 && code <= 0xf8ff) && code !== 0xfffd ? code : 0;
  } catch {
    return 0;
  }
}

/** Trail bytes are A–Z, a–z and 0x81–0xFE; below the KS X 1001 plane only up to 0xA0. */
function nextExtended(lead: number, trail: number): [number, number] {
  if (trail === 0x5a) return [lead, 0x61];
  if (trail === 0x7a) return [lead, 0x81];
  if (trail === (lead > 0xa0 ? 0xa0 : 0xfe)) return [lead + 1, 0x41];
  return [lead, trail + 1];
}
