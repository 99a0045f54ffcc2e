/** The spelling that searching compares, as the reader folds it: no marks, one alef, ya, ha; without the article at the start of words. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىئ]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ؤ/g, 'و')
    .replace(/(^|\s)(و?ال)(?=\S{2})/g, '$1')
    .toLowerCase()
    .trim();
}
