import type { CheckReport } from '../../publish/check/report.js';
import type { Files } from '../../publish/files.js';
import { readDate } from '../../publish/front/read-date.js';
import type { PublishOptions } from '../../publish/publish.js';
import type { Command, Options } from '../command.js';
import { tellFailure, usageError } from '../failure.js';
import { collect, shown } from '../option-values.js';
import type { CheckLevel } from '../publish-check.js';
import type { Destination } from '../publish-destination.js';
import type { Outcome, Refusal } from '../publish-documents.js';
import { EXIT, type Exit, type Session } from '../session.js';

export const publish: Command = {
  name: 'publish',
  summary: {
    en: 'turn a document or notebook into a post whose every picture shows',
    ko: '문서나 노트북을 그림이 깨지지 않는 글로 발행',
  },
  examples: [
    {
      line: 'downhill publish gradient.ipynb --to jekyll:blog --date 2022-07-15',
      does: { en: 'a notebook into a Jekyll site, pictures and all', ko: '노트북을 그림까지 Jekyll 사이트에' },
    },
    {
      line: 'downhill publish posts/*.md --to hugo:site --dry-run --diff',
      does: { en: 'what would change, and nothing is written', ko: '무엇이 바뀔지만 보고 아무것도 쓰지 않음' },
    },
    {
      line: 'downhill publish post.md --to html:out --watch',
      does: { en: 'a page in the browser that follows the writing', ko: '쓰는 대로 바뀌는 페이지를 브라우저에서 보기' },
    },
  ],
  define: async (command, { say, help }) => {
    const targets = help ? Object.keys((await import('../../publish/targets/index.js')).TARGETS).join(', ') : '';
    command
      .argument('[documents...]', say({ en: 'Markdown, notebooks, experiment documents', ko: 'Markdown, 노트북, 실험 문서' }))
      .option(
        '--to <target:folder>',
        say({ en: `where it goes; repeatable. Targets: ${targets}`, ko: `발행할 곳. 반복 가능. 대상: ${targets}` }),
        collect,
      )
      .option(
        '--date <date>',
        say({
          en: 'YYYY-MM-DD, also with time and offset; else what the document says, or what it was published with',
          ko: 'YYYY-MM-DD, 시각과 시차도 가능. 생략하면 문서에 적힌 날짜, 없으면 지난번 날짜',
        }),
        dateOption,
      )
      .option('--slug <name>', say({ en: "the post's name in its address", ko: '주소에 쓸 글 이름' }), slugOption)
      .option(
        '--root <folder>',
        say({
          en: 'pictures are read from here and below; else the repository or site',
          ko: '그림을 읽을 최상위 폴더. 생략하면 저장소나 사이트',
        }),
      )
      .option(
        '--base-url <url>',
        say({ en: 'where the pictures will be found, for paste', ko: '그림이 올라갈 주소(paste용)' }),
        urlOption,
      )
      .option('--dry-run', say({ en: 'write nothing, only say what would be done', ko: '아무것도 쓰지 않고 할 일만 보기' }))
      .option('--diff', say({ en: 'show what changes in the post', ko: '글에서 바뀌는 곳 보기' }))
      .option(
        '--force',
        say({ en: 'overwrite what was edited by hand; a copy is kept', ko: '직접 고친 곳도 덮어쓰기. 고친 파일은 따로 보관' }),
      )
      .option('--allow-missing', say({ en: 'publish although a picture is missing', ko: '없는 그림이 있어도 발행' }))
      .option('--no-prune', say({ en: 'keep pictures that are used no more', ko: '더 쓰이지 않는 그림도 그대로 두기' }))
      .option(
        '--check [level]',
        say({
          en: 'look whether every picture shows: 1 (default) in the sources, 2 also in the built site, 3 also in a browser; without documents the whole site',
          ko: '그림이 모두 보이는지 확인: 1(기본값)은 원본, 2는 빌드한 사이트까지, 3은 브라우저까지. 문서를 생략하면 사이트 전체',
        }),
      )
      .option(
        '--built <folder>',
        say({
          en: 'where the built site is, for --check=2 and 3; else where its settings say',
          ko: '빌드한 사이트가 있는 폴더(--check=2, 3용). 생략하면 사이트 설정의 폴더',
        }),
      )
      .option('--watch', say({ en: 'publish again whenever something changes', ko: '바뀔 때마다 다시 발행' }));
  },
  run: async (words, options, session) => {
    const documents = [...new Set(words.flat().filter((word) => word !== undefined))];
    const level = await levelOf(options.check);
    if (documents.length === 0 && level === null)
      throw usageError(
        'document-missing',
        'publish needs a document',
        'downhill publish post.md --to jekyll:blog',
        'downhill publish',
      );
    const { destinations } = await import('../publish-destination.js');
    const places = await destinations(options.to);
    const request = {
      documents,
      options: publishOptions(options, session),
      root: (options.root as string | undefined) ?? null,
      dryRun: options.dryRun === true,
    };
    if (options.watch === true) {
      if (session.json || request.dryRun)
        throw usageError(
          'options-conflict',
          `--watch and ${session.json ? '--json' : '--dry-run'} were both given`,
          'leave one of them out',
          '--watch',
        );
      return await (await import('../publish-watch.js')).watchDocuments(places, request, session);
    }
    const { publishDocuments } = await import('../publish-documents.js');
    const outcomes: Outcome[] = [];
    const checks: Check[] = [];
    for (const place of places) {
      const done = documents.length === 0 ? [] : await publishDocuments(place, request, session);
      outcomes.push(...done);
      if (level !== null)
        checks.push(...(await checked(place, done, documents.length === 0, level, options.built as string | undefined, session)));
    }
    return await tell(outcomes, checks, options, session);
  },
};

