/**
 * A name as an identifier of a programming language. What is none (`net weight`, a reserved word) is spelled out as `v_net_20_weight`: `_` is
 * doubled, other characters stand as their hexadecimal code between underscores, so that different names never become the same.
 *
 * @param isFree whether the language takes the name as it is and gives it no other meaning.
 */
export function codeName(name: string, isFree: (name: string) => boolean): string {
  if (!name.startsWith(MARK) && isFree(name)) return name;
  return MARK + Array.from(name, (character) => (/[A-Za-z0-9]/.test(character) ? character : spelled(character))).join('');
}

const MARK = 'v_';

const spelled = (character: string): string =>
  character === '_' ? '__' : `_${(character.codePointAt(0) as number).toString(16)}_`;
