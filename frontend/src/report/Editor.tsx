/** Correcting a slot, or adding what was missed: words are taken from the text, the rest is chosen. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t, word } from '../i18n';
import { KINDS } from '../map/events';
import type { Span, Statement } from '../types';

export const NAME_SLOTS = ['agent', 'target', 'place', 'source'];
export const SLOTS = ['event', 'status', 'date', ...NAME_SLOTS, 'killed', 'injured'];
const STATUSES = ['occurred', 'ongoing', 'planned', 'attempted', 'urged', 'denied'];

export interface Draft {
  /** null: a statement that was missed. */
  statement: Statement | null;
  slot: string;
  /** Of a missed statement: what was filled so far. */
  filled: Record<string, { value: unknown; span?: Span }>;
}

interface Props {
  draft: Draft;
  picked: Span | null;
  words: string;
  busy: boolean;
  setSlot: (slot: string) => void;
  fill: (slot: string, value: unknown, span?: Span) => void;
  save: (value: unknown, why: string) => void;
  add: (why: string) => void;
  close: () => void;
}

export function Editor(p: Props) {
  const { draft } = p;
  const [value, setValue] = useState('');
  const [why, setWhy] = useState('');
  const root = useRef<HTMLElement>(null);
  const missed = draft.statement === null;
  const slots = missed ? ['evidence', ...SLOTS] : SLOTS;
  useLayoutEffect(() => {
    setValue(initial(draft));
    root.current?.querySelector<HTMLElement>('.editor-value')?.focus({ preventScroll: true });
  }, [draft.slot, draft.statement?.id]);
  // Words picked in the text become the value; they may still be mended by hand.
  useLayoutEffect(() => {
    if (p.words) setValue(p.words);
  }, [p.words]);

  const give = (): unknown => {
    if (NAME_SLOTS.includes(draft.slot)) return value.trim() ? value.split('؛').map((v) => v.trim()).filter(Boolean) : [];
    if (draft.slot === 'killed' || draft.slot === 'injured') return value.trim() === '' ? null : Number(value);
    return value.trim();
  };
  const submit = (e: Event): void => {
    e.preventDefault();
    if (missed) {
      if (value.trim()) p.fill(draft.slot, give(), p.picked ?? undefined);
      const next = slots[slots.indexOf(draft.slot) + 1];
      if (next) p.setSlot(next);
    } else p.save(give(), why);
  };
  const ready = missed && draft.filled['evidence']?.span && draft.filled['event'];
  return (
    <section class="editor" ref={root} aria-label={t(missed ? 'editor.missed' : 'editor.correct')}>
      <form onSubmit={submit}>
        <header>
          <h2>{t(missed ? 'editor.missed' : 'editor.correct')}</h2>
          <button type="button" class="bare" onClick={p.close}>
            {t('cancel')} <kbd>Esc</kbd>
          </button>
        </header>
        <div class="slot-tabs" role="radiogroup" aria-label={t('editor.slot')}>
          {slots.map((s) => (
            <label key={s} class={`tab ${s === draft.slot ? 'on' : ''} ${draft.filled[s] ? 'done' : ''}`}>
              <input type="radio" name="slot" value={s} checked={s === draft.slot} onChange={() => p.setSlot(s)} />
              <i class={`key key-${s}`} aria-hidden="true" />
              {t(`slot.${s}`)}
            </label>
          ))}
        </div>
        <div class="editor-row">
          <Value slot={draft.slot} value={value} set={setValue} />
          {!missed ? (
            <label class="field grow" htmlFor="editor-why">
              <span>{t('editor.why')}</span>
              <input id="editor-why" type="text" value={why} maxLength={500} onInput={(e) => setWhy(e.currentTarget.value)} />
            </label>
          ) : null}
          <button type="submit" class={missed ? '' : 'primary'} disabled={p.busy}>
            {t(missed ? 'editor.take' : 'save')} <kbd>↵</kbd>
          </button>
          {missed ? (
            <button type="button" class="primary" disabled={!ready || p.busy} onClick={() => p.add(why)}>
              {t('editor.add')}
            </button>
          ) : null}
        </div>
        {NAME_SLOTS.includes(draft.slot) || draft.slot === 'evidence' || draft.slot === 'date' ? <p class="faint hint">{t('editor.hint')}</p> : null}
        {missed ? (
          <p class="filled">
            {Object.entries(draft.filled).map(([s, f]) => (
              <span key={s} class="chip">
                {t(`slot.${s}`)}: <bdi>{s === 'event' ? word('event', String(f.value)) : s === 'status' ? word('status', String(f.value)) : String(Array.isArray(f.value) ? f.value.join('؛ ') : f.value)}</bdi>
              </span>
            ))}
          </p>
        ) : null}
      </form>
    </section>
  );
}

function Value({ slot, value, set }: { slot: string; value: string; set: (v: string) => void }) {
  const label = t(`slot.${slot}`);
  if (slot === 'event' || slot === 'status') {
    const options = slot === 'event' ? KINDS : STATUSES;
    return (
      <label class="field grow" htmlFor="editor-value">
        <span>{label}</span>
        <select id="editor-value" class="editor-value" value={value} onChange={(e) => set(e.currentTarget.value)}>
          {value === '' ? <option value="" /> : null}
          {options.map((o) => (
            <option key={o} value={o}>
              {word(slot, o)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const input = { id: 'editor-value', class: 'editor-value', value, onInput: (e: { currentTarget: HTMLInputElement }) => set(e.currentTarget.value) };
  return (
    <label class="field grow" htmlFor="editor-value">
      <span>{label}</span>
      {slot === 'killed' || slot === 'injured' ? (
        <input {...input} type="number" min={0} />
      ) : (
        <input {...input} type="text" dir={slot === 'date' ? 'ltr' : 'auto'} placeholder={slot === 'date' ? '2019-05-21' : undefined} readOnly={slot === 'evidence'} />
      )}
    </label>
  );
}

function initial(d: Draft): string {
  const kept = d.filled[d.slot]?.value;
  if (kept !== undefined) return Array.isArray(kept) ? kept.join('؛ ') : String(kept);
  if (!d.statement) return d.slot === 'event' ? 'takes_control' : d.slot === 'status' ? 'occurred' : '';
  const s = d.statement as unknown as Record<string, unknown>;
  const v = s[d.slot];
  if (Array.isArray(v)) return v.map((n) => (n as { name: string }).name).join('؛ ');
  if (v && typeof v === 'object') return (v as { name: string }).name;
  return v === null || v === undefined ? '' : String(v);
}
