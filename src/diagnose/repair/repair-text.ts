import type { Text } from '../../base/text.js';
import { call, type Expression } from '../../expression/node.js';
import type { Edit } from './edits.js';
import type { Multiple } from './multiple.js';
import type { Repair } from './repair.js';

/** A repair in half a sentence, without a full stop. @param of, names the parameter of the component, and those of all. */
export function repairText(
  repair: Repair,
  of: string,
  names: readonly string[],
  print: (expression: Expression) => string,
): Text {
  switch (repair.kind) {
    case 'sign':
      return signText(repair.reversed, print);
    case 'sum':
      return sumText(repair.multiple);
    case 'factor':
      return factorText(repair.multiple);
    case 'other-parameter': {
      const other = names[repair.other] as string;
      return { en: `what is written for ${of} is the derivative by ${other}`, ko: `${of} 자리에 ${other}의 기울기를 썼습니다` };
    }
    case 'swapped': {
      const other = names[repair.other] as string;
      return {
        en: `what is written for ${of} belongs to ${other}, and the other way round`,
        ko: `${of}와(과) ${other}의 기울기가 서로 바뀌었습니다`,
      };
    }
    default:
      return editText(repair.edit, repair.ofResidual, print);
  }
}

function signText(reversed: Expression | null, print: (expression: Expression) => string): Text {
  if (reversed === null || reversed.kind !== 'call') return { en: 'its sign is the wrong way round', ko: '부호가 반대입니다' };
  const [written, right] = [reversed, call('subtract', ...[...reversed.args].reverse())].map(print);
  return {
    en: `the residual is the wrong way round: ${written} must be ${right}`,
    ko: `잔차의 부호가 반대입니다. ${written} 대신 ${right}(으)로 써야 합니다`,
  };
}

const sumText = ({ sum }: Multiple): Text =>
  sum
    ? { en: 'it takes the sum over the rows where the mean belongs', ko: '평균 대신 합을 썼습니다' }
    : { en: 'it takes the mean where the other components take the sum', ko: '다른 성분은 합인데 여기만 평균입니다' };

const factorText = ({ c, sum }: Multiple): Text => ({
  en: `it is ${c}${sum ? ' times n' : ''} times the derivative`,
  ko: `참 기울기의 ${c}${sum ? '·n' : ''}배입니다`,
});

function editText({ kind, replace, by }: Edit, ofResidual: boolean, print: (expression: Expression) => string): Text {
  const [gone, come] = [replace, by].map((e) => (e === null ? '' : print(e)));
  switch (kind) {
    case 'replace':
      return ofResidual
        ? {
            en: `where the residual is multiplied by ${gone} it must be ${come}`,
            ko: `잔차에 곱할 것은 ${gone} 대신 ${come}입니다`,
          }
        : { en: `where it says ${gone} it must be ${come}`, ko: `${gone} 대신 ${come}(으)로 써야 합니다` };
    case 'missing-factor':
      return { en: `the factor ${come} is missing`, ko: `곱해야 할 인수 ${come}을(를) 빠뜨렸습니다` };
    case 'extra-factor':
      return { en: `the factor ${gone} does not belong there`, ko: `인수 ${gone}은(는) 곱하지 말아야 합니다` };
    case 'missing-term':
      return { en: `the term ${come} is missing`, ko: `항 ${come}을(를) 빠뜨렸습니다` };
    case 'extra-term':
      return { en: `the term ${gone} does not belong there`, ko: `항 ${gone}은(는) 없어야 합니다` };
    case 'mean-of-product':
      return {
        en: 'it multiplies two means where the mean of the products belongs',
        ko: '곱의 평균이어야 하는데 평균끼리 곱했습니다',
      };
  }
}
