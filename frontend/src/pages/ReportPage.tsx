/** A report with its statements: reading them, and reviewing them from the keyboard. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { may, useApp } from '../app';
import { ApiError, asError, get, post, useGet } from '../api';
import { named, number, t } from '../i18n';
import { Icon } from '../parts/Icon';
import { Day, Empty, Fault, Waiting, Who } from '../parts/basics';
import { type Draft, Editor } from '../report/Editor';
import { Keys } from '../report/Keys';
import { MarkedText } from '../report/MarkedText';
import { StatementCard } from '../report/StatementCard';
import { fieldOf, Points, words } from '../report/spans';
import { go, href, parse, patch, type Route } from '../router';
import type { Paged, Reading, ReportRow, Span, Statement } from '../types';

export default function ReportPage({ route }: { route: Route }) {
  const id = route.path[1] ?? '';
  const { data, error, busy, again } = useGet<Reading>(`reports/${id}`);
  if (!data || (data.report.id && data.report.id !== id && data.report.name !== id)) {
    return (
      <div class="page">
        <Fault of={error} again={again} />
        <Waiting on={busy} />
      </div>
    );
  }
  return <Review key={id} id={id} reading={data} chosen={route.query['s']} again={again} />;
}

function Review({ id, reading, chosen: asked, again }: { id: string; reading: Reading; chosen: string | undefined; again: () => void }) {
  const app = useApp();
  const reviewer = may(app, 'review');
  const { report, statements } = reading;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [picked, setPicked] = useState<Span | null>(null);
  const [saving, setSaving] = useState(false);
  const [help, setHelp] = useState(false);
  const made = useRef<string[]>([]);
  const at = statements.findIndex((s) => s.id === asked);
  const chosen = at >= 0 ? statements[at]! : null;
  // A long report shows its statements by and by; the chosen one always.
  const [more, setMore] = useState(200);
  const shown = Math.max(more, at + 20);
  const fields = useMemo(() => ({ title: new Points(report.title ?? ''), text: new Points(report.text ?? '') }), [report]);
  const picking = !!draft && ['agent', 'target', 'place', 'source', 'date', 'evidence'].includes(draft.slot);
  const choose = useCallback((s: string) => patch({ s }), []);
  const pick = useCallback((span: Span) => setPicked(span), []);
  const read = picked ? (fields[fieldOf(picked) as 'text' | 'title']?.slice(picked.start, picked.end) ?? '') : '';

  // One after another, in the order they were said, however fast the keys come.
  const waiting = useRef(Promise.resolve());
  const act = (what: () => Promise<{ id?: string } | null>, said: string): void => {
    waiting.current = waiting.current.then(() => done(what, said));
  };
  const done = async (what: () => Promise<{ id?: string } | null>, said: string): Promise<void> => {
    setSaving(true);
    try {
      const kept = await what();
      if (kept?.id) made.current.push(kept.id);
      app.notice(said, kept?.id ? () => undo(kept.id) : undefined);
      setDraft(null);
      setPicked(null);
      again();
    } catch (e) {
      const fault = asError(e);
      app.notice([fault.message, fault.remedy].filter(Boolean).join(' · '));
    } finally {
      setSaving(false);
    }
  };
  const undo = (which?: string): void =>
    act(async () => {
      const last = which ?? made.current.at(-1);
      if (!last) throw new ApiError(0, 'nothing', t('review.nothing'));
      await post(`reviews/${last}/undo`);
      made.current = made.current.filter((x) => x !== last);
      return null;
    }, t('review.undone'));
  const judge = (s: Statement | null, action: 'accept' | 'reject'): void => {
    if (!s) return app.notice(t('review.choose_first'));
    act(() => post('reviews', { statement: s.id, action }), t(`review.did_${action}`));
    const next = statements[statements.indexOf(s) + 1];
    if (next) choose(next.id);
  };
  const correct = (s: Statement | null, slot = 'agent'): void => {
    if (!s) return app.notice(t('review.choose_first'));
    choose(s.id);
    setPicked(null);
    setDraft({ statement: s, slot, filled: {} });
  };
  const close = (): void => {
    setDraft(null);
    setPicked(null);
  };
  const save = (value: unknown, why: string): void => {
    if (!draft?.statement) return;
    const { statement, slot } = draft;
    act(() => post('reviews', { statement: statement.id, action: 'correct', slot, value, span: picked, why }), t('review.did_correct'));
  };
  const add = (why: string): void => {
    if (!draft) return;
    const filled = Object.fromEntries(Object.entries(draft.filled).filter(([k]) => k !== 'evidence').map(([k, f]) => [k, f.value]));
    act(() => post('statements', { report: report.id ?? id, ...filled, evidence_span: draft.filled['evidence']?.span, why: why || undefined }), t('review.did_add'));
  };
  // Keys may come faster than pages are drawn: the address says what is chosen now.
  const now = (): Statement | null => statements.find((s) => s.id === parse(location.hash).query['s']) ?? null;
  const step = (by: number): void => {
    const here = now();
    const at = here ? statements.indexOf(here) : -1;
    const to = statements[at < 0 ? (by > 0 ? 0 : statements.length - 1) : at + by];
    if (to) choose(to.id);
  };
  const next = async (): Promise<void> => {
    const to = await nextReport(report.id ?? id).catch(() => null);
    if (to) go(href(['report', to]));
    else app.notice(t('review.no_next'));
  };

  // With the drawing, not after it: the next key may come at once.
  useLayoutEffect(() => {
    const press = (e: KeyboardEvent): void => {
      if (e.key === 'Escape') {
        if (help) setHelp(false);
        else close();
        return;
      }
      if (draft && picking && walk(e, fields, picked, setPicked)) return;
      if (e.ctrlKey || e.metaKey || e.altKey || draft || typing(e)) return;
      const does: Record<string, () => void> = { j: () => step(1), k: () => step(-1), n: () => void next(), '?': () => setHelp(!help) };
      if (reviewer) Object.assign(does, { a: () => judge(now(), 'accept'), r: () => judge(now(), 'reject'), c: () => correct(now()), m: () => setDraft({ statement: null, slot: 'evidence', filled: {} }), u: () => undo() });
      const run = does[ARABIC_KEYS[e.key] ?? e.key];
      if (!run) return;
      e.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  const reviewed = statements.filter((s) => s.state && s.state !== 'open').length;
  return (
    <div class={`report-page ${draft ? 'editing' : ''} ${chosen ? 'choosing' : ''}`}>
      <div class="report-bar">
        <a href={href(['reports'])}>{t('page.reports')}</a>
        <span class="report-meta">
          <Who of={report.outlet} /> · <Day of={report.published} />
          {report.url && /^https?:\/\//i.test(report.url) ? (
            <>
              {' · '}
              <a href={report.url} rel="noreferrer noopener nofollow" target="_blank">
                {t('report.original')}
              </a>
            </>
          ) : null}
        </span>
        <span class="report-progress">
          {t('report.progress', { done: reviewed, all: statements.length })}
          <progress max={Math.max(1, statements.length)} value={reviewed} aria-label={t('report.progress', { done: reviewed, all: statements.length })} />
        </span>
        <button type="button" class="quiet" onClick={() => void next()}>
          {t('review.next')} <kbd>n</kbd>
        </button>
        <button type="button" class="quiet keys-button" onClick={() => setHelp(true)} aria-haspopup="dialog">
          <Icon name="key" size={16} /> {t('keys.title')} <kbd>?</kbd>
        </button>
      </div>
      <div class="report-split">
        <article class="report-side">
          <MarkedText report={report} statements={statements} chosen={chosen} picked={picked} picking={picking} choose={choose} pick={pick} />
          <footer class="report-foot faint">
            {report.sha256 ? (
              <p>
                {t('report.hash')} <code>{report.sha256.slice(0, 16)}…</code>
              </p>
            ) : null}
          </footer>
        </article>
        <section class="cards-side" aria-label={t('report.statements')}>
          <header class="cards-head">
            <h2>
              {t('report.statements')} <span class="figure">{number(statements.length)}</span>
            </h2>
            {reviewer ? (
              <button type="button" class="quiet" onClick={() => setDraft({ statement: null, slot: 'evidence', filled: {} })}>
                <Icon name="add" size={15} /> {t('review.missed')} <kbd>m</kbd>
              </button>
            ) : null}
          </header>
          {!statements.length ? <Empty>{reading.skipped ? t('report.skipped', { why: String(reading.skipped) }) : t('report.none')}</Empty> : null}
          <ol class="cards">
            {statements.slice(0, shown).map((s, n) => (
              <StatementCard
                key={s.id}
                s={s}
                n={n + 1}
                open={s === chosen}
                may={reviewer}
                choose={() => patch({ s: s === chosen ? '' : s.id })}
                accept={() => judge(s, 'accept')}
                reject={() => judge(s, 'reject')}
                correct={(slot) => correct(s, slot)}
                undo={(r) => undo(r)}
                fields={fields}
              />
            ))}
          </ol>
          {statements.length > shown ? (
            <button type="button" class="quiet" onClick={() => setMore(shown + 200)}>
              {t('report.more', { count: statements.length - shown })}
            </button>
          ) : null}
        </section>
      </div>
      {draft ? (
        <Editor
          draft={draft}
          picked={picked}
          words={picking ? read : ''}
          busy={saving}
          setSlot={(slot) => {
            setPicked(draft.filled[slot]?.span ?? null);
            setDraft((d) => d && { ...d, slot });
          }}
          fill={(slot, value, span) => setDraft((d) => d && { ...d, filled: { ...d.filled, [slot]: { value, span } } })}
          save={save}
          add={add}
          close={close}
        />
      ) : null}
      {help ? <Keys close={() => setHelp(false)} /> : null}
      <p class="out" role="status">
        {chosen ? `${number(at + 1)} / ${number(statements.length)} ${named(chosen.agent[0])}` : ''}
      </p>
    </div>
  );
}

/** The same keys on an Arabic keyboard. */
const ARABIC_KEYS: Record<string, string> = { ت: 'j', ن: 'k', ش: 'a', ق: 'r', ؤ: 'c', ة: 'm', ع: 'u', ى: 'n', '؟': '?' };

