/** Paste or drop a text, a file, a link or a Telegram export: read at once, shown before it is saved. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { dropped, useApp } from '../app';
import { type ApiError, asError, post } from '../api';
import { number, t } from '../i18n';
import { Icon } from '../parts/Icon';
import { DateInput, Day, Empty, Fault, Head, Waiting, Who } from '../parts/basics';
import { MarkedText } from '../report/MarkedText';
import { StatementCard } from '../report/StatementCard';
import { Points } from '../report/spans';
import { go, href, type Route } from '../router';
import type { Reading } from '../types';

/** Statements that are listed before a report is saved. */
const MOST = 200;

interface Read {
  reading: Reading | Reading[];
  readings?: Reading[];
  token: string;
}

export default function AddPage(_: { route: Route }) {
  const app = useApp();
  const [text, setText] = useState('');
  const [outlet, setOutlet] = useState('');
  const [published, setPublished] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const [read, setRead] = useState<Read | null>(null);
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLElement>(null);

  const send = async (body: unknown): Promise<void> => {
    setBusy(true);
    setFault(null);
    setRead(null);
    try {
      setRead(await post<Read>('read', body));
      setTimeout(() => results.current?.focus(), 0);
    } catch (e) {
      setFault(asError(e));
    } finally {
      setBusy(false);
    }
  };
  const more = (): Record<string, string> => ({ ...(outlet ? { outlet } : {}), ...(published ? { published } : {}) });
  const sendText = (): void => {
    const given = text.trim();
    if (!given) return;
    void send(/^https?:\/\/\S+$/i.test(given) ? { url: given } : { text, ...more() });
  };
  const sendFiles = (files: File[]): void => {
    if (!files.length) return;
    const form = new FormData();
    for (const f of files) form.append('file', f, f.name);
    for (const [k, v] of Object.entries(more())) form.append(k, v);
    void send(form);
  };
  useEffect(() => {
    const take = (): void => sendFiles(dropped.splice(0));
    take();
    addEventListener('rasid:dropped', take);
    return () => removeEventListener('rasid:dropped', take);
  }, []);
  const keep = async (): Promise<void> => {
    if (!read) return;
    setBusy(true);
    try {
      const saved = await post<{ id?: string; report?: string; ids?: string[]; reports?: string[] }>('reports', { token: read.token });
      app.notice(t('add.saved'));
      app.reload();
      const first = saved.id ?? saved.report ?? saved.ids?.[0] ?? saved.reports?.[0];
      const many = (saved.ids ?? saved.reports ?? []).length > 1;
      go(first && !many ? href(['report', first]) : href(['reports']));
    } catch (e) {
      setFault(asError(e));
    } finally {
      setBusy(false);
    }
  };
  const readings = read ? (read.readings ?? (Array.isArray(read.reading) ? read.reading : [read.reading])) : [];
  const found = readings.reduce((n, r) => n + r.statements.length, 0);
  return (
    <div class="page add-page">
      <Head title={t('page.add')} lead={t('add.lead')} />
      <form
        class={`drop ${over ? 'over' : ''}`}
        onSubmit={(e) => {
          e.preventDefault();
          sendText();
        }}
        onDragEnter={() => setOver(true)}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <label class="field" htmlFor="add-text">
          <span>{t('add.text')}</span>
          <textarea
            id="add-text"
            dir={text ? 'auto' : undefined}
            rows={9}
            value={text}
            placeholder={t('add.placeholder')}
            onInput={(e) => setText(e.currentTarget.value)}
            onPaste={(e) => {
              // A field cannot lay out megabytes: what is too long for it is read at once, like a file.
              const pasted = e.clipboardData?.getData('text/plain') ?? '';
              if (pasted.length < LONG) return;
              e.preventDefault();
              void send({ text: pasted, ...more() });
            }}
            onKeyDown={(e) => {
              if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) sendText();
            }}
          />
        </label>
        <div class="add-row">
          <label class="field grow" htmlFor="add-outlet">
            <span>{t('add.outlet')}</span>
            <input id="add-outlet" type="text" dir={outlet ? 'auto' : undefined} value={outlet} maxLength={200} onInput={(e) => setOutlet(e.currentTarget.value)} />
          </label>
          <label class="field" htmlFor="add-day">
            <span>{t('add.published')}</span>
            <DateInput id="add-day" value={published} set={setPublished} />
          </label>
          <input ref={file} type="file" class="out" tabIndex={-1} aria-hidden="true" multiple onChange={(e) => sendFiles([...(e.currentTarget.files ?? [])])} />
          <button type="button" onClick={() => file.current?.click()}>
            <Icon name="reports" size={16} /> {t('add.file')}
          </button>
          <button type="submit" class="primary" disabled={busy || !text.trim()}>
            {t('add.read')} <kbd>Ctrl ↵</kbd>
          </button>
        </div>
        <p class="faint">{t('add.drop')}</p>
      </form>
      <Waiting on={busy} />
      <Fault of={fault} />
      {read ? (
        <section class="readings" ref={results} tabIndex={-1} aria-label={t('add.result')}>
          <div class="save-bar">
            <strong>{t('add.found', { reports: readings.length, statements: found })}</strong>
            <span class="faint">{t('add.unsaved')}</span>
            <button type="button" class="primary" disabled={busy || !readings.length} onClick={() => void keep()}>
              {t('add.save')}
            </button>
            <button type="button" class="quiet" onClick={() => setRead(null)}>
              {t('add.drop_it')}
            </button>
          </div>
          {readings.slice(0, 30).map((r, n) => (
            <Shown key={r.report.id ?? n} reading={r} open={n === 0} alone={readings.length === 1} />
          ))}
          {readings.length > 30 ? <p class="faint">{t('list.more', { count: readings.length - 30 })}</p> : null}
        </section>
      ) : null}
    </div>
  );
}

/** Characters. */
const LONG = 200_000;

function Shown({ reading, open, alone }: { reading: Reading; open: boolean; alone: boolean }) {
  const [chosen, setChosen] = useState('');
  const { report, statements } = reading;
  const fields = useMemo(() => ({ title: new Points(report.title ?? ''), text: new Points(report.text ?? '') }), [report]);
  const nothing = (): void => undefined;
  const body = (
    <div class="report-split">
      <article class="report-side">
        <MarkedText report={report} statements={statements} chosen={statements.find((s) => s.id === chosen) ?? null} picked={null} picking={false} choose={setChosen} pick={nothing} />
      </article>
      <section class="cards-side" aria-label={t('report.statements')}>
        {!statements.length ? <Empty>{reading.skipped ? t('report.skipped', { why: String(reading.skipped) }) : t('report.none')}</Empty> : null}
        <ol class="cards">
          {statements.slice(0, MOST).map((s, n) => (
            <StatementCard key={s.id} s={s} n={n + 1} open={s.id === chosen} may={false} choose={() => setChosen(s.id === chosen ? '' : s.id)} accept={nothing} reject={nothing} correct={nothing} undo={nothing} fields={fields} />
          ))}
        </ol>
        {statements.length > MOST ? <p class="faint">{t('list.rest', { count: statements.length - MOST })}</p> : null}
      </section>
    </div>
  );
  if (alone) return body;
  return (
    <details class="reading" open={open}>
      <summary>
        <bdi>{report.title || t('report.no_title')}</bdi> <span class="faint">
          <Who of={report.outlet} /> · <Day of={report.published} short />
        </span>
        <span class="figure">{number(statements.length)}</span>
      </summary>
      {body}
    </details>
  );
}
