import { jsonText } from '../../node/json-text.js';
import { byFile, noteLines, notesData } from '../check-report.js';
import type { Command } from '../command.js';
import { repairLines } from '../repair-report.js';
import { EXIT, type Session } from '../session.js';

export const repair: Command = {
  name: 'repair',
  summary: { en: 'mend the posts of a Jekyll or Hugo site', ko: 'Jekyll·Hugo 사이트의 글을 고침' },
  examples: [
    {
      line: 'downhill repair blog --dry-run --diff',
      does: { en: 'what would change, line by line; nothing is written', ko: '무엇이 바뀔지 줄 단위로 보기. 아무것도 쓰지 않음' },
    },
    {
      line: 'downhill repair blog',
      does: {
        en: 'mends broken pictures, front matter and Liquid; the old posts stay in .downhill/backup',
        ko: '깨진 그림, 머리말, Liquid를 고침. 원래 글은 .downhill/backup에 남음',
      },
    },
  ],
  define: (command, { say }) => {
    command
      .argument('<site>', say({ en: 'the folder that jekyll or hugo is run in', ko: 'jekyll이나 hugo를 실행하는 폴더' }))
      .option('--dry-run', say({ en: 'write nothing', ko: '아무것도 쓰지 않음' }))
      .option('--diff', say({ en: 'show every changed line', ko: '바뀐 줄을 모두 보기' }));
  },
  run: async ([path = ''], options, session) => {
    const { folderFiles } = await import('../../node/folder.js');
    const { repairSite } = await import('../../publish/repair/repair-site.js');
    const dry = options.dryRun === true;
    const free = dry ? null : await locked(path);
    try {
      const repaired = await repairSite(folderFiles(path));
      if (!dry) await (await import('../../node/commit.js')).commit(path, repaired.plan);
      const { kind, posts, changes, plan, left } = repaired;
      if (session.json) {
        const files = plan.writes.map((file) => file.path);
        const notes = notesData(left, session.say);
        session.print(
          jsonText({ schema: 'downhill.repair/1', site: path, kind, posts, dryRun: dry, changes, files, left: notes }),
        );
      } else {
        if (options.diff === true) await printDiff(repaired.texts, session);
        for (const line of repairLines(repaired, dry, session)) session.line(line);
        for (const [file, notes] of byFile(left.filter(({ severity }) => severity !== 'note'))) {
          session.line(session.paint.strong(file));
          for (const line of noteLines(notes, session)) session.line(line);
        }
      }
      return left.some(({ severity }) => severity === 'error') ? EXIT.badInput : EXIT.done;
    } finally {
      await free?.();
    }
  },
};

/** Only a folder that is a site already is locked: nothing is made anywhere else. */
async function locked(path: string): Promise<() => Promise<void>> {
  const { folderFiles } = await import('../../node/folder.js');
  const { readSite } = await import('../../publish/check/read-site.js');
  await readSite(folderFiles(path));
  const { lockSite } = await import('../../node/site-lock.js');
  const { finishPending } = await import('../../node/commit.js');
  const free = await lockSite(path);
  await finishPending(path);
  return free;
}

async function printDiff(texts: readonly { path: string; before: string; after: string }[], session: Session): Promise<void> {
  const { unifiedDiff } = await import('../../publish/again/unified-diff.js');
  for (const { path, before, after } of texts) session.print(unifiedDiff(path, before, after));
}
