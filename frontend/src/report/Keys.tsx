/** The keys, told. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';

const KEYS: [string, string][] = [
  ['j', 'keys.next'],
  ['k', 'keys.before'],
  ['a', 'keys.accept'],
  ['r', 'keys.reject'],
  ['c', 'keys.correct'],
  ['m', 'keys.missed'],
  ['u', 'keys.undo'],
  ['n', 'keys.report'],
  ['Alt + ← →', 'keys.words'],
  ['Alt + Shift + ← →', 'keys.longer'],
  ['Esc', 'keys.leave'],
  ['?', 'keys.help'],
];

export function Keys({ close }: { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} class="keys" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">{t('keys.title')}</h2>
      <dl>
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <p class="faint">{t('keys.arabic')}</p>
      <button type="button" onClick={() => box.current?.close()}>
        {t('close')}
      </button>
    </dialog>
  );
}
