import type { ExperimentDocument } from '../../experiment/document.js';
import { unmet } from '../../experiment/expectation.js';
import { quoted } from '../../experiment/substitute-results.js';
import { jsonText } from '../../node/json-text.js';
import { checkFolder, type RecordFile, recordFiles, writeRecord } from '../../node/record.js';
import type { Command, Options } from '../command.js';
import { readDocument } from '../document-file.js';
import { tellLeftOut } from '../left-out.js';
import { collect } from '../option-values.js';
import { recordOptions, themeOption } from '../record-options.js';
import { documentPaths } from '../record-paths.js';
import { chosenBlocks, type Finished, runBlocks } from '../run-blocks.js';
import { runReport } from '../run-report.js';
import { EXIT, type Exit, inLanguage, passing, type Session } from '../session.js';
import { studyOf, studyOption } from '../study-option.js';
import { threadsOf, threadsOption } from '../threads-option.js';
import { fitExit, isCancelled } from '../verdict.js';

export const run: Command = {
  name: 'run',
  summary: { en: 'run the experiments of a document', ko: '문서에 든 실험을 실행' },
  examples: [
    {
      line: 'downhill run post.md',
      does: { en: 'all of them; the record goes to post.downhill/', ko: '모두 실행. 기록은 post.downhill/에 저장' },
    },
    {
      line: 'downhill run post.md --only sine-noise --out record',
      does: { en: 'one of them, recorded elsewhere', ko: '하나만 실행하고 다른 곳에 저장' },
    },
    {
      line: 'downhill run post.md --study seeds=200',
      does: { en: 'how often each run succeeds with other seeds', ko: '다른 시드로 실행하면 얼마나 자주 성공하는지' },
    },
    {
      line: 'downhill run post.md --strict --json',
      does: { en: 'exit 3 unless every fit can be trusted', ko: '믿을 수 없는 결과가 하나라도 있으면 종료 코드 3' },
    },
  ],
  define: (command, session) => {
    const { say } = session;
    themeOption(command, session)
      .argument('<document>', say({ en: 'Markdown with blocks fenced ```downhill', ko: '```downhill 블록이 든 Markdown 문서' }))
      .option('--only <id>', say({ en: 'only this experiment; repeatable', ko: '이 실험만 실행. 반복 가능' }), collect)
      .option(
        '--out <folder>',
        say({ en: 'where the record goes; default <document>.downhill', ko: '기록을 저장할 폴더. 기본값 <문서>.downhill' }),
      )
      .option('--strict', say({ en: 'exit 3 unless every fit can be trusted', ko: '믿을 수 없는 결과가 있으면 종료 코드 3' }));
    studyOption(command, session);
    threadsOption(command, session);
  },
  run: async ([path = ''], options, opened) => {
    const document = await readDocument(path, opened);
    const session = inLanguage(opened, document.frontMatter.lang);
    const blocks = chosenBlocks(document, options.only as readonly string[] | undefined);
    const { folder, name } = documentPaths(path, options.out as string | undefined);
    await checkFolder(folder);
    const study = studyOf(options.study);
    const asked = { path, ...(await threadsOf(options)), ...(study === undefined ? {} : { study }) };
    const finished = await runBlocks(document, blocks, asked, session);
    checkReferences(document, finished);
    const { files, index } = await record(finished, name, options, session);
    await writeRecord(folder, files);
    if (session.json) session.print(jsonText(index));
    else for (const line of runReport(finished, folder, session)) session.line(line);
    for (const { experiment, run: done } of finished) tellLeftOut(done, experiment.fit.bootstrap, session, `${experiment.id}: `);
    if (finished.length < blocks.length || finished.some(({ run: done }) => isCancelled(done))) return EXIT.cancelled;
    return verdict(finished, options.strict === true, session);
  },
};

/** What the text quotes must be among the results before anything is written. */
function checkReferences({ references }: ExperimentDocument, finished: readonly Finished[]): void {
  for (const reference of references) {
    const block = finished.find(({ experiment }) => experiment.id === reference.id);
    if (block !== undefined) quoted(reference, { ...block.run.result, final: block.run.final });
  }
}

/** All files of the record and its index. */
async function record(
  finished: readonly Finished[],
  document: string,
  options: Options,
  session: Session,
): Promise<{ files: RecordFile[]; index: object }> {
  const { shellLine } = await import('../shell-quote.js');
  const asked = recordOptions(options, session);
  const files: RecordFile[] = [];
  const experiments: object[] = [];
  for (const [i, { experiment, run: done }] of finished.entries()) {
    const { id, figures, title } = experiment;
    passing(
      session,
      session.say({ en: `drawing ${id} (${i + 1}/${finished.length})`, ko: `${id} 그리는 중 (${i + 1}/${finished.length})` }),
    );
    const result = { id, ...(title === undefined ? {} : { title }), ...done.result, final: done.final };
    const command = shellLine([
      'downhill',
      'run',
      document,
      '--only',
      id,
      ...(asked.theme === undefined ? [] : ['--theme', asked.theme]),
      ...((options.study as readonly string[] | undefined) ?? []).flatMap((text) => ['--study', text]),
    ]);
    const own = (await recordFiles(done, { result, figures, command, ...asked })).map((file) => ({
      ...file,
      name: `${id}/${file.name}`,
    }));
    files.push(...own);
    experiments.push({ ...result, files: own.map((file) => file.name) });
  }
  passing(session, '');
  const index = { schema: 'downhill.run/1', experiments };
  return { files: [...files, { name: 'run.json', data: jsonText(index) }], index };
}

function verdict(finished: readonly Finished[], strict: boolean, session: Session): Exit {
  let exit: Exit = EXIT.done;
  for (const {
    experiment,
    run: { result },
  } of finished) {
    const missing = experiment.expect === undefined ? null : unmet(experiment.expect, result);
    if (missing !== null && !session.quiet) session.io.stderr.write(`downhill: ${experiment.id}: ${session.say(missing)}\n`);
    if (missing !== null || (strict && fitExit(result) !== EXIT.done)) exit = EXIT.untrustworthy;
  }
  return exit;
}