const levelOf = async (given: unknown): Promise<CheckLevel | null> => {
  if (given === undefined) return null;
  return given === true ? 1 : (await import('../publish-check.js')).checkLevel(given as string);
};

/** A check, or why there is none: what was published is told first. */
type Check = CheckReport | Refusal;

/** What was published is looked at as it is there, or would be. */
async function checked(
  { folder, target: { makesFolder } }: Destination,
  outcomes: readonly Outcome[],
  whole: boolean,
  level: CheckLevel,
  built: string | undefined,
  session: Session,
): Promise<Check[]> {
  const done = outcomes.flatMap(({ published }) => published ?? []);
  if (!whole && done.length === 0) return [];
  const { checkPlace } = await import('../publish-check.js');
  const { folderFiles } = await import('../../node/folder.js');
  const { overlay } = await import('../../publish/overlay.js');
  const site = done.reduce<Files>((files, { plan }) => overlay(files, plan), folderFiles(folder));
  const only = whole ? {} : { only: done.map(({ post }) => post) };
  const builtIn = built === undefined ? {} : { builtIn: built };
  return [
    await checkPlace({ folder, site, makesFolder, ...only, ...builtIn }, level, session).catch((failure: unknown) => ({
      failure,
      notes: [],
    })),
  ];
}

/** Says what was done; where nothing but one mistake came of it, that is an error like any other. */
async function tell(
  outcomes: readonly Outcome[],
  checks: readonly Check[],
  { dryRun, diff }: Options,
  session: Session,
): Promise<Exit> {
  const reports = checks.flatMap((check) => ('failure' in check ? [] : [check]));
  const failures: Refusal[] = [...outcomes, ...checks].flatMap((each) =>
    'failure' in each && each.failure !== null ? [each] : [],
  );
  const [only] = failures;
  if (only !== undefined && outcomes.length + checks.length === 1) return await tellFailure(only.failure, session, only.notes);
  const { errorData, publishDiff, publishJson, publishReport } = await import('../publish-report.js');
  const { checkData, checkReport } = await import('../check-report.js');
  const { isClean } = await import('../../publish/check/report.js');
  if (session.json) {
    const { jsonText } = await import('../../node/json-text.js');
    const looked = checks.map((check) => ('failure' in check ? { error: errorData(check.failure) } : checkData(check, session)));
    session.print(jsonText(publishJson(outcomes, looked, { dryRun: dryRun === true, diff: diff === true }, session)));
  } else {
    const changed = diff === true ? outcomes.flatMap(({ published }) => published ?? []) : [];
    for (const line of changed.flatMap((each) => publishDiff(each).split('\n').slice(0, -1)))
      session.print(`${painted(line, session)}\n`);
    for (const line of publishReport(outcomes, dryRun === true, session)) session.line(line);
    for (const report of reports)
      for (const line of report.posts === 0 ? [notChecked(report, session)] : checkReport(report, session)) session.line(line);
    for (const { failure, notes } of failures) await tellFailure(failure, session, notes);
  }
  return failures.length === 0 && reports.every(isClean) ? EXIT.done : EXIT.badInput;
}

const notChecked = ({ site }: CheckReport, { say }: Session): string =>
  `· ${site}: ${say({ en: 'no post here to check', ko: '확인할 글이 없습니다' })}`;

function painted(line: string, { paint }: Session): string {
  if (line.startsWith('+')) return paint.good(line);
  if (line.startsWith('-')) return paint.severity.error(line);
  return line.startsWith('@') ? paint.faint(line) : line;
}

const publishOptions = (options: Options, { lang, langGiven }: Session): PublishOptions => ({
  ...(langGiven ? { lang } : {}),
  date: (options.date as PublishOptions['date'] | undefined) ?? null,
  slug: (options.slug as string | undefined) ?? null,
  baseUrl: (options.baseUrl as string | undefined) ?? null,
  allowMissing: options.allowMissing === true,
  force: options.force === true,
  prune: options.prune !== false,
});

function dateOption(text: string): PublishOptions['date'] {
  const date = readDate(text);
  if (date !== null) return date;
  throw usageError(
    'date-invalid',
    `--date must be a day of the calendar, like 2022-07-15, got ${shown(text)}`,
    'try --date 2022-07-15, or "2022-07-15 21:30 +09:00"',
    '--date',
  );
}

function slugOption(text: string): string {
  if (/[\p{L}\p{N}]/u.test(text)) return text;
  throw usageError('slug-empty', `--slug needs letters or digits, got ${shown(text)}`, 'try --slug gradient-descent', '--slug');
}

function urlOption(text: string): string {
  if (/^https?:\/\/[^\s"'<>\\]+$/.test(text)) return text.replace(/\/+$/, '');
  throw usageError(
    'base-url-invalid',
    `--base-url must begin with https://, got ${shown(text)}`,
    'try --base-url https://me.github.io/pictures',
    '--base-url',
  );
}
