import { cleanText } from '../pin/text.ts';
import type { BoardPage } from './board-page.ts';

const LONGEST_NAME = 100;

/** What people call a board: its title, else what its address says. */
export function boardName(page: BoardPage, title: string | null): string {
  return cleanText(title, LONGEST_NAME) ?? cleanText(addressName(page), LONGEST_NAME) ?? '…';
}

function addressName(page: BoardPage): string {
  if (page.kind === 'search') return page.query;
  return (page.kind === 'board' ? page.slug : page.section).replace(/-+/g, ' ');
}