function typing(e: KeyboardEvent): boolean {
  const to = e.target as HTMLElement | null;
  return !!to?.closest('input, textarea, select, [contenteditable], dialog');
}

/** Words by keyboard: Alt and the arrows walk from word to word, with Shift they lengthen the choice. */
function walk(e: KeyboardEvent, fields: { title: Points; text: Points }, picked: Span | null, set: (s: Span) => void): boolean {
  if (!e.altKey || !['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(e.key)) return false;
  e.preventDefault();
  const field = e.key === 'ArrowUp' ? 'title' : e.key === 'ArrowDown' ? 'text' : (fieldOf(picked) as 'title' | 'text');
  const all = words(fields[field].text);
  if (!all.length) return true;
  if (e.key === 'ArrowUp' || e.key === 'ArrowDown' || !picked) {
    set({ ...all[0]!, field });
    return true;
  }
  const ahead = e.key === (/[\u0600-\u06ff]/.test(fields[field].text) ? 'ArrowLeft' : 'ArrowRight');
  const first = all.findIndex((w) => w.end > picked.start);
  let last = first;
  while (last + 1 < all.length && all[last + 1]!.start < picked.end) last++;
  if (e.shiftKey) {
    const to = Math.min(all.length - 1, Math.max(first, last + (ahead ? 1 : -1)));
    set({ start: all[first]!.start, end: all[to]!.end, field });
  } else {
    const to = all[Math.min(all.length - 1, Math.max(0, ahead ? last + 1 : first - 1))]!;
    set({ ...to, field });
  }
  return true;
}

/** The next report that has statements nobody has judged. */
async function nextReport(id: string): Promise<string | null> {
  let passed = false;
  let before: string | null = null;
  for (let page = 1; page <= 20; page++) {
    const { items, total, per } = await get<Paged<ReportRow>>('reports', { page, per: 100 });
    for (const r of items) {
      const open = r.reviewed < r.statements;
      if (r.id === id) passed = true;
      else if (open && passed) return r.id;
      else if (open && !before) before = r.id;
    }
    if (page * per >= total) break;
  }
  return before;
}
