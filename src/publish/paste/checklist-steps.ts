import type { Text } from '../../base/text.js';
import { codeSpan } from '../render/fence.js';
import type { PlacedPicture } from './paste-pictures.js';

/** What a checklist is about. */
export interface Pasted {
  readonly title: string;
  /** File names. */
  readonly markdown: string;
  readonly html: string;
  readonly medium: string;
  readonly folder: string;
  readonly pictures: readonly PlacedPicture[];
  /** Where the pictures will be read; null where they are put in by hand. */
  readonly served: string | null;
  readonly formulas: number;
  readonly tables: number;
}

/** Something to do, or to know. */
export interface Step {
  readonly site: 'first' | 'Velog' | 'Tistory' | 'Medium';
  /** Absent: always. */
  readonly when?: (pasted: Pasted) => boolean;
  readonly text: (pasted: Pasted) => Text;
}

const byHand = ({ pictures, served }: Pasted): boolean => pictures.length > 0 && served === null;
const hasFormulas = ({ formulas }: Pasted): boolean => formulas > 0;
const name = codeSpan;

/** In the order of the work. */
export const STEPS: readonly Step[] = [
  {
    site: 'first',
    when: ({ pictures, served }) => pictures.length > 0 && served !== null,
    text: ({ folder, served }) => ({
      en: `Upload the folder ${name(folder)} so that it is found below ${name(served ?? '')}.`,
      ko: `먼저 ${name(folder)} 폴더를 올려서 ${name(served ?? '')} 아래에서 열리게 합니다.`,
    }),
  },
  {
    site: 'Velog',
    text: ({ markdown }) => ({
      en: `Copy all of ${name(markdown)} into the editor. The title goes into its own field.`,
      ko: `${name(markdown)} 내용을 모두 복사해 편집기에 붙여 넣습니다. 제목은 제목 칸에 씁니다.`,
    }),
  },
  {
    site: 'Velog',
    when: byHand,
    text: ({ folder }) => ({
      en: `Drop each picture of ${name(folder)} into the editor, move the address that appears to the place of its ${name('UPLOAD:…')}, and delete the line that Velog made.`,
      ko: `${name(folder)}의 그림을 하나씩 편집기에 끌어다 놓고, 생긴 주소를 그 그림의 ${name('UPLOAD:…')} 자리에 옮긴 다음, Velog가 만든 줄은 지웁니다.`,
    }),
  },
  {
    site: 'Tistory',
    text: ({ html }) => ({
      en: `Open ${name(html)} in a text editor and copy all of it. In Tistory's editor, change the basic mode to HTML and paste.`,
      ko: `${name(html)} 파일을 메모장 같은 편집기로 열어 모두 복사합니다. 티스토리 글쓰기에서 기본모드를 HTML로 바꾸고 붙여 넣습니다.`,
    }),
  },
  {
    site: 'Tistory',
    when: byHand,
    text: ({ folder }) => ({
      en: `Back in the basic mode, put the picture from ${name(folder)} at every line such as ${name('[1: name.png]')}, and delete the line.`,
      ko: `기본모드로 돌아와 ${name('[그림 1: 이름.png]')} 같은 줄마다 ${name(folder)}의 그림을 넣고 그 줄을 지웁니다.`,
    }),
  },
  {
    site: 'Tistory',
    when: hasFormulas,
    text: () => ({
      en: 'Formulas are MathML, which browsers show by themselves. Pasted in the basic mode they are lost.',
      ko: '수식은 브라우저가 그대로 보여 주는 MathML입니다. 기본모드에 붙여 넣으면 사라지니 꼭 HTML 모드에 붙여 넣어 주세요.',
    }),
  },
  {
    site: 'Medium',
    text: ({ medium }) => ({
      en: `Open ${name(medium)} in a browser, select all of it, copy, and paste it below the title of a new story.`,
      ko: `${name(medium)} 파일을 브라우저로 열어 모두 선택해 복사하고, 새 글의 제목 아래에 붙여 넣습니다.`,
    }),
  },
  {
    site: 'Medium',
    when: byHand,
    text: ({ folder }) => ({
      en: `Put the picture from ${name(folder)} at every line such as ${name('[1: name.png]')}, delete the line, and write the alternative text under "Alt text" of the picture.`,
      ko: `${name('[그림 1: 이름.png]')} 같은 줄마다 ${name(folder)}의 그림을 넣고 그 줄을 지웁니다. 대체 텍스트는 그림의 "Alt text"에 적습니다.`,
    }),
  },
  {
    site: 'Medium',
    when: hasFormulas,
    text: ({ formulas }) => ({
      en: `Medium knows no formulas (here: ${formulas}): they stand there as TeX. Put pictures in the place of those that matter.`,
      ko: `Medium은 수식을 모릅니다. 이 글의 수식 ${formulas}개는 TeX 그대로 들어가니, 중요한 것은 그림으로 바꿔 주세요.`,
    }),
  },
  {
    site: 'Medium',
    when: ({ tables }) => tables > 0,
    text: ({ tables }) => ({
      en: `Medium knows no tables (here: ${tables}): they stand there as lines of text.`,
      ko: `Medium은 표를 모릅니다. 이 글의 표 ${tables}개는 줄글로 들어갑니다.`,
    }),
  },
];
