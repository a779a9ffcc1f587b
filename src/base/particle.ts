/** A Korean particle in its two forms: after a final consonant, and after a vowel. */
export type Particle = '을/를' | '이/가' | '은/는' | '과/와' | '으로/로' | '이면/면';

/**
 * A number or a formula with a Korean particle behind it, as one reads it aloud: digits by their Chinese names, Latin letters by theirs, a formula by its last letter or digit.
 *
 * @example withParticle('sin(x)', '을/를') // 'sin(x)를'
 * @example withParticle('0.7', '은/는') // '0.7은'
 */
export function withParticle(text: string, particle: Particle): string {
  const [closed, open] = particle.split('/') as [string, string];
  const end = finalSound(text);
  // ㄹ before 으로 is as a vowel.
  const isClosed = end !== '' && !(end === 'ㄹ' && closed === '으로');
  return `${text}${isClosed ? closed : open}`;
}

/** The final consonant of the last syllable: 'ㄹ', another one as '.', none as ''. */
function finalSound(text: string): '' | 'ㄹ' | '.' {
  const last = [...text].reverse().find((letter) => /[\p{L}\p{N}]/u.test(letter));
  if (last === undefined) return '';
  // x^2 and 10⁻⁷ are read as powers: 제곱; 12% as 퍼센트.
  if (/(?:\^\d+\)*|[⁰¹²³⁴-⁹])$/.test(text)) return '.';
  if (text.endsWith('%')) return '';
  const syllable = last.codePointAt(0)! - 0xac00;
  if (syllable >= 0 && syllable < 11172) return syllable % 28 === 0 ? '' : syllable % 28 === 8 ? 'ㄹ' : '.';
  if (last === 'l' || last === 'L' || last === 'r' || last === 'R' || /[178]/.test(last)) return 'ㄹ';
  return /[mnMN036]/.test(last) ? '.' : '';
}
