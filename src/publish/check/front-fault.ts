import type { ErrorCode, YAMLError } from 'yaml';
import type { Text } from '../../base/text.js';

/** What a parser says in English: in Korean it stands between quotation marks, as somebody else's words. */
export function quotedFault(message: string): Text {
  const words = message.split('\n')[0] as string;
  return { en: words, ko: `"${words}"` };
}

/** Why YAML cannot be read; the English is the parser's own. */
export function yamlFault({ code, message }: Pick<YAMLError, 'code' | 'message'>): Text {
  const { en, ko } = quotedFault(message);
  return { en, ko: FAULTS[code] ?? ko };
}

/** The mistakes that are made in front matter, in Korean; others are quoted. */
const FAULTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_DQ_ESCAPE: '큰따옴표 안의 역슬래시 표기가 잘못되었습니다',
  BAD_INDENT: '들여쓰기가 맞지 않습니다',
  BAD_SCALAR_START: '값이 쓸 수 없는 글자로 시작합니다',
  BLOCK_AS_IMPLICIT_KEY: '한 줄에 콜론이 둘 이상 있습니다',
  BLOCK_IN_FLOW: '괄호 안에 여러 줄짜리 값이 있습니다',
  KEY_OVER_1024_CHARS: '항목의 이름이 1024자를 넘습니다',
  MISSING_CHAR: '닫는 따옴표나 괄호, 또는 콜론이나 공백이 빠졌습니다',
  MULTILINE_IMPLICIT_KEY: '항목의 이름이 여러 줄에 걸쳐 있거나 콜론이 빠졌습니다',
  MULTIPLE_DOCS: '문서가 둘 이상 들어 있습니다',
  TAB_AS_INDENT: '탭으로 들여 썼습니다. 공백을 써야 합니다',
  TAG_RESOLVE_FAILED: '느낌표로 시작하는 값을 읽을 수 없습니다',
  UNEXPECTED_TOKEN: '있어서는 안 되는 글자가 있습니다',
};
