import type { Text } from '../base/text.js';
import type { Run } from '../experiment/run-result.js';
import type { Session } from './session.js';

/** Says on stderr, in a line each, what Ctrl-C left out of a fit that is complete. @param wanted resamples. @param name before the lines. */
export function tellLeftOut(
  { leftOut, result }: Pick<Run, 'leftOut' | 'result'>,
  wanted: number | undefined,
  { io, quiet, paint, say }: Session,
  name = '',
): void {
  if (quiet) return;
  const { resamples = 0, failed = 0 } = result.bootstrap ?? {};
  const drawn = resamples + failed;
  const what: Readonly<Record<Run['leftOut'][number], Text>> = {
    profile: {
      en: 'the fit is complete; its profile intervals were left out',
      ko: '적합은 끝났지만 프로파일 구간은 구하지 못했습니다',
    },
    study: {
      en: 'the run is complete; its study of other seeds was left out',
      ko: '실행은 끝났지만 다른 시드로 되풀이한 결과는 빠졌습니다',
    },
    bootstrap:
      drawn === wanted
        ? {
            en: 'the fit is complete; its bootstrap intervals are percentiles, those by BCa were left out',
            ko: '적합은 끝났지만 부트스트랩 구간은 BCa 대신 백분위수로 구했습니다',
          }
        : {
            en: `the fit is complete; of ${wanted} resamples ${drawn} were drawn, the others were left out`,
            ko: `적합은 끝났지만 재표본 ${wanted}개 중 ${drawn}개만 맞추고 나머지는 빠졌습니다`,
          },
  };
  for (const part of leftOut) io.stderr.write(`${paint.severity.warning('downhill:')} ${name}${say(what[part])}\n`);
}
