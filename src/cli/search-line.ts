import { digits } from '../base/number-format.js';
import type { FitResult } from '../experiment/result.js';
import type { Session } from './session.js';

/** How many searches were made, how many agree, and what else they found; nothing where there was one. */
export function searchLine({ search }: FitResult, { say }: Session): string[] {
  if (search === undefined) return [];
  const { starts, agree, minima, methods, distinct } = search;
  const others = distinct - 1;
  const next = minima[1];
  const lowest = minima[0];
  const times = next === undefined || lowest === undefined || !(lowest.loss > 0) ? null : next.loss / lowest.loss;
  const by = methods.join(', ');
  if (distinct === 0)
    return [
      say({
        en: `${starts} searches (${by}): all were cut short before a minimum`,
        ko: `탐색 ${starts}번(${by}) 모두 최솟값에 이르기 전에 끊김`,
      }),
    ];
  const more =
    others <= 0
      ? ''
      : say({
          en: `; ${others} other${others === 1 ? '' : 's'} found${nextTo(times).en}`,
          ko: `; 다른 최솟값 ${others}개${nextTo(times).ko}`,
        });
  return [
    say({
      en: `${starts} searches (${by}): ${agree} ended in this minimum${more}`,
      ko: `탐색 ${starts}번(${by}) 가운데 ${agree}번이 이 최솟값에서 끝남${more}`,
    }),
  ];
}

/** Of the next minimum. @param times its loss by the lowest one; null where that says nothing. */
function nextTo(times: number | null): { readonly en: string; readonly ko: string } {
  if (times === null) return { en: '', ko: '' };
  const shown = digits(times, 4);
  if (shown === '1') return { en: ', the next with nearly the same loss', ko: ', 그다음의 손실은 거의 같음' };
  return { en: `, the next with ${shown} times the loss`, ko: `, 그다음의 손실은 ${shown}배` };
}
