import { withParticle } from '../../base/particle.js';
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
        ko: `${withParticle(of, '과/와')} ${other}의 기울기가 서로 바뀌었습니다`,
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
    ko: `잔차의 부호가 반대입니다. ${written} 대신 ${withParticle(right as string, '으로/로')} 써야 합니다`,
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

function editText(edit: Edit, ofResidual: boolean, print: (expression: Expression) => string): Text {
  const { kind, replace, at } = edit;
  const [gone, come] = [replace, edit.by()].map((e) => (e === null ? '' : print(e)));
  const inside = at === null || at.role === 'whole' ? null : print(at.node);
  switch (kind) {
    case 'replace':
      return ofResidual
        ? {
            en: `where the residual is multiplied by ${gone} it must be ${come}`,
            ko: `잔차에 ${gone} 대신 ${withParticle(come as string, '을/를')} 곱해야 합니다`,
          }
        : {
            en: `where it says ${gone} it must be ${come}`,
            ko: `${gone} 대신 ${withParticle(come as string, '이/가')} 와야 합니다`,
          };
    case 'missing-factor':
      return inside === null
        ? { en: `the factor ${come} is missing`, ko: `인수 ${withParticle(come as string, '을/를')} 곱하지 않았습니다` }
        : {
            en: `${inside} must be multiplied by ${come}`,
            ko: `${inside}에 ${withParticle(come as string, '을/를')} 곱해야 합니다`,
          };
    case 'extra-factor':
      return {
        en: `the factor ${gone} does not belong there`,
        ko: `인수 ${withParticle(gone as string, '은/는')} 곱하지 말아야 합니다`,
      };
    case 'missing-term':
      return {
        en: `${come} must be added${inside === null ? '' : ` to ${inside}`}`,
        ko: `${inside === null ? '' : `${inside}에 `}${withParticle(come as string, '을/를')} 더해야 합니다`,
      };
    case 'extra-term':
      return {
        en: `the term ${gone} does not belong there`,
        ko: `항 ${withParticle(gone as string, '은/는')} 없어야 합니다`,
      };
    case 'mean-of-product':
      return {
        en: 'it multiplies two means where the mean of the products belongs',
        ko: '곱의 평균이어야 하는데 평균끼리 곱했습니다',
      };
  }
}
