import { t } from '../../lib/i18n.ts';

/** The popup's foot: the way to the pages of boards and of saved finds. */
export function PageLinks() {
  return (
    <nav class="page-links" aria-label={t('boardOffer.pages')}>
      <a href="boards.html" target="_blank" rel="noopener">
        {t('boardOffer.boards')}
      </a>
      <a href="finds.html" target="_blank" rel="noopener">
        {t('boardOffer.finds')}
      </a>
    </nav>
  );
}
