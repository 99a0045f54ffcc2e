/** The field for searching, on every page: what is found shows while one types. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useGet } from '../api';
import { beside, named, t } from '../i18n';
import { go, href } from '../router';
import type { Name } from '../types';
import { Icon } from './Icon';

export interface Found {
  places: Name[];
  actors: Name[];
  reports: { id: string; title: string; outlet?: string | Name; published?: string; name?: string }[];
  statements: { id: string; report: string; event: string; evidence: string; date?: string }[];
}

export function SearchBox() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 180);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const away = (e: Event): void => {
      if (!box.current?.contains(e.target as Node)) setOpen(false);
    };
    const slash = (e: KeyboardEvent): void => {
      if (e.key === '/' && !(e.target as HTMLElement).closest('input, textarea, select')) {
        e.preventDefault();
        box.current?.querySelector('input')?.focus();
      }
    };
    addEventListener('pointerdown', away);
    addEventListener('focusin', away);
    addEventListener('keydown', slash);
    return () => {
      removeEventListener('pointerdown', away);
      removeEventListener('focusin', away);
      removeEventListener('keydown', slash);
    };
  }, []);
  const { data } = useGet<Found>(asked.length > 1 && open ? 'search' : null, { q: asked });
  const rows: { to: string; kind: string; name: string; arabic?: string }[] = data
    ? [
        ...data.places.slice(0, 5).map((p) => ({ to: href(['map'], { place: p.id }), kind: t('search.place'), name: named(p), arabic: beside(p) })),
        ...data.actors.slice(0, 4).map((a) => ({ to: href(['map'], { actor: a.id }), kind: t('search.actor'), name: named(a) })),
        ...data.reports.slice(0, 5).map((r) => ({ to: href(['report', r.id]), kind: t('search.report'), name: r.title || (r.name ?? r.id) })),
      ]
    : [];
  const shut = (): void => {
    setOpen(false);
    setText('');
  };
  return (
    <form
      ref={box}
      class="search-box"
      role="search"
      aria-label={t('search.label')}
      onSubmit={(e) => {
        e.preventDefault();
        if (text.trim()) go(href(['search'], { q: text.trim() }));
        setOpen(false);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') setOpen(false);
        if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
        const all = [...(box.current?.querySelectorAll<HTMLElement>('input, .search-found a') ?? [])];
        const next = all[all.indexOf(document.activeElement as HTMLElement) + (e.key === 'ArrowDown' ? 1 : -1)];
        next?.focus();
        e.preventDefault();
      }}
    >
      <Icon name="search" size={16} />
      <input
        type="search"
        dir="auto"
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        value={text}
        onFocus={() => setOpen(true)}
        onInput={(e) => {
          setText(e.currentTarget.value);
          setOpen(true);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      {open && asked.length > 1 && data ? (
        <div class="search-found">
          {rows.map((r) => (
            <a key={r.to} href={r.to} onClick={shut}>
              <span>
                <bdi>{r.name}</bdi>{' '}
                {r.arabic ? (
                  <bdi class="beside" lang="ar">
                    {r.arabic}
                  </bdi>
                ) : null}
              </span>
              <span class="faint">{r.kind}</span>
            </a>
          ))}
          {rows.length ? (
            <a class="all" href={href(['search'], { q: asked })} onClick={shut}>
              {t('search.all')}
            </a>
          ) : (
            <p class="faint">{t('search.none')}</p>
          )}
        </div>
      ) : null}
    </form>
  );
}
