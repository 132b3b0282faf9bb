import { cleanText } from '../pin/text.ts';
import type { BoardPage } from './board-page.ts';

/** The longest name that a view has room for, in characters. */
const LONGEST_SHOWN = 100;

/** What people call a board: its own title, else what its address says of it. */
export function boardName({ title, page }: { title: string | null; page: BoardPage }): string {
  return (
    cleanText(title, LONGEST_SHOWN) ?? cleanText(addressName(page), LONGEST_SHOWN) ?? page.kind
  );
}

function addressName(page: BoardPage): string {
  switch (page.kind) {
    case 'board':
      return page.slug.replaceAll('-', ' ');
    case 'section':
      return page.section.replaceAll('-', ' ');
    case 'search':
      return page.query;
    case 'api':
      return page.name;
  }
}
