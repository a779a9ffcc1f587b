import { resolve } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { folderFiles } from '../node/folder.js';
import { type LiveServer, liveServer } from '../node/live-server.js';
import { watchFiles } from '../node/watch-files.js';
import { tellFailure } from './failure.js';
import type { Destination } from './publish-destination.js';
import { type Outcome, type PublishRequest, publishDocuments, type Refusal } from './publish-documents.js';
import { publishReport } from './publish-report.js';
import { EXIT, type Exit, type Session } from './session.js';

/**
 * Publishes, and again whenever a document or a file that it was made of changes, until Ctrl-C. Pages come to the browser by a server of ours; a site has its own.
 * What is wrong is said, and waited for to be mended.
 */
export async function watchDocuments(places: readonly Destination[], request: PublishRequest, session: Session): Promise<Exit> {
  const { io, say, paint, line } = session;
  const interrupted = new Promise<void>((done) => {
    io.onInterrupt(done);
  });
  const servers = new Map<string, LiveServer>();
  const files = watchFiles(round);
  const broken = new Set<Destination>();
  let first = true;
  for (const document of request.documents) files.add(resolve(document));

  async function round(): Promise<void> {
    for (const place of places) await publishAt(place);
    first = false;
  }

  async function publishAt(place: Destination): Promise<void> {
    let outcomes: readonly Outcome[] = [];
    const failures: Refusal[] = [];
    try {
      outcomes = await publishDocuments(place, { ...request, onRead: files.add }, session);
      failures.push(...outcomes.filter(({ published }) => published === null));
    } catch (failure) {
      failures.push({ failure, notes: [] });
    }
    // After a mistake also that all is as it was: whoever mended it waits for a word.
    const told = first || broken.delete(place) ? outcomes : outcomes.filter(({ published }) => published?.unchanged === false);
    if (told.length > 0) for (const each of publishReport(told, false, session, place.target.makesFolder || !first)) line(each);
    if (failures.length > 0) broken.add(place);
    for (const { failure, notes } of failures) await tellFailure(failure, session, notes);
    await show(place, outcomes, failures);
  }

  async function show(place: Destination, outcomes: readonly Outcome[], failures: readonly Refusal[]): Promise<void> {
    const pages = outcomes.flatMap(({ published }) => (published?.post.endsWith('.html') ? [published] : []));
    let server = servers.get(place.folder);
    if (server === undefined && pages.length > 0 && place.target.makesFolder) {
      server = await liveServer(folderFiles(place.folder));
      servers.set(place.folder, server);
      for (const { post } of pages) line(`  ${paint.strong(server.address(post))}`);
    }
    server?.tell(failures.length === 0 ? null : failures.map((each) => refusalText(each, session)).join('\n\n'));
    if (pages.some(({ unchanged }) => !unchanged)) server?.reload();
  }

  try {
    await round();
    if (places.some(({ target }) => !target.makesFolder)) line(paint.faint(say(OWN_SERVER)));
    line(paint.faint(say({ en: 'Waiting for changes; Ctrl-C ends it.', ko: '바뀌기를 기다립니다. Ctrl-C로 끝냅니다.' })));
    await interrupted;
    return EXIT.done;
  } finally {
    await files.close();
    await Promise.all([...servers.values()].map((server) => server.close()));
  }
}

const refusalText = ({ failure, notes }: Refusal, { say }: Session): string =>
  [
    failureText(failure),
    ...notes.map(({ place, message }) => `! ${say(message)}${place === undefined ? '' : ` (${place})`}`),
  ].join('\n');

function failureText(failure: unknown): string {
  if (!(failure instanceof DownhillError)) return failure instanceof Error ? failure.message : String(failure);
  const { message, place, advice, detail } = failure;
  return [`${message}${place === undefined ? '' : ` (${place})`}`, advice, ...(detail === undefined ? [] : [detail])].join('\n');
}

const OWN_SERVER = {
  en: 'A site is shown by its own server (jekyll serve, hugo server), which follows by itself.',
  ko: '사이트는 자체 서버(jekyll serve, hugo server)로 보세요. 바뀐 내용을 알아서 반영합니다.',
};
